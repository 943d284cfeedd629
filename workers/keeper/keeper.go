// Package keeper holds the newsroom's termbase: it folds the termbase's events,
// decides about proposals and changes, and keeps an index of all terms ready to
// search with, which readers go on using while the next one is built.
package keeper

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/names"
	"github.com/tovmach/tovmach/pipeline"
)

// Keeper is the termbase as it is now. It is safe for concurrent use.
type Keeper struct {
	journal Journal
	ground  []glossary.Entry // what lies below the newsroom's own entries

	mu       sync.RWMutex
	own      map[glossary.EntryID]glossary.Entry
	order    []glossary.EntryID // of own
	offers   []glossary.Proposal
	retired  map[glossary.EntryID]bool // of the ground too
	parts    []glossary.Entry          // of an import that is not whole yet
	revision int
	head     pipeline.Head
	moved    chan struct{} // closed when an event was folded, then replaced

	index   atomic.Pointer[indexed]
	changed chan struct{} // wakes the builder
}

// Journal is the record that the keeper appends to and undoes from.
type Journal interface {
	Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error)
	BaseHistory(ctx context.Context, base pipeline.BaseID) ([]pipeline.Event, error)
}

type indexed struct {
	index    *match.Index
	english  *names.Index
	revision int
}

// New returns a Keeper that appends to j and has no entries of the newsroom's
// own yet; ground is what lies below them, the more important layers last. An
// own entry hides one of the ground with its id, or with its Ukrainian term.
func New(j Journal, ground ...[]glossary.Entry) *Keeper {
	k := &Keeper{
		journal: j,
		own:     map[glossary.EntryID]glossary.Entry{}, retired: map[glossary.EntryID]bool{}, changed: make(chan struct{}, 1),
		moved: make(chan struct{}),
	}
	for _, layer := range ground {
		k.ground = lay(k.ground, layer)
	}
	k.Build()
	return k
}

// Run rebuilds the index after changes, until ctx ends. A change is live when
// the build is done: a tenth of a second for ten thousand entries.
func (k *Keeper) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.changed:
			k.Build()
		}
	}
}

// Build makes the index of what is folded now.
func (k *Keeper) Build() {
	base := k.Termbase()
	k.index.Store(&indexed{match.New(base.Entries, match.Options{}), names.New(base.Entries), int(base.Revision)}) //nolint:gosec // small
}

// Index returns the index of all terms and the revision that it was built from.
func (k *Keeper) Index() (*match.Index, int) {
	x := k.index.Load()
	return x.index, x.revision
}

// English returns the index of English spellings, of the same revision.
func (k *Keeper) English() *names.Index { return k.index.Load().english }

// Termbase returns every entry in use: the ground, the newsroom's own, and what
// is proposed beside them, marked so.
func (k *Keeper) Termbase() glossary.Termbase {
	k.mu.RLock()
	defer k.mu.RUnlock()
	own := make([]glossary.Entry, 0, len(k.order))
	for _, id := range k.order {
		own = append(own, k.own[id])
	}
	ground := slices.DeleteFunc(slices.Clone(k.ground), func(e glossary.Entry) bool { return k.retired[e.ID] })
	all := lay(ground, own)
	for _, p := range k.offers {
		// A proposal to change an entry stands beside it only in the list.
		if _, known := (glossary.Termbase{Entries: all}).Entry(p.Entry.ID); !known {
			all = append(all, p.Entry)
		}
	}
	return glossary.Termbase{Entries: all, Revision: uint64(k.revision)}
}

// Proposals returns what waits for the keeper, oldest first.
func (k *Keeper) Proposals() []glossary.Proposal {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return slices.Clone(k.offers)
}

// Find returns the entries that text names, in either language and in any case
// form, or whose terms or id it is part of.
func (k *Keeper) Find(text string) []glossary.Entry {
	index, _ := k.Index()
	named := map[glossary.EntryID]bool{}
	for _, h := range index.FindAll(text) {
		named[h.Entry] = true
	}
	part, key := strings.ToLower(text), names.Key(text)
	return slices.DeleteFunc(k.Termbase().Entries, func(e glossary.Entry) bool {
		return !named[e.ID] && string(e.ID) != text && !slices.ContainsFunc(e.Terms, func(t glossary.Term) bool {
			return strings.Contains(strings.ToLower(t.Text), part) || t.Lang == "en" && key != "" && names.Key(t.Text) == key
		})
	})
}

// lay puts entries over what lies below them.
func lay(below, over []glossary.Entry) []glossary.Entry {
	if len(below) == 0 || len(over) == 0 {
		return slices.Concat(below, over)
	}
	ids, terms := map[glossary.EntryID]bool{}, map[string]bool{}
	for _, e := range over {
		ids[e.ID] = true
		terms[sourceTerm(e)] = true
	}
	left := slices.DeleteFunc(slices.Clone(below), func(e glossary.Entry) bool {
		return ids[e.ID] || terms[sourceTerm(e)]
	})
	return append(left, over...)
}

// sourceTerm is the entry's Ukrainian name, with its kind: Слуга народу may be
// a party and a film.
func sourceTerm(e glossary.Entry) string { return string(e.Kind) + "\x00" + e.Preferred("uk") }
