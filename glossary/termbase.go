package glossary

// Termbase is all that a newsroom has decided about its words, at one moment.
// What was found with its help keeps the Revision, so that it can be explained
// later.
type Termbase struct {
	Entries  []Entry
	Revision uint64 // grows by one with every change; 0 is "never saved"
}

// Entry returns the entry with that id; false when there is none.
func (b Termbase) Entry(id EntryID) (Entry, bool) {
	for _, e := range b.Entries {
		if e.ID == id {
			return e, true
		}
	}
	return Entry{}, false
}
