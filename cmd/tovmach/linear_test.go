package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/workers/api"
)

// The size of the histories. The lease is as short as it can be, so that
// claims run out while others race for them.
const (
	linearClients = 200
	linearTasks   = 1000 // on one server; on a cluster all is dearer
	linearLease   = time.Second
)

// TestLinear has two hundred clients claim, save, renew, release and lose a
// thousand tasks while the server is stopped and started again on its folder.
// What they were told is linearizable: one winner a task every time, and no
// acknowledged save missing from the final fold.
func TestLinear(t *testing.T) {
	t.Parallel()
	linear(t, &hosted{dir: t.TempDir()}, linearTasks, 24/slow, "unknown claim")
}

// TestLinearKilled is TestLinear with a server in a process of its own that is
// killed with kill -9.
func TestLinearKilled(t *testing.T) {
	t.Parallel()
	linear(t, &housed{dir: t.TempDir()}, linearTasks, 16/slow, "unknown claim")
}

// TestLinearCluster is TestLinear on a cluster of three servers, of which the
// one that leads is killed and comes back while people work.
func TestLinearCluster(t *testing.T) {
	t.Parallel()
	c := startCluster(t, "")
	linear(t, &clustered{Cluster: c, dir: t.TempDir()}, 1000, 8/min(slow, 2))
}

// linear runs clients against f, lets its fault happen twice meanwhile, and
// judges what they were told.
func linear(t *testing.T, f faulty, count, rounds int, must ...string) {
	var tasks []pipeline.TaskID
	f.record(t, func(j *journal.Journal) { tasks = offer(t, j, count) })
	crowd := newCrowd(t, f.begin(t), tasks, rounds)
	var working sync.WaitGroup
	for _, c := range crowd.clients {
		working.Go(func() { c.work(t.Context()) })
	}
	all := make(chan struct{})
	go func() { working.Wait(); close(all) }()
	for ended := false; !ended; {
		select {
		case <-crowd.pause:
			f.fault(t, crowd.door)
		case <-all:
			ended = true
		}
	}
	f.end(t)
	f.record(t, func(j *journal.Journal) { crowd.judge(t, j, must) })
}

// door is where the server is found, while there is one.
type door struct {
	mu   sync.Mutex
	url  string
	open chan struct{} // closed while there is a server
}

func (d *door) opened(url string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.url = url
	close(d.open)
}

func (d *door) shut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open = make(chan struct{})
}

// at waits for a server and returns its address.
func (d *door) at() string {
	d.mu.Lock()
	open := d.open
	d.mu.Unlock()
	<-open
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.url
}

// crowd is all clients of a history.
type crowd struct {
	clients []*client
	editor  string // token of who takes tasks over
	tasks   []pipeline.TaskID
	rounds  int
	door    *door
	turn    atomic.Int64  // moves the task that everybody wants
	pause   chan struct{} // the server is to be ended now
}

func newCrowd(t *testing.T, r ready, tasks []pipeline.TaskID, rounds int) *crowd {
	t.Helper()
	c := &crowd{tasks: tasks, rounds: rounds, door: &door{open: make(chan struct{})}, pause: make(chan struct{}, 2)}
	c.door.opened(r.URL)
	admin := api.NewClient(r.URL, r.Token)
	editor, err := admin.AddPerson(t.Context(), newPerson("olena", "editor"))
	if err != nil {
		t.Fatal(err)
	}
	c.editor = editor.Token
	for i := range linearClients {
		name := fmt.Sprintf("translator-%d", i)
		token, err := admin.AddPerson(t.Context(), newPerson(name, "translator"))
		if err != nil {
			t.Fatal(err)
		}
		c.clients = append(c.clients, &client{
			crowd: c, number: i, name: pipeline.UserID(name), token: token.Token,
			dice: rand.New(rand.NewPCG(1, uint64(i))), held: map[pipeline.TaskID]uint64{},
		})
	}
	return c
}

// wanted returns the task that the next client goes for: for a while many want
// the same.
func (c *crowd) wanted(dice *rand.Rand) pipeline.TaskID {
	turn, turns := int(c.turn.Add(1)), c.rounds*len(c.clients)
	if turn == turns/3 || turn == 2*turns/3 {
		c.pause <- struct{}{}
	}
	if dice.IntN(5) == 0 {
		return c.tasks[dice.IntN(len(c.tasks))]
	}
	return c.tasks[turn*len(c.tasks)/turns%len(c.tasks)]
}

// client is a translator with a will of their own.
type client struct {
	crowd  *crowd
	number int
	name   pipeline.UserID
	token  string
	dice   *rand.Rand
	held   map[pipeline.TaskID]uint64 // as it was told; perhaps no more
	long   pipeline.TaskID            // held by heartbeats for as long as they help
	wrote  int
	told   []porcupine.Operation
	kept   []string // texts that are kept aside, as it was told
}

// work is the client's day.
func (c *client) work(ctx context.Context) {
	for range c.crowd.rounds {
		if c.long != "" && c.do(ctx, act{verb: "renew", task: c.long}).is == "no" {
			c.long = ""
		}
		task := c.crowd.wanted(c.dice)
		if !c.claim(ctx, task) {
			c.loiter(ctx, task)
			continue
		}
		c.save(ctx, task)
		switch c.dice.IntN(12) {
		case 0, 1, 2:
			c.do(ctx, act{verb: "release", task: task})
		case 8: // by mistake
			c.do(ctx, act{verb: "release", task: task})
			c.get(ctx, act{verb: "undo", task: task})
			c.save(ctx, task)
		case 9:
			c.hand(ctx, task)
			c.save(ctx, task)
		case 3, 4:
			c.do(ctx, act{verb: "renew", task: task})
			c.save(ctx, task)
			c.do(ctx, act{verb: "release", task: task})
		case 5:
			c.do(ctx, act{verb: "complete", task: task})
		case 6: // forgets in another window that it claimed anew
			older := c.held[task]
			c.do(ctx, act{verb: "release", task: task})
			c.claim(ctx, task)
			c.saveUnder(ctx, task, older)
		case 7: // comes back to it later, perhaps too late
			c.long = cmp.Or(c.long, task)
		default: // walks away for good
			delete(c.held, task)
		}
	}
	for task := range c.held {
		c.save(ctx, task)
	}
}

// loiter is what a client does who did not win.
func (c *client) loiter(ctx context.Context, task pipeline.TaskID) {
	switch c.dice.IntN(10) {
	case 0:
		c.do(ctx, act{verb: "release", task: task})
	case 3:
		c.get(ctx, act{verb: "undo", task: task})
	case 5:
		c.hand(ctx, task)
	case 4:
		if c.get(ctx, act{verb: "take", task: task}) {
			c.save(ctx, task)
		}
	case 1:
		c.save(ctx, task)
	case 2:
		for old := range c.held { // one that it may have lost
			c.save(ctx, old)
			return
		}
	}
}

func (c *client) claim(ctx context.Context, task pipeline.TaskID) bool {
	return c.get(ctx, act{verb: "claim", task: task})
}

// get does what gives the client the task, if it succeeds.
func (c *client) get(ctx context.Context, a act) bool {
	said := c.do(ctx, a)
	if said.is == "yes" {
		c.held[a.task] = said.token
	}
	return said.is == "yes"
}

// hand gives the task to anybody else.
func (c *client) hand(ctx context.Context, task pipeline.TaskID) {
	others := len(c.crowd.clients) - 1
	to := c.crowd.clients[(c.number+1+c.dice.IntN(others))%(others+1)]
	c.do(ctx, act{verb: "hand", task: task, to: to.name})
}

// save writes what nobody wrote before, under the claim that the client was
// given.
func (c *client) save(ctx context.Context, task pipeline.TaskID) {
	c.saveUnder(ctx, task, c.held[task])
}

func (c *client) saveUnder(ctx context.Context, task pipeline.TaskID, token uint64) {
	c.wrote++
	c.do(ctx, act{verb: "save", task: task, token: token, text: fmt.Sprintf("Text %d of %s", c.wrote, c.name)})
}

// do asks for a and writes down what was said.
func (c *client) do(ctx context.Context, a act) answer {
	url := c.crowd.door.at()
	a.who, a.call = c.name, time.Now().UnixNano()
	said, err := c.ask(ctx, api.NewClient(url, c.token), a)
	a.ended = time.Now().UnixNano()
	switch {
	case err == nil:
		said.is = "yes"
	case pipeline.KindOf(err) == pipeline.Conflict, pipeline.KindOf(err) == pipeline.Blocked:
		said = answer{is: "no"}
	default:
		said = answer{is: "unknown"}
	}
	if a.verb == "save" && err != nil && strings.Contains(err.Error(), "kept as suggestions") {
		c.kept = append(c.kept, a.text)
	}
	c.told = append(c.told, operation(c.number, a, said))
	return said
}

func (c *client) ask(ctx context.Context, server *api.Client, a act) (answer, error) {
	switch a.verb {
	case "claim":
		return won(server.Claim(ctx, a.task))
	case "undo":
		return won(server.UndoRelease(ctx, a.task))
	case "hand":
		return won(server.Hand(ctx, a.task, api.HandOver{To: a.to}))
	case "take":
		editor := api.NewClient(c.crowd.door.at(), c.crowd.editor)
		return won(editor.Take(ctx, a.task, api.TakeOver{For: a.who, Reason: "it is urgent"}))
	case "renew":
		_, err := server.Renew(ctx, a.task)
		return answer{}, err
	case "release":
		_, err := server.Release(ctx, a.task)
		return answer{}, err
	case "complete":
		_, err := server.Push(ctx, a.task, api.Save{Done: true, Segments: []api.Target{}})
		return answer{}, err
	}
	claim := ""
	if a.token > 0 {
		claim = strconv.FormatUint(a.token, 10)
	}
	_, err := server.Push(ctx, a.task, api.Save{Claim: claim, Segments: []api.Target{{Segment: segmentOf(a.task), Target: a.text}}})
	return answer{}, err
}

// won is the answer to what gives somebody the task.
func won(claim api.Claim, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	token, err := strconv.ParseUint(claim.Claim, 10, 64)
	return answer{token: token}, err
}

// judge reads the journal that is left and checks the whole history, which must
// show the common acts, and those in also.
func (c *crowd) judge(t *testing.T, j *journal.Journal, also []string) {
	t.Helper()
	now, events := readJournal(t, j)
	written := map[string]bool{}
	var history []porcupine.Operation
	for _, ev := range events {
		switch ev.Kind {
		case pipeline.KindSegmentTranslated:
			f, err := pipeline.Decode[pipeline.SegmentTranslated](ev)
			if err != nil {
				t.Fatal(err)
			}
			written[f.Text] = true
		case pipeline.KindSegmentSuggested:
			f, err := pipeline.Decode[pipeline.SegmentSuggested](ev)
			if err != nil {
				t.Fatal(err)
			}
			written["aside: "+f.Text] = true
		case pipeline.KindTaskExpired:
			f, err := pipeline.Decode[pipeline.TaskExpired](ev)
			if err != nil {
				t.Fatal(err)
			}
			history = append(history, operation(linearClients, act{
				verb: "expire", task: ev.Task, token: f.Claim, call: ev.Time.UnixNano(), ended: math.MaxInt64,
			}, answer{is: "yes"}))
		}
	}
	counts := map[string]int{"yes expire": len(history)}
	for _, client := range c.clients {
		for _, op := range client.told {
			a, said := op.Input.(act), op.Output.(answer)
			counts[said.is+" "+a.verb]++
			if a.verb == "save" && said.is == "yes" && !written[a.text] {
				t.Errorf("%s was told that %q is saved; it is not in the journal", a.who, a.text)
			}
		}
		for _, text := range client.kept {
			if !written["aside: "+text] {
				t.Errorf("%s was told that %q is kept; it is not in the journal", client.name, text)
			}
		}
		history = append(history, client.told...)
	}
	end := time.Now().UnixNano()
	for _, task := range c.tasks {
		history = append(history, operation(linearClients, act{verb: "read", task: task, call: end, ended: end}, now[task]))
	}
	t.Logf("%d operations: %v", len(history), counts)
	for _, must := range append(also,
		"yes claim", "no claim", "yes save", "no save", "yes renew", "yes release", "no release", "yes undo", "no undo", "yes hand", "no hand", "yes take", "yes complete", "yes expire",
	) {
		if counts[must] == 0 {
			t.Errorf("the history has no %q: it shows too little", must)
		}
	}
	model := leaseModel(linearLease)
	for _, part := range model.Partition(history) {
		if porcupine.CheckOperations(model, part) {
			continue
		}
		t.Errorf("the history of a task is not linearizable:%s", told(model, part))
	}
}
