package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// Load is people who claim tasks, save texts and give the tasks back, as fast
// as they are answered, each through a journal of the process that they are
// in. It keeps what they were told.
type Load struct {
	tasks []pipeline.TaskID
	stop  context.CancelFunc
	done  sync.WaitGroup

	mu      sync.Mutex
	acked   map[pipeline.EventID]uint64
	unknown map[pipeline.EventID]bool
	failed  []error     // answers that no fault explains
	newest  []time.Time // of each desk: when the newest act that was acknowledged began

	Conflicts atomic.Int64 // races that were lost, or told so
}

// A Desk is what one process knows and writes with.
type Desk struct {
	Journal *journal.Journal
	Stories *journal.Stories
}

// Patience is how long a person waits for an answer: longer than any election.
const Patience = 30 * time.Second

const (
	loadStories = 4
	loadTasks   = 12 // of each story
)

// Offer writes the stories whose tasks the load is about.
func Offer(ctx context.Context, j *journal.Journal) ([]pipeline.TaskID, error) {
	var tasks []pipeline.TaskID
	for s := range loadStories {
		story := pipeline.StoryID(fmt.Sprintf("s%d", s))
		article, cuts, offers := pipeline.Article{Lang: pipeline.Ukrainian}, pipeline.ArticleSegmented{}, pipeline.TasksOpened{}
		for n := range loadTasks {
			block := pipeline.BlockID(fmt.Sprintf("b%d", n))
			segment := pipeline.SegmentID(block)
			article.Blocks = append(article.Blocks, pipeline.Block{ID: block, Kind: pipeline.Paragraph, Text: "Пором"})
			cuts.Segments = append(cuts.Segments, pipeline.SegmentCut{ID: segment, Block: block, Span: pipeline.Span{End: 10}, Text: pipeline.Span{End: 10}})
			task := pipeline.TaskID(fmt.Sprintf("%s-t%d", story, n))
			offers.Tasks = append(offers.Tasks, pipeline.TaskOffer{ID: task, Kind: pipeline.Translate, Segments: []pipeline.SegmentID{segment}, Words: 1})
			tasks = append(tasks, task)
		}
		head := pipeline.Head{}
		for i, fact := range []pipeline.Fact{
			pipeline.StorySubmitted{Slug: pipeline.Slug(story), Desk: "news", Priority: pipeline.Normal, Article: article},
			cuts,
			pipeline.SegmentsAnnotated{},
			offers,
		} {
			ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprintf("%s-%d", story, i)), story, "olena", fact)
			if err != nil {
				return nil, err
			}
			stored, err := j.Append(ctx, head, ev)
			if err != nil {
				return nil, err
			}
			head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
		}
	}
	return tasks, nil
}

// Begin sets people to work, who take turns at the desks.
func Begin(ctx context.Context, tasks []pipeline.TaskID, people int, desks ...Desk) *Load {
	ctx, stop := context.WithCancel(ctx)
	l := &Load{
		tasks: tasks, stop: stop, acked: map[pipeline.EventID]uint64{}, unknown: map[pipeline.EventID]bool{},
		newest: make([]time.Time, len(desks)),
	}
	for n := range people {
		at := n % len(desks)
		p := &person{load: l, name: pipeline.UserID(fmt.Sprintf("person-%d", n)), at: at, desk: desks[at], dice: rand.New(rand.NewPCG(1, uint64(n)))} //nolint:gosec // a test's dice
		l.done.Go(func() { p.work(ctx) })
	}
	return l
}

// End stops them when each has the answer that it waits for.
func (l *Load) End() {
	l.stop()
	l.done.Wait()
}

// Acked returns how many acts were acknowledged so far.
func (l *Load) Acked() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acked)
}

// Going reports whether every desk had an acknowledgement of what was begun
// after that moment.
func (l *Load) Going(since time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !slices.ContainsFunc(l.newest, func(at time.Time) bool { return !at.After(since) })
}

// Wait waits until the load is Going since that moment.
func (l *Load) Wait(ctx context.Context, since time.Time) error {
	for !l.Going(since) {
		if err := wait(ctx); err != nil {
			return fmt.Errorf("no act is acknowledged: %w", err)
		}
	}
	return nil
}

// person is one of them.
type person struct {
	load  *Load
	name  pipeline.UserID
	at    int // which desk
	desk  Desk
	dice  *rand.Rand
	count int
}

func (p *person) work(ctx context.Context) {
	for ctx.Err() == nil {
		id := p.load.tasks[p.dice.IntN(len(p.load.tasks))]
		t, story, ok := p.see(id)
		switch {
		case !ok, t.State == pipeline.TaskHeld && t.Claim.Holder != p.name:
			_ = wait(ctx) // then another
		case t.State == pipeline.TaskOpen:
			p.act(ctx, story, t, pipeline.TaskClaimed{LeaseUntil: time.Now().Add(time.Hour), Lease: time.Hour})
		default: // ours, perhaps since before a fault
			for range 2 {
				p.act(ctx, story, t, pipeline.SegmentTranslated{Claim: t.Claim.Token, Segment: story.SegmentsOf(t)[0].ID, Text: fmt.Sprintf("%s wrote %d", p.name, p.count)})
				if t, story, ok = p.see(id); !ok || t.Claim.Holder != p.name || t.State != pipeline.TaskHeld {
					break
				}
			}
			if t.Claim.Holder == p.name && t.State == pipeline.TaskHeld {
				p.act(ctx, story, t, pipeline.TaskReleased{Claim: t.Claim.Token})
			}
		}
	}
}

func (p *person) see(id pipeline.TaskID) (pipeline.Task, pipeline.Story, bool) {
	story, ok := p.desk.Stories.OfTask(id)
	for _, t := range story.Tasks {
		if t.ID == id {
			return t, story, ok
		}
	}
	return pipeline.Task{}, story, false
}

// act appends one event and keeps what came of it.
func (p *person) act(ctx context.Context, story pipeline.Story, t pipeline.Task, fact pipeline.Fact) {
	p.count++
	id := pipeline.EventID(fmt.Sprintf("%s-%d", p.name, p.count))
	ev, err := pipeline.NewEvent(id, story.ID, p.name, fact)
	if err != nil {
		p.keep(id, time.Now(), 0, err)
		return
	}
	// The end of the load does not cut off an act in hand.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Patience)
	defer cancel()
	begun := time.Now()
	stored, err := p.desk.Journal.Append(ctx, t.Head, ev.For(t.ID))
	p.keep(id, begun, stored.Sequence, err)
	seen := stored.Sequence
	if err != nil {
		if seen, err = p.desk.Journal.Last(ctx); err != nil {
			return
		}
	}
	_ = p.desk.Stories.WaitFor(ctx, seen) // a late fold only costs a lost race
}

func (p *person) keep(id pipeline.EventID, begun time.Time, sequence uint64, err error) {
	l := p.load
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case err == nil:
		l.acked[id] = sequence
		if begun.After(l.newest[p.at]) {
			l.newest[p.at] = begun
		}
	case pipeline.KindOf(err) == pipeline.Conflict:
		l.Conflicts.Add(1)
	case pipeline.KindOf(err) == pipeline.Unavailable:
		l.unknown[id] = true
	default:
		l.failed = append(l.failed, err)
	}
}

// Counts is what came of a load.
type Counts struct {
	Acked, Unknown, UnknownStored, Conflicts int
	Lost, Doubled, Illegal                   int
	Failed                                   []error
}

// OK reports whether nothing acknowledged is missing and nothing is there twice.
func (c Counts) OK() bool {
	return c.Lost == 0 && c.Doubled == 0 && c.Illegal == 0 && len(c.Failed) == 0
}

func (c Counts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d acknowledged, %d lost races, %d unknown (%d of them stored), %d lost, %d doubled, %d illegal",
		c.Acked, c.Conflicts, c.Unknown, c.UnknownStored, c.Lost, c.Doubled, c.Illegal)
	for _, err := range c.Failed {
		fmt.Fprintf(&b, "; %v", err)
	}
	return b.String()
}

// Count reads the whole journal and compares it with what people were told.
func (l *Load) Count(ctx context.Context, j *journal.Journal) (Counts, error) {
	c := Counts{Conflicts: int(l.Conflicts.Load())}
	var mu sync.Mutex
	stories, stop, err := j.Follow(ctx, func(pipeline.Event, error) {
		mu.Lock()
		defer mu.Unlock()
		c.Illegal++
	})
	if err != nil {
		return c, err
	}
	defer stop()
	stored := map[pipeline.EventID][]uint64{}
	for _, story := range stories.All() {
		events, err := j.History(ctx, story)
		if err != nil {
			return c, err
		}
		for _, ev := range events {
			stored[ev.ID] = append(stored[ev.ID], ev.Sequence)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	mu.Lock()
	defer mu.Unlock()
	c.Acked, c.Unknown, c.Failed = len(l.acked), len(l.unknown), l.failed
	for _, at := range stored {
		if len(at) > 1 {
			c.Doubled++
		}
	}
	for id, sequence := range l.acked {
		if at := stored[id]; len(at) == 0 || at[0] != sequence {
			c.Lost++
		}
	}
	for id := range l.unknown {
		if len(stored[id]) > 0 {
			c.UnknownStored++
		}
	}
	return c, nil
}
