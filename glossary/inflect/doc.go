// Package inflect makes the grammatical forms of Ukrainian names, so that a
// glossary can find them in running text: Держспецзв'язок is found as
// Держспецзв'язку, Верховна Рада as Верховною Радою.
//
// There is no dictionary inside, only the rules of Ukrainian declension (the
// orthography of 2019, paragraphs 64 to 108) and short lists of exceptions.
// Where the rules leave two ways open, both are made: a wrong form is mostly
// no word at all and does no harm, a missing one hides a name. The Grade of a
// form says how sure the rules are, and its Rule names them.
//
// The matcher uses it to index a termbase, and the term page to show what will
// be found and why.
package inflect
