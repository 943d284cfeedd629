package glossary

// Status says whether a term may be used. The words are those of ISO 30042
// (administrativeStatus).
type Status string

// The statuses of a term. The zero Status reads as Preferred.
const (
	Preferred  Status = "preferred"
	Admitted   Status = "admitted"
	Deprecated Status = "deprecated"
)

// Gender is the grammatical gender of a term; plural-only names count as one.
type Gender string

// The genders. The zero Gender is "not said": all classes that fit are tried.
const (
	Masculine Gender = "m"
	Feminine  Gender = "f"
	Neuter    Gender = "n"
	Plural    Gender = "pl"
)

// Decl says how a term declines.
type Decl string

// The ways to decline. The zero Decl is DeclAuto.
const (
	DeclAuto Decl = "auto" // by the rules
	DeclNone Decl = "none" // one form for all cases
	DeclAdj  Decl = "adj"  // as an adjective
	DeclNoun Decl = "noun" // as a noun, though it may look like an adjective
	DeclList Decl = "list" // just the forms that are listed
)

// Term is one word or phrase of one language for a concept.
type Term struct {
	Lang     string // "uk", "en"
	Text     string
	Status   Status
	Validity Validity // when the status holds
	Gender   Gender
	Decl     Decl
	Decline  []int    // numbers (from 1) of the words that change; empty is by rule
	Forms    []string // listed forms; "+form" adds to the rules, "-form" takes away
	Related  []string // derived words (київський for Київ), found as hints only
	Scheme   string   // the romanization its English twin was made by
	Capital  string   // "any" lifts the capital rule
	Casing   string   // "exact" or "free", for English terms
	Alone    bool     // a person's surname may stand alone
	Common   bool     // also a common word: a capital at a sentence start proves nothing
	Article  string   // "the", or "" for none, for English terms
	Short    string   // a short form for charts and headlines
	Reason   string   // why this spelling and no other
	Note     string
}
