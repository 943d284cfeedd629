package keeper_test

import (
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestUndo takes changes back one by one, each as a revision of its own.
func TestUndo(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	ground := []glossary.Entry{entry("kyiv", "Київ", "Kyiv"), entry("lviv", "Львів", "Lviv")}
	k := open(t, j, ground)
	const text = "З Києва до Львова через Бучу"
	steps := []struct {
		name string
		d    glossary.Decision
		want string
	}{
		{"first import", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{entry("kyiv", "Київ", "Kyiv city"), entry("bucha", "Буча", "Bucha")}}, "Kyiv city Lviv Bucha"},
		{"second import", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{entry("bucha", "Буча", "Bucha town")}}, "Kyiv city Lviv Bucha town"},
		{"of the ground retired", glossary.Decision{Act: glossary.Retire, ID: "lviv", Reason: "x"}, "Kyiv city Bucha town"},
		{"the newest undone", glossary.Decision{Act: glossary.Undo}, "Kyiv city Lviv Bucha town"},
		{"the undo undone", glossary.Decision{Act: glossary.Undo}, "Kyiv city Bucha town"},
		{"and that", glossary.Decision{Act: glossary.Undo, Revision: 5}, "Kyiv city Lviv Bucha town"},
		{"second import undone", glossary.Decision{Act: glossary.Undo, Revision: 2}, "Kyiv city Lviv Bucha"},
		{"first import undone", glossary.Decision{Act: glossary.Undo, Revision: 1}, "Kyiv Lviv"},
	}
	for i, s := range steps {
		do(t, k, "oksana", s.d)
		if got := sees(k, text); got != s.want {
			t.Errorf("%s: seen as %q, want %q", s.name, got, s.want)
		}
		if got := k.Termbase().Revision; got != uint64(i+1) {
			t.Errorf("%s: revision %d, want %d", s.name, got, i+1)
		}
	}
	if got := sees(open(t, j, ground), text); got != "Kyiv Lviv" {
		t.Errorf("a keeper that comes later sees %q", got)
	}
}

// TestUndoRefused: what was changed since is not touched, and nothing else is.
func TestUndoRefused(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	k := open(t, j)
	refused := func(revision int, want pipeline.ErrorKind) {
		t.Helper()
		err := k.Decide(t.Context(), "oksana", glossary.Decision{Act: glossary.Undo, Revision: revision})
		if err == nil || pipeline.KindOf(err) != want {
			t.Errorf("undo of revision %d: %v, want %v", revision, err, want)
		}
	}
	refused(0, pipeline.NotFound)
	do(t, k, "oksana", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{entry("a", "Буча", "Bucha"), entry("b", "Ірпінь", "Irpin")}})
	do(t, k, "oksana", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{entry("a", "Буча", "Bucha town")}})
	do(t, k, "taras", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("c", "Умань", "Uman")}})
	refused(1, pipeline.Conflict)
	refused(3, pipeline.Invalid)
	refused(4, pipeline.NotFound)
	if got := sees(k, "Буча, Ірпінь"); got != "Bucha town Irpin" {
		t.Errorf("refused undos left %q", got)
	}
}
