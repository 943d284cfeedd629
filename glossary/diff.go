package glossary

// DiffKind says what becomes of an entry when a termbase takes the place of
// another.
type DiffKind string

// The kinds of differences.
const (
	Added       DiffKind = "new"
	Changed     DiffKind = "changed"
	Same        DiffKind = "same"
	Retired     DiffKind = "retired"
	Conflicting DiffKind = "conflict" // new or changed, and against an entry that is there
)

// Difference is what becomes of one entry.
type Difference struct {
	Kind      DiffKind      `json:"kind"`
	Old       Entry         `json:"old,omitzero"` // without an id when it is new
	New       Entry         `json:"new,omitzero"` // without an id when it is retired
	Fields    []FieldChange `json:"fields,omitempty"`
	Conflicts []Conflict    `json:"conflicts,omitempty"` // errors that were not there before
}

// FieldChange is one field with its old and new value, as people read them.
type FieldChange struct {
	Name string `json:"name"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// Diff says what an import changes: for each entry of new, in order, whether it
// is new, changed, the same or in conflict, and then which entries of old are
// not in new. Retired ones are for whoever replaces the whole termbase; an
// import of some entries passes them over, and conflicts count them as staying.
// An entry of new is in conflict when errors of Conflicts come with it.
func Diff(old, new []Entry) []Difference {
	before := byID(old)
	after := byID(new)
	var diffs []Difference
	for _, e := range new {
		d := Difference{Kind: Added, New: e}
		if at, ok := before[e.ID]; ok {
			d = compare(old[at], e)
		}
		diffs = append(diffs, d)
	}
	merged := append([]Entry(nil), new...)
	for _, e := range old {
		if _, ok := after[e.ID]; !ok {
			merged = append(merged, e)
			diffs = append(diffs, Difference{Kind: Retired, Old: e})
		}
	}
	markConflicts(diffs[:len(new)], old, merged)
	return diffs
}

// byID gives the place of each entry, the first one with its id.
func byID(entries []Entry) map[EntryID]int {
	places := make(map[EntryID]int, len(entries))
	for i, e := range entries {
		if _, ok := places[e.ID]; !ok {
			places[e.ID] = i
		}
	}
	return places
}

func compare(old, new Entry) Difference {
	d := Difference{Kind: Same, Old: old, New: new, Fields: changes(old, new)}
	if len(d.Fields) > 0 {
		d.Kind = Changed
	}
	return d
}

// markConflicts gives the differences the errors of merged that old has not.
func markConflicts(diffs []Difference, old, merged []Entry) {
	type pair struct {
		kind ConflictKind
		low  EntryID
		high EntryID
		text string
	}
	key := func(c Conflict) pair {
		return pair{c.Kind, min(c.First, c.Second), max(c.First, c.Second), c.Lang + c.Text}
	}
	known := map[pair]bool{}
	for _, c := range Conflicts(old, nil) {
		known[key(c)] = true
	}
	errors := map[EntryID][]Conflict{}
	for _, c := range Conflicts(merged, nil) {
		if c.Severity != Error || known[key(c)] {
			continue
		}
		errors[c.First] = append(errors[c.First], c)
		if c.Second != c.First {
			errors[c.Second] = append(errors[c.Second], c)
		}
	}
	for i := range diffs {
		if found := errors[diffs[i].New.ID]; len(found) > 0 && diffs[i].Kind != Same {
			diffs[i].Kind, diffs[i].Conflicts = Conflicting, found
		}
	}
}
