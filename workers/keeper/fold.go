package keeper

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// Apply folds the next event of the termbase.
func (k *Keeper) Apply(ev pipeline.Event) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.head = pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
	err := k.apply(ev)
	close(k.moved)
	k.moved = make(chan struct{})
	if err != nil {
		return fmt.Errorf("event %d %s: %w", ev.Sequence, ev.Kind, err)
	}
	select {
	case k.changed <- struct{}{}:
	default: // the builder is told already
	}
	return nil
}

func (k *Keeper) apply(ev pipeline.Event) error {
	switch ev.Kind {
	case pipeline.KindTermProposed:
		f, err := pipeline.Decode[pipeline.TermProposed](ev)
		if err != nil {
			return err
		}
		p := glossary.Proposal{By: string(ev.Actor), Story: string(f.Story), Segment: string(f.Segment)}
		if err := json.Unmarshal(f.Entry, &p.Entry); err != nil {
			return err
		}
		p.Entry.Proposed = true
		k.decided(f.ID)
		k.offers = append(k.offers, p)
		k.revision++
		return nil
	case pipeline.KindTermApproved:
		f, err := pipeline.Decode[pipeline.TermApproved](ev)
		if err != nil {
			return err
		}
		k.decided(f.ID)
		return k.change(pipeline.TermChanged{Entries: json.RawMessage("[" + string(f.Entry) + "]")})
	case pipeline.KindTermRejected:
		f, err := pipeline.Decode[pipeline.TermRejected](ev)
		k.decided(f.ID)
		k.revision++
		return err
	case pipeline.KindTermWithdrawn:
		f, err := pipeline.Decode[pipeline.TermWithdrawn](ev)
		k.decided(f.ID)
		k.revision++
		return err
	case pipeline.KindTermChanged:
		f, err := pipeline.Decode[pipeline.TermChanged](ev)
		if err != nil {
			return err
		}
		return k.change(f)
	case pipeline.KindTermRetired:
		f, err := pipeline.Decode[pipeline.TermRetired](ev)
		for _, id := range f.IDs {
			k.retire(glossary.EntryID(id))
		}
		k.revision++
		return err
	case pipeline.KindTermReverted:
		f, err := pipeline.Decode[pipeline.TermReverted](ev)
		if err != nil {
			return err
		}
		return k.revert(f)
	}
	return errors.New("unknown kind")
}

// decided takes the proposal with that id from the list.
func (k *Keeper) decided(id string) {
	k.offers = slices.DeleteFunc(slices.Clone(k.offers), func(p glossary.Proposal) bool { return string(p.Entry.ID) == id })
}

// change stores the entries of a change once its last part is here.
func (k *Keeper) change(f pipeline.TermChanged) error {
	var entries []glossary.Entry
	if err := json.Unmarshal(f.Entries, &entries); err != nil {
		return err
	}
	if f.Part <= 1 {
		k.parts = nil
	}
	k.parts = append(k.parts, entries...)
	if f.Part < f.Parts {
		return nil
	}
	for _, e := range k.parts {
		k.put(e)
	}
	k.parts = nil
	k.revision++
	return nil
}

func (k *Keeper) put(e glossary.Entry) {
	e.Proposed = false
	if _, ok := k.own[e.ID]; !ok {
		k.order = append(k.order, e.ID)
	}
	k.own[e.ID] = e
	delete(k.retired, e.ID)
}

func (k *Keeper) retire(id glossary.EntryID) {
	k.drop(id)
	k.retired[id] = true
}

// drop ends an own entry; what lies below it shows again.
func (k *Keeper) drop(id glossary.EntryID) {
	delete(k.retired, id)
	if _, ok := k.own[id]; !ok {
		return
	}
	delete(k.own, id)
	k.order = slices.DeleteFunc(k.order, func(other glossary.EntryID) bool { return other == id })
}
