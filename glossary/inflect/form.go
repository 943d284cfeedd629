package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// Case is a set of grammatical cases.
type Case uint8

// The seven cases of Ukrainian.
const (
	Nominative Case = 1 << iota
	Genitive
	Dative
	Accusative
	Instrumental
	Locative
	Vocative

	// AllCases is every case: the form of a word that does not decline.
	AllCases = Nominative | Genitive | Dative | Accusative | Instrumental | Locative | Vocative
)

// String names the cases of the set by their usual short forms: "gen dat".
func (c Case) String() string {
	var b strings.Builder
	for i, name := range [...]string{"nom", "gen", "dat", "acc", "ins", "loc", "voc"} {
		if c&(1<<i) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(name)
	}
	return b.String()
}

// Number is a set of grammatical numbers.
type Number uint8

// The numbers of Ukrainian.
const (
	Singular Number = 1 << iota
	Plural
)

// String names the numbers of the set by their usual short forms: "sg pl".
func (n Number) String() string {
	switch n {
	case Singular:
		return "sg"
	case Plural:
		return "pl"
	case Singular | Plural:
		return "sg pl"
	}
	return ""
}

// Grade says how much a form can be relied on.
type Grade uint8

// The grades, the most reliable first.
const (
	Listed   Grade = iota + 1 // written down by a person
	Regular                   // by a rule that holds for words of this shape
	Possible                  // by a rule that holds for some words of this shape
)

// String returns the name of the grade in lower case, or "" for the zero Grade.
func (g Grade) String() string {
	switch g {
	case Listed:
		return "listed"
	case Regular:
		return "regular"
	case Possible:
		return "possible"
	}
	return ""
}

// Form is one way a name may be written in a text. A phrase has the grade of its
// surest word: one sure word is enough to know it by.
type Form struct {
	Text   string
	Cases  Case            // the cases that this form can stand for
	Number Number          // singular, plural or both
	Gender glossary.Gender // the gender that the form needs; "" is any
	Grade  Grade
	Rule   string // the class and the alternations that made it: "M1 A3"
}

// Hints is what is known about a name beside its letters. The zero Hints knows
// nothing, and then every class that fits the letters is tried.
type Hints struct {
	Kind    glossary.Kind
	Gender  glossary.Gender
	Decl    glossary.Decl
	Decline []int    // numbers (from 1) of the words that change; empty is by rule
	Forms   []string // listed forms; "+form" adds to the rules, "-form" takes away
}
