// Package split cuts a paragraph into sentences, Ukrainian and English. The
// segmenter makes an article's segments with it, and the split command shows
// what it does.
//
// Nothing is lost: the sentences of a text tile it, each with the white space
// that follows it. Inline tags may stand in the text as private-use characters
// (U+E000 to U+F8FF); they are transparent and never change where a sentence
// ends.
//
// What is a sentence follows the needs of translators, not of grammarians. A
// quotation of two sentences is cut inside its quotation marks; an utterance
// stays together with the words that say whose it is; initials, and an
// abbreviation with its name or number, are never cut; the number of a list
// item stays with its sentence. The abbreviations and other telling words are
// data, one file a language.
package split
