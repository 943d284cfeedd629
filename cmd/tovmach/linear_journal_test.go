package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

// tasksOfStory is how many tasks each story of a history has.
const tasksOfStory = 20

// onJournal opens the journal in the data folder for as long as use takes.
func onJournal(t *testing.T, dir string, use func(*journal.Journal)) {
	t.Helper()
	s, err := natsd.Start(t.Context(), dir, natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Shutdown(); err != nil {
			t.Error(err)
		}
	}()
	nc, err := s.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	openRecord(t, nc, 1, use)
}

// offer writes stories with that many open tasks into an empty journal; each
// task has one segment.
func offer(t *testing.T, j *journal.Journal, count int) (tasks []pipeline.TaskID) {
	t.Helper()
	for s := range count / tasksOfStory {
		story := pipeline.StoryID(fmt.Sprintf("s%d", s))
		article := pipeline.Article{Lang: pipeline.Ukrainian}
		cuts := pipeline.ArticleSegmented{}
		offers := pipeline.TasksOpened{}
		for n := range tasksOfStory {
			task := pipeline.TaskID(fmt.Sprintf("%s-t%d", story, n))
			block := pipeline.BlockID(segmentOf(task))
			article.Blocks = append(article.Blocks, pipeline.Block{ID: block, Kind: pipeline.Paragraph, Text: "Пором"})
			cuts.Segments = append(cuts.Segments, pipeline.SegmentCut{
				ID: segmentOf(task), Block: block, Span: pipeline.Span{End: 10}, Text: pipeline.Span{End: 10},
			})
			offers.Tasks = append(offers.Tasks, pipeline.TaskOffer{
				ID: task, Kind: pipeline.Translate, Segments: []pipeline.SegmentID{segmentOf(task)}, Words: 1,
			})
			tasks = append(tasks, task)
		}
		head := pipeline.Head{}
		for _, fact := range []pipeline.Fact{
			pipeline.StorySubmitted{Slug: pipeline.Slug(story), Desk: "news", Priority: pipeline.Normal, Article: article},
			cuts,
			pipeline.SegmentsAnnotated{},
			offers,
		} {
			ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprintf("%s-%s", story, strings.ReplaceAll(string(fact.Kind()), ".", "-"))), story, "olena", fact)
			if err != nil {
				t.Fatal(err)
			}
			stored, err := j.Append(t.Context(), head, ev)
			if err != nil {
				t.Fatal(err)
			}
			head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
		}
	}
	return tasks
}

// segmentOf is the one segment of a task of offer.
func segmentOf(task pipeline.TaskID) pipeline.SegmentID { return pipeline.SegmentID("b-" + task) }

// readJournal returns how every task stands in the fold of the journal, and
// every event.
func readJournal(t *testing.T, j *journal.Journal) (map[pipeline.TaskID]answer, []pipeline.Event) {
	t.Helper()
	now := map[pipeline.TaskID]answer{}
	var events []pipeline.Event
	stories, stop, err := j.Follow(t.Context(), func(ev pipeline.Event, err error) {
		t.Errorf("the journal holds what cannot be: entry %d: %v", ev.Sequence, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	for _, story := range stories.All() {
		history, err := j.History(t.Context(), story)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, history...)
		for _, task := range story.Tasks {
			g := story.SegmentsOf(task)[0]
			now[task.ID] = answer{is: "yes", state: task.State, who: task.Claim.Holder, token: task.Claim.Token, text: g.Target}
		}
	}
	return now, events
}

// told writes down the history of one task for a person to read.
func told(model porcupine.Model, part []porcupine.Operation) string {
	part = slices.Clone(part)
	slices.SortFunc(part, func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })
	var b strings.Builder
	for _, op := range part {
		at := time.Duration(op.Call - part[0].Call)
		fmt.Fprintf(&b, "\n%v for %v: %s", at, time.Duration(op.Return-op.Call), model.DescribeOperation(op.Input, op.Output))
	}
	return b.String()
}
