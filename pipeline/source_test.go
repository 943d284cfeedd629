package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

const page = "https://example.org/1"

func shot(digest string, day int) pipeline.Snapshot {
	return pipeline.Snapshot{
		URL: page, Status: 200, Digest: digest, Time: noon().AddDate(0, 0, day),
		Header: []pipeline.Meta{{Key: "Server", Value: "x"}},
	}
}

func archived(kept pipeline.Snapshot) pipeline.Fact {
	return pipeline.SourceArchived{Pages: []pipeline.PageArchived{{URL: page, Kept: &kept}}}
}

func missedFirst(why string) pipeline.Fact {
	return pipeline.SourceArchived{Pages: []pipeline.PageArchived{{URL: page, Missed: why}}}
}

func changedTo(before, digest string, day int) pipeline.Fact {
	return pipeline.SourceChanged{URL: page, Before: before, Kept: shot(digest, day)}
}

// TestSources tells what becomes of a page, step by step.
func TestSources(t *testing.T) {
	t.Parallel()
	missed, restored := pipeline.SourceMissed{URL: page, Reason: "silence"}, pipeline.SourceRestored{URL: page}
	vanished := pipeline.SourceVanished{URL: page, Reason: "410", Last: "d1", Deleted: true}
	silent := pipeline.SourceVanished{URL: page, Reason: "silence", Last: "d1"}
	refused := pipeline.SourceArchived{Pages: []pipeline.PageArchived{{URL: page, Refused: "robots"}}}
	for _, tt := range []struct {
		name    string
		facts   []pipeline.Fact // all but the last are legal
		want    string          // state, snapshots, looks missed and reason; "illegal" when the last is
		wording string
	}{
		{"kept", []pipeline.Fact{archived(shot("d1", 0))}, "kept 1 0 ", ""},
		{"kept twice", []pipeline.Fact{archived(shot("d1", 0)), archived(shot("d1", 0))}, "illegal", ""},
		{"refused", []pipeline.Fact{refused}, "refused 0 0 robots", ""},
		{"refused, then kept", []pipeline.Fact{refused, archived(shot("d1", 0))}, "illegal", ""},
		{"awaited", []pipeline.Fact{missedFirst("busy")}, "awaited 0 1 busy", ""},
		{"awaited, and again", []pipeline.Fact{missedFirst("busy"), missed}, "awaited 0 2 silence", ""},
		{"awaited, then kept", []pipeline.Fact{missedFirst("busy"), archived(shot("d1", 0))}, "kept 1 0 ", ""},
		{"awaited, then refused", []pipeline.Fact{missedFirst("busy"), refused}, "refused 0 1 robots", ""},
		{"awaited, then gone", []pipeline.Fact{missedFirst("busy"), vanished}, "illegal", ""},
		{"awaited, then restored", []pipeline.Fact{missedFirst("busy"), restored}, "illegal", ""},
		{"changed", []pipeline.Fact{archived(shot("d1", 0)), changedTo("d1", "d2", 1)}, "changed 2 0 ", "(since changed; snapshot of 15 October 2020)"},
		{"changed twice", []pipeline.Fact{archived(shot("d1", 0)), changedTo("d1", "d2", 1), changedTo("d2", "d3", 2)}, "changed 3 0 ", "(since changed; snapshot of 15 October 2020)"},
		{"changed from another", []pipeline.Fact{archived(shot("d1", 0)), changedTo("d0", "d2", 1)}, "illegal", ""},
		{"changed, never kept", []pipeline.Fact{changedTo("", "d2", 1)}, "illegal", ""},
		{"gone", []pipeline.Fact{archived(shot("d1", 0)), vanished}, "gone 1 0 410", "(since deleted; snapshot of 15 October 2020)"},
		{"silent", []pipeline.Fact{archived(shot("d1", 0)), missed, missed, silent}, "gone 1 0 silence", "(no longer reachable; snapshot of 15 October 2020)"},
		{"changed and gone", []pipeline.Fact{archived(shot("d1", 0)), changedTo("d1", "d2", 1), vanished}, "gone 2 0 410", "(since deleted; snapshot of 16 October 2020)"},
		{"gone twice", []pipeline.Fact{archived(shot("d1", 0)), vanished, vanished}, "illegal", ""},
		{"gone and missed", []pipeline.Fact{archived(shot("d1", 0)), vanished, missed}, "illegal", ""},
		{"gone and back", []pipeline.Fact{archived(shot("d1", 0)), vanished, restored}, "kept 1 0 ", ""},
		{"changed, gone and back", []pipeline.Fact{archived(shot("d1", 0)), changedTo("d1", "d2", 1), vanished, restored}, "changed 2 0 ", "(since changed; snapshot of 15 October 2020)"},
		{"gone and back as another", []pipeline.Fact{archived(shot("d1", 0)), vanished, changedTo("d1", "d2", 1)}, "changed 2 0 ", "(since changed; snapshot of 15 October 2020)"},
		{"missed", []pipeline.Fact{archived(shot("d1", 0)), missed, missed}, "kept 1 2 silence", ""},
		{"missed and back", []pipeline.Fact{archived(shot("d1", 0)), missed, restored}, "kept 1 0 ", ""},
		{"back, and never away", []pipeline.Fact{archived(shot("d1", 0)), restored}, "illegal", ""},
		{"of no page", []pipeline.Fact{pipeline.SourceArchived{Pages: []pipeline.PageArchived{{}}}}, "illegal", ""},
	} {
		a := opened(t)
		for _, fact := range tt.facts[:len(tt.facts)-1] {
			a.tell("", "worker:archivist", fact)
		}
		before := a.Story
		next, err := a.Apply(a.event("", "worker:archivist", tt.facts[len(tt.facts)-1]))
		if tt.want == "illegal" {
			if err == nil || visibleButHeads(t, next) != visibleButHeads(t, before) {
				t.Errorf("%s: %v, it became %+v", tt.name, err, next.Sources)
			}
			continue
		}
		p, known := next.SourceOf(page)
		if got := fmt.Sprint(p.State, " ", len(p.Kept), " ", p.Missed, " ", p.Reason); err != nil || !known || got != tt.want || p.Wording() != tt.wording {
			t.Errorf("%s: %q %q, %v; want %q %q", tt.name, got, p.Wording(), err, tt.want, tt.wording)
		}
		if last, _ := p.Last(); last.Header != nil {
			t.Errorf("%s: the fold keeps the header", tt.name)
		}
	}
}

// TestSubmittedPage: a story that was submitted by address has its page kept.
func TestSubmittedPage(t *testing.T) {
	t.Parallel()
	kept := shot("d1", 0)
	ev, err := pipeline.NewEvent("e1", "s1", "ira", pipeline.StorySubmitted{Document: pipeline.Document{Digest: "d1", Source: &kept}})
	if err != nil {
		t.Fatal(err)
	}
	story := pipeline.Fold([]pipeline.Event{ev})
	if p, ok := story.SourceOf(page); !ok || p.State != pipeline.PageKept || len(story.Cited()) != 1 {
		t.Errorf("the sources are %+v, the pages %v", story.Sources, story.Cited())
	}
}

// TestCited: links to the web, each once, fifty at most.
func TestCited(t *testing.T) {
	t.Parallel()
	link := func(url string) pipeline.Tag { return pipeline.Tag{Kind: pipeline.Link, URL: url} }
	many := make([]pipeline.Tag, 60)
	for i := range many {
		many[i] = link(fmt.Sprint("http://many.example/", i))
	}
	story := pipeline.Story{Source: pipeline.Article{Blocks: []pipeline.Block{
		{Tags: []pipeline.Tag{
			link("https://a.example/1#part"), link("HTTP://b.example/"), link("mailto:a@b.example"), link("/inside"), link("#part"),
			{Kind: pipeline.Image, URL: "https://c.example/a.jpg"},
			link("ftp://d.example/"), link("https://a.example/1"), link("javascript:alert(1)"), link("https://"),
		}},
		{Tags: many},
	}}}
	got := story.Cited()
	if want := "https://a.example/1 http://b.example/ http://many.example/0"; strings.Join(got[:3], " ") != want || len(got) != pipeline.MaxCited {
		t.Errorf("%d pages: %v", len(got), got)
	}
	// Of a page, links that name no host lead from where it was read.
	story.Document.Source = &pipeline.Snapshot{URL: "http://short.example/x", Final: "https://long.example/news/1?a"}
	got = story.Cited()
	if want := "http://short.example/x https://a.example/1 http://b.example/ https://long.example/inside"; strings.Join(got[:4], " ") != want || len(got) != pipeline.MaxCited+1 {
		t.Errorf("%d pages: %v", len(got), got)
	}
}
