package keeper_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/keeper"
)

// open returns a keeper that follows the termbase of j.
func open(t *testing.T, j *journal.Journal, ground ...[]glossary.Entry) *keeper.Keeper {
	t.Helper()
	k := keeper.New(j, ground...)
	stop, err := j.FollowBase(t.Context(), pipeline.MainBase, func(ev pipeline.Event) {
		if err := k.Apply(ev); err != nil {
			t.Error(err)
		}
	}, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return k
}

func entry(id, uk, en string) glossary.Entry {
	return glossary.Entry{ID: glossary.EntryID(id), Terms: []glossary.Term{{Lang: "uk", Text: uk}, {Lang: "en", Text: en}}}
}

// sees lists the English forms that the keeper finds in text, with an index of
// what is folded now.
func sees(k *keeper.Keeper, text string) string {
	k.Build()
	index, _ := k.Index()
	var out []string
	for _, h := range index.Find(text) {
		out = append(out, h.Target)
	}
	return strings.Join(out, " ")
}

func do(t *testing.T, k *keeper.Keeper, who string, d glossary.Decision) {
	t.Helper()
	if err := k.Decide(t.Context(), pipeline.UserID(who), d); err != nil {
		t.Fatalf("%s %s: %v", who, d.Act, err)
	}
}

// TestOwnOverGround: an own entry hides one of the ground with its id or its
// term; retiring hides one too.
func TestOwnOverGround(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	k := open(t, j, []glossary.Entry{entry("kyiv", "Київ", "Kyiv"), entry("odesa", "Одеса", "Odesa"), entry("lviv", "Львів", "Lviv")})
	if got := sees(k, "Потяг із Києва до Одеси та Львова"); got != "Kyiv Odesa Lviv" {
		t.Fatalf("the ground is seen as %q", got)
	}
	do(t, k, "oksana", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{
		entry("kyiv", "Київ", "Kyiv city"), entry("own", "Одеса", "Odessa"),
	}})
	do(t, k, "oksana", glossary.Decision{Act: glossary.Retire, ID: "lviv", Reason: "not ours"})
	if got := sees(k, "Потяг із Києва до Одеси та Львова"); got != "Kyiv city Odessa" {
		t.Errorf("own terms over the ground are seen as %q", got)
	}
	if base := k.Termbase(); base.Revision != 2 || len(base.Entries) != 2 {
		t.Errorf("revision %d, %d entries", base.Revision, len(base.Entries))
	}
}

// TestProposal goes through the life of proposals.
func TestProposal(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	k := open(t, j)
	do(t, k, "taras", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("a", "Ірпінь", "Irpin")}, Story: "S1"})
	if p := k.Proposals(); len(p) != 1 || p[0].By != "taras" || p[0].Story != "S1" || !p[0].Entry.Proposed {
		t.Fatalf("proposals %+v", p)
	}
	for _, c := range []struct {
		who  pipeline.UserID
		d    glossary.Decision
		kind pipeline.ErrorKind
	}{
		{"taras", glossary.Decision{Act: glossary.Approve, ID: "a"}, pipeline.Denied},
		{"olena", glossary.Decision{Act: glossary.Withdraw, ID: "a"}, pipeline.Denied},
		{"olena", glossary.Decision{Act: glossary.Reject, ID: "a"}, pipeline.Invalid},
		{"olena", glossary.Decision{Act: glossary.Approve, ID: "none"}, pipeline.NotFound},
		{"olena", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("a", "Ірпінь", "Irpin")}}, pipeline.Conflict},
		{"olena", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("b", "", "Irpin")}}, pipeline.Invalid},
		{"olena", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("b", "Буча", "")}}, pipeline.Invalid},
		{"olena", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("no token", "Буча", "Bucha")}}, pipeline.Invalid},
		{"olena", glossary.Decision{Act: "burn", ID: "a"}, pipeline.Invalid},
		{"olena", glossary.Decision{Act: glossary.Retire, ID: "none", Reason: "x"}, pipeline.NotFound},
	} {
		if err := k.Decide(t.Context(), c.who, c.d); pipeline.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s %s %s: %v", c.who, c.d.Act, c.d.ID, err)
		}
	}
	edited := entry("a", "Ірпінь", "Irpin city")
	do(t, k, "olena", glossary.Decision{Act: glossary.Approve, ID: "a", Entries: []glossary.Entry{edited}})
	if got := sees(k, "в Ірпені тихо"); got != "Irpin city" || len(k.Proposals()) != 0 {
		t.Errorf("approved as edited, it is seen as %q; proposals %v", got, k.Proposals())
	}
	do(t, k, "taras", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("c", "Буча", "Bucha")}})
	do(t, k, "taras", glossary.Decision{Act: glossary.Withdraw, ID: "c"})
	do(t, k, "taras", glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{entry("c", "Буча", "Bucha")}})
	do(t, k, "olena", glossary.Decision{Act: glossary.Reject, ID: "c", Reason: "no need"})
	if got := sees(k, "у Бучі тихо"); got != "" {
		t.Errorf("a rejected term is seen as %q", got)
	}
}

// TestImportInParts imports more than one event holds: it is one revision, and
// a keeper that comes later, or in another process, knows the same.
func TestImportInParts(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	k := open(t, j)
	entries := make([]glossary.Entry, 6000)
	for i := range entries {
		entries[i] = entry(fmt.Sprintf("e%d", i), "Місто"+strings.Repeat("а", i%7)+fmt.Sprint(i), fmt.Sprintf("Town %d", i))
		entries[i].Note = strings.Repeat("note ", 20)
	}
	do(t, k, "oksana", glossary.Decision{Act: glossary.Change, Entries: entries, Reason: "import"})
	if base := k.Termbase(); base.Revision != 1 || len(base.Entries) != len(entries) {
		t.Errorf("revision %d, %d entries", base.Revision, len(base.Entries))
	}
	last, err := j.Last(t.Context())
	if err != nil || last < 2 {
		t.Errorf("%d events, %v: the import was not told in parts", last, err)
	}
	do(t, k, "oksana", glossary.Decision{Act: glossary.Change, Entries: entries})
	if again, err := j.Last(t.Context()); err != nil || again != last {
		t.Errorf("an import that changes nothing appended %d events, %v", again-last, err)
	}
	other := open(t, j)
	a, err := json.Marshal(k.Termbase())
	b, berr := json.Marshal(other.Termbase())
	if err != nil || berr != nil || string(a) != string(b) {
		t.Errorf("another keeper knows something else: %v %v", err, berr)
	}
}

// TestDecideTogether has eight keepers of one journal change it at once: every
// change is there, each once.
func TestDecideTogether(t *testing.T) {
	t.Parallel()
	j, _ := pipelinetest.Journal(t)
	keepers := make([]*keeper.Keeper, 8)
	for i := range keepers {
		keepers[i] = open(t, j)
	}
	var race sync.WaitGroup
	for i, k := range keepers {
		race.Go(func() {
			e := entry(fmt.Sprintf("e%d", i), fmt.Sprintf("Назва%d", i), fmt.Sprintf("Name %d", i))
			if err := k.Decide(t.Context(), "oksana", glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{e}}); err != nil {
				t.Error(err)
			}
		})
	}
	race.Wait()
	var ids []string
	for _, e := range open(t, j).Termbase().Entries {
		ids = append(ids, string(e.ID))
	}
	slices.Sort(ids)
	if got := strings.Join(ids, " "); got != "e0 e1 e2 e3 e4 e5 e6 e7" {
		t.Errorf("the termbase has %s", got)
	}
}
