package keeper

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// reverting decides about the undo of a revision: its entries become again what
// they were before it. An entry that was changed since is not touched, and then
// nothing is. The past is folded again from the journal, because an undo is rare
// and memory of every change is not.
func (k *Keeper) reverting(ctx context.Context, d glossary.Decision) (pipeline.Fact, error) {
	events, err := k.journal.BaseHistory(ctx, pipeline.MainBase)
	if err != nil {
		return nil, err
	}
	before, after, err := around(events, d.Revision)
	if err != nil {
		return nil, err
	}
	f := pipeline.TermReverted{Revision: after.revision, Reason: d.Reason}
	var restored []glossary.Entry
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, id := range changedIDs(before, after) {
		if !alike(k.state(id), after.state(id)) {
			return nil, pipeline.Errorf(pipeline.Conflict, "%s was changed again after revision %d", id, after.revision).
				WithHint("undo the later revision first: `tovmach glossary history %s`", id)
		}
		switch was := before.state(id); {
		case was.own != nil:
			restored = append(restored, *was.own)
		case was.retired:
			f.Retired = append(f.Retired, string(id))
		default:
			f.Dropped = append(f.Dropped, string(id))
		}
	}
	if len(restored) > 0 {
		f.Entries, err = json.Marshal(restored)
	}
	return f, err
}

// around folds events and returns the newsroom's own part of the termbase as a
// revision found it and as it left it; revision 0 is the last that changed
// entries.
func around(events []pipeline.Event, revision int) (before, after past, err error) {
	changing, newest, err := revisions(events)
	if err != nil {
		return before, after, err
	}
	if revision == 0 && len(changing) > 0 {
		revision = changing[len(changing)-1]
	}
	switch {
	case revision < 1 || revision > newest:
		return before, after, pipeline.Errorf(pipeline.NotFound, "the termbase has no revision %d to undo", revision).
			WithHint("it is at revision %d", newest)
	case !slices.Contains(changing, revision):
		return before, after, pipeline.Errorf(pipeline.Invalid, "revision %d changed no entry: it was about a proposal", revision).
			WithHint("undo one of %v", changing[max(0, len(changing)-10):])
	}
	k := New(nil)
	for _, ev := range events {
		if before.own == nil && k.revision == revision-1 {
			before = k.past()
		}
		if err := k.Apply(ev); err != nil {
			return before, after, err
		}
		if k.revision == revision {
			return before, k.past(), nil
		}
	}
	return before, after, nil
}

// revisions returns those that changed entries, and the newest of all.
func revisions(events []pipeline.Event) (changing []int, newest int, err error) {
	k := New(nil)
	for _, ev := range events {
		if err := k.Apply(ev); err != nil {
			return nil, 0, err
		}
		if k.revision == newest {
			continue // a part of an import
		}
		newest = k.revision
		switch ev.Kind {
		case pipeline.KindTermChanged, pipeline.KindTermApproved, pipeline.KindTermRetired, pipeline.KindTermReverted:
			changing = append(changing, newest)
		}
	}
	return changing, newest, nil
}

// past is the newsroom's own part of a termbase at a revision.
type past struct {
	revision int
	own      map[glossary.EntryID]glossary.Entry
	retired  map[glossary.EntryID]bool
}

// state is what is known of one entry.
type state struct {
	own     *glossary.Entry // nil: the newsroom has none of its own
	retired bool
}

func (k *Keeper) past() past {
	return past{k.revision, maps.Clone(k.own), maps.Clone(k.retired)}
}

func (p past) state(id glossary.EntryID) state {
	s := state{retired: p.retired[id]}
	if e, ok := p.own[id]; ok {
		s.own = &e
	}
	return s
}

func (k *Keeper) state(id glossary.EntryID) state { return past{0, k.own, k.retired}.state(id) }

func alike(s, t state) bool { return reflect.DeepEqual(s, t) }

// changedIDs returns the entries that differ, in their order.
func changedIDs(before, after past) []glossary.EntryID {
	all := map[glossary.EntryID]bool{}
	for _, p := range []past{before, after} {
		for id := range p.own {
			all[id] = true
		}
		for id := range p.retired {
			all[id] = true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(id glossary.EntryID) bool {
		return alike(before.state(id), after.state(id))
	})
}

// revert folds an undo.
func (k *Keeper) revert(f pipeline.TermReverted) error {
	var entries []glossary.Entry
	if len(f.Entries) > 0 {
		if err := json.Unmarshal(f.Entries, &entries); err != nil {
			return fmt.Errorf("entries: %w", err)
		}
	}
	for _, e := range entries {
		k.put(e)
	}
	for _, id := range f.Dropped {
		k.drop(glossary.EntryID(id))
	}
	for _, id := range f.Retired {
		k.retire(glossary.EntryID(id))
	}
	k.revision++
	return nil
}
