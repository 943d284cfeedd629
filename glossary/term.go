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
	Lang     string   `json:"lang"` // "uk", "en"
	Text     string   `json:"text"`
	Status   Status   `json:"status,omitempty"`
	Validity Validity `json:"validity,omitzero"` // when the status holds
	Gender   Gender   `json:"gender,omitempty"`
	Decl     Decl     `json:"decl,omitempty"`
	Decline  []int    `json:"decline,omitempty"` // numbers (from 1) of the words that change; empty is by rule
	Forms    []string `json:"forms,omitempty"`   // listed forms; "+form" adds to the rules, "-form" takes away
	Related  []string `json:"related,omitempty"` // derived words (київський for Київ), found as hints only
	Scheme   string   `json:"scheme,omitempty"`  // the romanization its English twin was made by
	Capital  string   `json:"capital,omitempty"` // "any" lifts the capital rule
	Casing   string   `json:"casing,omitempty"`  // "exact" or "free", for English terms
	Alone    bool     `json:"alone,omitempty"`   // a person's surname may stand alone
	Common   bool     `json:"common,omitempty"`  // also a common word: a capital at a sentence start proves nothing
	Article  string   `json:"article,omitempty"` // "the", or "" for none, for English terms
	Short    string   `json:"short,omitempty"`   // a short form for charts and headlines
	Reason   string   `json:"reason,omitempty"`  // why this spelling and no other
	Note     string   `json:"note,omitempty"`
	Extra    []Extra  `json:"extra,omitempty"`
}
