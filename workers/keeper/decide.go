package keeper

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// Decide does an act of who's: it looks at the termbase as it is folded,
// appends on the condition that it has not moved since, and decides again when
// it has. It returns when the act is folded here. ErrorKinds: Invalid,
// NotFound, Denied, Conflict.
func (k *Keeper) Decide(ctx context.Context, who pipeline.UserID, d glossary.Decision) error {
	for {
		head, moved := k.ends()
		facts, err := k.facts(ctx, who, d)
		if err != nil {
			return err
		}
		err = k.append(ctx, head, who, facts)
		if !errors.Is(err, pipeline.ErrMoved) {
			return err
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (k *Keeper) ends() (pipeline.Head, <-chan struct{}) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.head, k.moved
}

func (k *Keeper) append(ctx context.Context, head pipeline.Head, who pipeline.UserID, facts []pipeline.Fact) error {
	for _, f := range facts {
		ev, err := pipeline.NewEvent(pipeline.EventID(pipeline.NewID()), "", who, f)
		if err != nil {
			return err
		}
		stored, err := k.journal.Append(ctx, head, ev.Of(pipeline.MainBase))
		if err != nil {
			return err
		}
		head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
	}
	return k.waitFor(ctx, head.Sequence)
}

// waitFor returns when the event at that sequence is folded.
func (k *Keeper) waitFor(ctx context.Context, sequence uint64) error {
	for {
		head, moved := k.ends()
		if head.Sequence >= sequence {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// facts answers a decision with what is to be appended.
func (k *Keeper) facts(ctx context.Context, who pipeline.UserID, d glossary.Decision) ([]pipeline.Fact, error) {
	one := func(f pipeline.Fact, err error) ([]pipeline.Fact, error) {
		if err != nil {
			return nil, err
		}
		return []pipeline.Fact{f}, nil
	}
	switch d.Act {
	case glossary.Propose:
		return one(k.propose(d))
	case glossary.Approve:
		return one(k.approve(who, d))
	case glossary.Reject:
		return one(k.reject(d))
	case glossary.Withdraw:
		return one(k.withdraw(who, d))
	case glossary.Retire:
		return one(k.retiring(d))
	case glossary.Change:
		return k.changing(d.Entries, d.Reason)
	case glossary.Undo:
		return one(k.reverting(ctx, d))
	}
	return nil, pipeline.Errorf(pipeline.Invalid, "there is no act %q on a termbase", d.Act)
}

// propose decides about an entry that is offered. One without an id is given
// one.
func (k *Keeper) propose(d glossary.Decision) (pipeline.Fact, error) {
	if len(d.Entries) != 1 {
		return nil, pipeline.Errorf(pipeline.Invalid, "a proposal is one entry, not %d", len(d.Entries))
	}
	e := withID(d.Entries[0])
	if err := valid(e); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(k.Proposals(), func(p glossary.Proposal) bool { return p.Entry.ID == e.ID }) {
		return nil, pipeline.Errorf(pipeline.Conflict, "%s is proposed already", e.Preferred("uk"))
	}
	data, err := json.Marshal(e)
	return pipeline.TermProposed{
		ID: string(e.ID), Entry: data, Story: pipeline.StoryID(d.Story), Segment: pipeline.SegmentID(d.Segment),
	}, err
}

// approve decides whether who may approve a proposal, as it is or as edited.
// Nobody approves their own.
func (k *Keeper) approve(who pipeline.UserID, d glossary.Decision) (pipeline.Fact, error) {
	p, err := k.proposal(d.ID)
	if err != nil {
		return nil, err
	}
	if p.By == string(who) {
		return nil, pipeline.Errorf(pipeline.Denied, "%s proposed this term and cannot approve it", who).
			WithHint("a second person decides: ask another keeper")
	}
	e := p.Entry
	if len(d.Entries) > 0 {
		e = d.Entries[0]
		e.ID = d.ID
	}
	e.Proposed = false
	if err := errors.Join(valid(e), k.agrees([]glossary.Entry{e})); err != nil {
		return nil, err
	}
	data, err := json.Marshal(e)
	return pipeline.TermApproved{ID: string(d.ID), Entry: data}, err
}

func (k *Keeper) reject(d glossary.Decision) (pipeline.Fact, error) {
	if _, err := k.proposal(d.ID); err != nil {
		return nil, err
	}
	if d.Reason == "" {
		return nil, needsReason("a rejection")
	}
	return pipeline.TermRejected{ID: string(d.ID), Reason: d.Reason}, nil
}

func (k *Keeper) withdraw(who pipeline.UserID, d glossary.Decision) (pipeline.Fact, error) {
	p, err := k.proposal(d.ID)
	if err != nil {
		return nil, err
	}
	if p.By != string(who) {
		return nil, pipeline.Errorf(pipeline.Denied, "%s proposed this term, not %s", p.By, who)
	}
	return pipeline.TermWithdrawn{ID: string(d.ID)}, nil
}

func (k *Keeper) retiring(d glossary.Decision) (pipeline.Fact, error) {
	if _, ok := k.Termbase().Entry(d.ID); !ok {
		return nil, noEntry(d.ID)
	}
	if d.Reason == "" {
		return nil, needsReason("retiring a term")
	}
	return pipeline.TermRetired{IDs: []string{string(d.ID)}, Reason: d.Reason}, nil
}
