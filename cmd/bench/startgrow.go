package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/annotator"
	"github.com/tovmach/tovmach/workers/assembler"
	"github.com/tovmach/tovmach/workers/reviewer"
	"github.com/tovmach/tovmach/workers/router"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// grower tells stories to a journal as fast as it goes: the workers decide, and
// the archiver archives, but nobody waits for the disk or for a consumer.
type grower struct {
	journal *journal.Journal
	seed    uint64
	words   int
	terms   workers.Worker
}

// archivedWords is how long the stories in the archive are.
const archivedWords = 40

// growAtOnce is how many stories are told at the same time.
const growAtOnce = 16

// grow makes the data folder of a newsroom with so many stories in the archive
// and so many that are being translated.
func grow(ctx context.Context, data string, seed uint64, archived, open, words int) (err error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "tovmach", DontListen: true, NoSigs: true, NoLog: true, MaxPayload: 1 << 20,
		JetStream: true, StoreDir: filepath.Join(data, "nats"), JetStreamMaxStore: 20 << 30, JetStreamMaxMemory: 256 << 20,
	})
	if err != nil {
		return err
	}
	s.Start()
	defer func() { s.Shutdown(); s.WaitForShutdown() }()
	if !s.ReadyForConnections(15 * time.Second) {
		return errors.New("the server does not start")
	}
	nc, err := nats.Connect("", nats.InProcessServer(s))
	if err != nil {
		return err
	}
	defer nc.Close()
	err = errors.Join(journal.Provision(ctx, nc, 1), board.Provision(ctx, nc, 1), vault.Provision(ctx, nc, 1))
	if err != nil {
		return err
	}
	v, err := vault.Open(ctx, nc)
	if err != nil {
		return err
	}
	g := grower{seed: seed, words: words, terms: annotator.New(termbase{match.New(nil, match.Options{})})}
	if g.journal, err = journal.Open(ctx, nc, journal.Options{Vault: v}); err != nil {
		return err
	}
	return feed(growAtOnce, archived+open, func(i int) error {
		if err := g.tell(ctx, i, i < archived); err != nil {
			return fmt.Errorf("story %d: %w", i, err)
		}
		return nil
	})
}

// slugOf is the slug of story i.
func slugOf(i int) string { return fmt.Sprintf("story-%d", i) }

// tell tells one story: until its translation is half done, or until it is
// archived and out of the journal.
func (g grower) tell(ctx context.Context, i int, whole bool) error {
	words := g.words
	if whole {
		words = archivedWords
	}
	first, err := submission(slugOf(i), newWriter(g.seed, uint64(i+1), nil).article(words))
	if err != nil {
		return err
	}
	first.Story = pipeline.StoryID(pipeline.DerivedID("bench", slugOf(i))) // as long as they are
	t := telling{grower: g, ctx: ctx, last: first}
	t.append("", first)
	t.work(segmenter.Segmenter{}, g.terms, router.Router{})
	if t.err != nil {
		return t.err
	}
	if !whole {
		t.claim("translator")
		half := t.story.Segments[:len(t.story.Segments)/2]
		t.write(half, "translator")
		return t.err
	}
	t.claim("translator")
	t.write(t.story.Segments, "translator")
	t.complete("translator")
	t.work(reviewer.Reviewer{})
	t.claim("reviewer")
	t.complete("reviewer")
	t.work(assembler.Assembler{})
	t.tell("", "worker:publisher", pipeline.StoryPublished{Edition: 1, Outlets: []string{"folder"}})
	t.tell("", "worker:publisher", pipeline.DeliveryMade{Outlet: "folder", Edition: 1, Receipt: "published/" + slugOf(i)})
	return t.archive()
}

// telling is one story as it is told; after an error nothing more is.
type telling struct {
	grower
	ctx   context.Context //nolint:containedctx // of one story
	story pipeline.Story
	last  pipeline.Event
	task  pipeline.TaskID // that somebody holds
	err   error
}

func (t *telling) append(task pipeline.TaskID, ev pipeline.Event) {
	if t.err != nil {
		return
	}
	head := t.story.Head
	if of, ok := t.story.Task(task); ok {
		head = of.Head
	}
	if t.last, t.err = t.journal.Append(t.ctx, head, ev.For(task)); t.err == nil {
		t.story, t.err = t.story.Apply(t.last)
	}
}

func (t *telling) tell(task pipeline.TaskID, who pipeline.UserID, fact pipeline.Fact) {
	if t.err != nil {
		return
	}
	ev, err := pipeline.NewEvent(pipeline.EventID(pipeline.NewID()), t.story.ID, who, fact)
	t.err = err
	t.append(task, ev)
}

// work lets the workers answer, each what the one before it said.
func (t *telling) work(staff ...workers.Worker) {
	for _, w := range staff {
		if t.err != nil {
			return
		}
		next, err := w.Work(t.ctx, t.story, t.last)
		if t.err = err; err == nil && len(next) != 1 {
			t.err = fmt.Errorf("%s says %d things", w.Name(), len(next))
		}
		if t.err == nil {
			t.append("", next[0])
		}
	}
}

// claim takes the newest task.
func (t *telling) claim(who pipeline.UserID) {
	if t.err != nil {
		return
	}
	t.task = t.story.Tasks[len(t.story.Tasks)-1].ID
	fact, err := t.story.ClaimTask(t.task, who, 1000*time.Hour, time.Now())
	t.err = err
	t.tell(t.task, who, fact)
}

func (t *telling) write(segments []pipeline.Segment, who pipeline.UserID) {
	for _, g := range segments {
		task, _ := t.story.Task(t.task)
		t.tell(t.task, who, pipeline.SegmentTranslated{Claim: task.Claim.Token, Segment: g.ID, Text: g.Source})
	}
}

func (t *telling) complete(who pipeline.UserID) {
	task, _ := t.story.Task(t.task)
	t.tell(t.task, who, pipeline.TaskCompleted{Claim: task.Claim.Token})
}

func (t *telling) archive() error {
	if t.err != nil {
		return t.err
	}
	if !t.story.Archivable(time.Now(), 0) {
		return fmt.Errorf("it is not finished: %s", t.story.State())
	}
	ev, err := t.journal.Archive(t.ctx, t.story)
	if err != nil {
		return err
	}
	remnant, err := t.story.Apply(ev)
	if err != nil {
		return err
	}
	done, err := t.journal.Purge(t.ctx, remnant.ID, *remnant.Archive)
	if err == nil && !done {
		err = errors.New("it is not purged")
	}
	return err
}
