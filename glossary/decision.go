package glossary

// Act is what somebody wants done with a termbase.
type Act string

// The acts. A translator proposes and withdraws; the keeper does the rest.
const (
	Propose  Act = "propose"
	Withdraw Act = "withdraw"
	Approve  Act = "approve"
	Reject   Act = "reject"
	Change   Act = "change" // new or changed entries, an import among them
	Retire   Act = "retire" // no longer used; nothing is deleted
	Undo     Act = "undo"   // the entries of a revision are again as they were before it
)

// Decision is one act on a termbase.
type Decision struct {
	Act     Act     `json:"act" enum:"propose,withdraw,approve,reject,change,retire,undo"`
	ID      EntryID `json:"id,omitempty"`      // of the proposal or entry
	Entries []Entry `json:"entries,omitempty"` // the proposal, its edited form, or the changes
	Reason  string  `json:"reason,omitempty"`
	// Revision is the one to undo; 0 is the newest that changed entries.
	Revision int    `json:"revision,omitempty"`
	Story    string `json:"story,omitempty"` // where a proposed term was met
	Segment  string `json:"segment,omitempty"`
}

// Proposal is an entry that somebody offers; it waits for the keeper.
type Proposal struct {
	Entry   Entry  `json:"entry"`
	By      string `json:"by"`
	Story   string `json:"story,omitempty"`
	Segment string `json:"segment,omitempty"`
}
