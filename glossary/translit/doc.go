// Package translit romanizes Ukrainian: it turns Cyrillic names and text into
// Latin letters by one of thirteen published schemes, of which KMU55 (Cabinet
// Resolution 55 of 27 January 2010) is the one for names in English news.
//
//	translit.KMU55.String("Знам'янка") // Znamianka
//
// The decisions that a scheme leaves open (apostrophes, capitals, stress
// marks, Latin letters typed by mistake …) are the fields of [Options]; the
// zero Options is what the newsroom wants. The romanizer itself is silent;
// [Scheme.Notes] lists the places of a text that a person should look at.
//
// Abbreviations are romanized letter by letter, which is correct and useless
// (ЄС gives YES): a glossary must know them.
package translit
