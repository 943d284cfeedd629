package names

import "github.com/tovmach/tovmach/glossary"

// Rule is the id of a kind of finding, as the check catalogue has it.
type Rule string

// The rules.
const (
	NearMissName  Rule = "near-miss-name" // one letter off a known name
	NameScheme    Rule = "name-scheme"    // the name as another romanization has it
	NameCasing    Rule = "name-casing"    // the right letters with the wrong capitals
	TermForbidden Rule = "term-forbidden" // a deprecated term
	TheUkraine    Rule = "the-ukraine"    // the country with an article
)

// Span is a place in a text: bytes, half open.
type Span struct {
	Start, End int
}

// Finding is one spelling that the newsroom does not want.
type Finding struct {
	Rule       Rule
	Span       Span
	Text       string           // what stands there
	Entry      glossary.EntryID // the entry it rests on; "" for the-ukraine without an entry of Ukraine
	Suggestion string           // what to write in its place
	Message    string           // one sentence for the translator
}
