package workers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/annotator"
	"github.com/tovmach/tovmach/workers/assembler"
	"github.com/tovmach/tovmach/workers/publisher"
	"github.com/tovmach/tovmach/workers/reviewer"
	"github.com/tovmach/tovmach/workers/router"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// paper is a newsroom in memory with one story: a journal that takes events on
// their conditions, the fold, and the real workers, who work when they are told.
type paper struct {
	testing.TB
	pipeline.Story

	heads  map[pipeline.TaskID]pipeline.Head // of each task, and of the story itself
	events []pipeline.Event
	staff  []workers.Worker
	todo   [][]pipeline.Event // of each of the staff
	told   []publisher.Delivery
}

func newPaper(t testing.TB, document string) *paper {
	p := &paper{TB: t, heads: map[pipeline.TaskID]pipeline.Head{}}
	p.staff = []workers.Worker{
		segmenter.Segmenter{},
		annotator.New(noTerms{}),
		router.Router{Words: 60},
		reviewer.Reviewer{},
		assembler.Assembler{},
		publisher.New(pipelinetest.Noon, p),
	}
	p.todo = make([][]pipeline.Event, len(p.staff))
	p.must("", "ira", pipeline.StorySubmitted{
		Slug: "ferry", Desk: "news", Priority: pipeline.Normal, Document: pipeline.Document{Digest: document}, Article: p.read(document),
	})
	return p
}

type noTerms struct{}

func (noTerms) Index() (*match.Index, int) { return match.New(nil, match.Options{}), 1 }

// Name and Deliver make it an outlet that takes an edition once for each id.
func (*paper) Name() string { return "press" }

func (p *paper) Deliver(_ context.Context, d publisher.Delivery) (string, error) {
	if !slices.ContainsFunc(p.told, func(before publisher.Delivery) bool { return before.ID == d.ID }) {
		p.told = append(p.told, d)
	}
	return d.ID, nil
}

func (p *paper) read(document string) pipeline.Article {
	article, _, err := codec.Read("a.md", []byte(document))
	if err != nil {
		p.Fatalf("%v in %q", err, document)
	}
	article.Lang = pipeline.Ukrainian
	return article
}

// append takes an event whose aggregate ends as was seen; it must be legal.
func (p *paper) append(head pipeline.Head, ev pipeline.Event) bool {
	if p.heads[ev.Task] != head {
		return false
	}
	ev.Sequence, ev.Hash, ev.Time = uint64(len(p.events)+1), fmt.Sprint("hash", len(p.events)+1), pipelinetest.Noon() //nolint:gosec // small
	next, err := p.Apply(ev)
	if err != nil {
		p.Fatalf("%s by %s cannot be: %v\n%s", ev.Kind, ev.Actor, err, p.tale())
	}
	p.Story, p.events = next, append(p.events, ev)
	p.heads[ev.Task] = pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
	for i, w := range p.staff {
		if slices.Contains(w.Kinds(), ev.Kind) {
			p.todo[i] = append(p.todo[i], ev)
		}
	}
	return true
}

// act appends what somebody decided who saw the story as seen, if its aggregate
// is as it was then.
func (p *paper) act(seen pipeline.Story, task pipeline.TaskID, who pipeline.UserID, fact pipeline.Fact) bool {
	ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprint("e", len(p.events)+1)), "s1", who, fact)
	if err != nil {
		p.Fatal(err)
	}
	head := seen.Head
	if task != "" {
		t, _ := seen.Task(task)
		head = t.Head
	}
	return p.append(head, ev.For(task))
}

func (p *paper) must(task pipeline.TaskID, who pipeline.UserID, fact pipeline.Fact) {
	if !p.act(p.Story, task, who, fact) {
		p.Fatalf("%s is not appended", fact.Kind())
	}
}

// work lets the i-th of the staff work one entry.
func (p *paper) work(i int) {
	if len(p.todo[i]) == 0 {
		return
	}
	ev := p.todo[i][0]
	p.todo[i] = p.todo[i][1:]
	events, err := p.staff[i].Work(p.Context(), p.Story, ev)
	if err != nil {
		p.Fatalf("%s at %s: %v\n%s", p.staff[i].Name(), ev.Kind, err, p.tale())
	}
	for _, next := range events {
		if !p.Has(next.ID) && !p.append(p.heads[""], next) {
			p.Fatal("the staff work one after the other here")
		}
	}
}

// settle lets the staff work until nothing is left to do.
func (p *paper) settle() {
	for busy := true; busy; {
		busy = false
		for i := range p.staff {
			busy = busy || len(p.todo[i]) > 0
			p.work(i)
		}
	}
}

func (p *paper) revise(document string) bool {
	return p.act(p.Story, "", "ira", pipeline.SourceRevised{
		Revision: p.Revision + 1, Document: pipeline.Document{Digest: document}, Article: p.read(document),
	})
}

// english is the one translation of a text in this newsroom.
func english(source string) string { return "EN " + pipeline.TextKey(source) }

// claim takes an open task.
func (p *paper) claim(id pipeline.TaskID, who pipeline.UserID) {
	fact, err := p.ClaimTask(id, who, time.Hour, pipelinetest.Noon())
	if err != nil {
		p.Fatal(err)
	}
	p.must(id, who, fact)
}

// finish does every task to its end, until the staff has no more.
func (p *paper) finish() {
	for p.settle(); ; p.settle() {
		i := slices.IndexFunc(p.Tasks, func(t pipeline.Task) bool { return t.State != pipeline.TaskDone })
		if i < 0 {
			return
		}
		t := p.Tasks[i]
		who := t.Claim.Holder
		if t.State == pipeline.TaskOpen {
			who = map[pipeline.TaskKind]pipeline.UserID{pipeline.Translate: "olena", pipeline.Review: "ruth"}[t.Kind]
			p.claim(t.ID, who)
		}
		p.end(t, who)
	}
}

// end writes what is missing in a task and completes it.
func (p *paper) end(t pipeline.Task, who pipeline.UserID) {
	token := p.token(t.ID)
	for _, g := range p.SegmentsOf(t) {
		if g.Target == "" {
			p.save(p.Story, t.ID, who, token, g)
		}
	}
	complete := p.CompleteTask
	if t.Kind == pipeline.Review {
		complete = p.ApproveTask
	}
	fact, err := complete(t.ID, who)
	if err != nil {
		p.Fatalf("%v\n%s", err, p.tale())
	}
	p.must(t.ID, who, fact)
}

func (p *paper) token(id pipeline.TaskID) uint64 {
	t, _ := p.Task(id)
	return t.Claim.Token
}

// save saves the translation of a segment as somebody saw it, and reports whether it
// was stored.
func (p *paper) save(seen pipeline.Story, task pipeline.TaskID, who pipeline.UserID, token uint64, g pipeline.Segment) bool {
	fact, _ := seen.SaveText(task, who, token, g.ID, english(g.Source))
	return fact != nil && p.act(seen, task, who, fact)
}

// open are the unfinished tasks of that kind.
func (p *paper) open(kind pipeline.TaskKind) []pipeline.Task {
	return slices.DeleteFunc(slices.Clone(p.Tasks), func(t pipeline.Task) bool {
		return t.Kind != kind || t.State == pipeline.TaskDone
	})
}

func (p *paper) count(kind pipeline.Kind) int {
	n := 0
	for _, ev := range p.events {
		if ev.Kind == kind {
			n++
		}
	}
	return n
}

// tale is what happened, for people.
func (p *paper) tale() string {
	var out strings.Builder
	for _, ev := range p.events {
		fmt.Fprintf(&out, "%d %s %s by %s: %.300s\n", ev.Sequence, ev.Kind, ev.Task, ev.Actor, ev.Data)
	}
	return out.String()
}

// faithful fails when a translation stands at a text that it is not of.
func (p *paper) faithful() {
	all := slices.Clone(p.Segments)
	for _, past := range p.Past {
		all = append(all, past.Segment)
	}
	for _, g := range all {
		if g.Target != "" && g.Target != english(g.Source) {
			p.Fatalf("segment %s: %q stands for %q\n%s", g.ID, g.Target, g.Source, p.tale())
		}
		if g.Target == "" && g.State != pipeline.Untranslated {
			p.Fatalf("segment %s is %s without a translation\n%s", g.ID, g.State, p.tale())
		}
	}
}
