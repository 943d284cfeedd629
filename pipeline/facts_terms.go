package pipeline

import "encoding/json"

// BaseID names a termbase: an aggregate of its own.
type BaseID string

// MainBase is the newsroom's termbase.
const MainBase BaseID = "main"

// The kinds of events of a termbase.
const (
	KindTermProposed  Kind = "term.proposed"
	KindTermWithdrawn Kind = "term.withdrawn"
	KindTermApproved  Kind = "term.approved"
	KindTermRejected  Kind = "term.rejected"
	KindTermChanged   Kind = "term.changed"
	KindTermRetired   Kind = "term.retired"
	KindTermReverted  Kind = "term.reverted"
)

// Entries of a termbase stand in these facts as the glossary writes them; the
// pipeline does not read them, because the two know nothing of each other.

// TermProposed: somebody offers an entry. It is shown with a mark until the
// keeper decides.
type TermProposed struct {
	ID      string          `json:"id"`
	Entry   json.RawMessage `json:"entry"`
	Story   StoryID         `json:"story,omitempty"` // where it was met
	Segment SegmentID       `json:"segment,omitempty"`
}

// TermWithdrawn: the proposal was taken back by the one who made it.
type TermWithdrawn struct {
	ID string `json:"id"`
}

// TermApproved: the keeper took the proposal, perhaps changed.
type TermApproved struct {
	ID    string          `json:"id"`
	Entry json.RawMessage `json:"entry"`
}

// TermRejected: the keeper did not take the proposal, and says why.
type TermRejected struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// TermChanged: entries are new or changed. An import too long for one event is
// told in parts, and counts as one change with its last.
type TermChanged struct {
	Entries json.RawMessage `json:"entries"` // a list
	Reason  string          `json:"reason,omitempty"`
	Part    int             `json:"part,omitempty"` // from 1; 0 is the whole
	Parts   int             `json:"parts,omitempty"`
}

// TermRetired: entries are no longer used. Nothing is deleted.
type TermRetired struct {
	IDs    []string `json:"ids"`
	Reason string   `json:"reason"`
}

// TermReverted: the entries that a revision changed are again as they were
// before it.
type TermReverted struct {
	Revision int             `json:"revision"`
	Entries  json.RawMessage `json:"entries,omitempty"` // a list of what is restored
	Dropped  []string        `json:"ids,omitempty"`     // what was not there before
	Retired  []string        `json:"retired,omitempty"` // what was retired before
	Reason   string          `json:"reason,omitempty"`
}

func (TermProposed) Kind() Kind  { return KindTermProposed }
func (TermWithdrawn) Kind() Kind { return KindTermWithdrawn }
func (TermApproved) Kind() Kind  { return KindTermApproved }
func (TermRejected) Kind() Kind  { return KindTermRejected }
func (TermChanged) Kind() Kind   { return KindTermChanged }
func (TermRetired) Kind() Kind   { return KindTermRetired }
func (TermReverted) Kind() Kind  { return KindTermReverted }
