// Package glossary is the words of the newsroom: concepts, their terms in
// Ukrainian and English, and what must be known about each to find it in any
// grammatical case and to spell it in English.
//
// The parts do the work: translit romanizes, inflect makes the forms of a
// name, match finds them in a text, sheet reads and writes termbases as
// tables. The package imports nothing of the rest of the program, so it can be
// used alone, like golang.org/x/text.
package glossary
