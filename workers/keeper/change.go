package keeper

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// partBytes is how much of an import goes into one event, in bytes of JSON.
const partBytes = 200 << 10

// changing decides about entries that are new or changed: an import, or a
// keeper's edit. A long one is told in parts. Entries that say what is there
// already are left out; when all do, there is no fact.
func (k *Keeper) changing(entries []glossary.Entry, reason string) ([]pipeline.Fact, error) {
	if err := k.agrees(entries); err != nil {
		return nil, err
	}
	var parts []json.RawMessage
	part := []byte{'['}
	for i, e := range entries {
		e = withID(e)
		if err := valid(e); err != nil {
			return nil, fmt.Errorf("entry %d: %w", i+1, err)
		}
		if k.same(e) {
			continue
		}
		data, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		if len(part)+len(data) > partBytes && len(part) > 1 {
			parts = append(parts, append(part, ']'))
			part = []byte{'['}
		}
		if len(part) > 1 {
			part = append(part, ',')
		}
		part = append(part, data...)
	}
	if len(part) > 1 {
		parts = append(parts, append(part, ']'))
	}
	facts := make([]pipeline.Fact, len(parts))
	for i, p := range parts {
		facts[i] = pipeline.TermChanged{Entries: p, Reason: reason, Part: i + 1, Parts: len(parts)}
	}
	return facts, nil
}

// agrees refuses entries that contradict those that are there, or one another:
// nothing is merged in silence.
func (k *Keeper) agrees(entries []glossary.Entry) error {
	with := make([]glossary.Entry, len(entries))
	for i, e := range entries {
		with[i] = withID(e)
	}
	k.mu.RLock()
	own := make([]glossary.Entry, 0, len(k.order))
	for _, id := range k.order {
		own = append(own, k.own[id])
	}
	k.mu.RUnlock()
	for _, d := range glossary.Diff(own, with) {
		if d.Kind == glossary.Conflicting {
			return pipeline.Errorf(pipeline.Conflict, "%s: %s", d.New.Preferred("uk"), d.Conflicts[0].Message).
				WithHint("change or retire one of the two entries")
		}
	}
	return nil
}

// same reports whether the newsroom has just this entry.
func (k *Keeper) same(e glossary.Entry) bool {
	k.mu.RLock()
	old, ok := k.own[e.ID]
	k.mu.RUnlock()
	if !ok {
		return false
	}
	a, err := json.Marshal(old)
	b, berr := json.Marshal(e)
	return err == nil && berr == nil && string(a) == string(b)
}

func (k *Keeper) proposal(id glossary.EntryID) (glossary.Proposal, error) {
	offers := k.Proposals()
	i := slices.IndexFunc(offers, func(p glossary.Proposal) bool { return p.Entry.ID == id })
	if i < 0 {
		return glossary.Proposal{}, pipeline.Errorf(pipeline.NotFound, "there is no proposal %q", id).
			WithHint("`tovmach glossary proposals` lists them")
	}
	return offers[i], nil
}

// withID gives an entry without an id one that follows from its name.
func withID(e glossary.Entry) glossary.Entry {
	if e.ID == "" {
		e.ID = glossary.DeriveID(e.Preferred("uk"), e.Kind, e.Subject, e.Desk)
	}
	return e
}

// maxTerm is the longest term that is taken, in bytes.
const maxTerm = 500

// valid refuses an entry that nobody could use.
func valid(e glossary.Entry) error {
	if !pipeline.ValidToken(string(e.ID)) {
		return pipeline.Errorf(pipeline.Invalid, "%q is no id of an entry", e.ID).WithHint("use up to 64 Latin letters, digits and dashes")
	}
	if e.Preferred("uk") == "" {
		return pipeline.Errorf(pipeline.Invalid, "entry %s has no Ukrainian term", e.ID)
	}
	if e.Preferred("en") == "" && !e.DoNotTranslate {
		return pipeline.Errorf(pipeline.Invalid, "%s has no English form", e.Preferred("uk")).
			WithHint("give one, or mark the entry as not to be translated")
	}
	for _, t := range e.Terms {
		if len(t.Text) > maxTerm {
			return pipeline.Errorf(pipeline.Invalid, "a term of %s has %d bytes; %d is the most", e.ID, len(t.Text), maxTerm)
		}
	}
	return nil
}

func noEntry(id glossary.EntryID) error {
	return pipeline.Errorf(pipeline.NotFound, "there is no entry %q", id).WithHint("`tovmach glossary find TEXT` looks for it")
}

func needsReason(what string) error {
	return pipeline.Errorf(pipeline.Invalid, "%s needs a reason", what).WithHint(`--reason "…"`)
}
