package translit

// Options is the policy where a scheme is silent or practice differs. The zero
// Options is our policy; each field departs from it in one point. What a
// scheme itself fixes is not configurable.
type Options struct {
	// Usual practice, with public evidence.

	HyphenJoins     bool     // a letter after a hyphen does not start a word: Mariia-Iuliia
	KeepApostrophes bool     // ' ’ ʼ ‘ ` ´ stay between letters
	Capitals        Capitals // how capitals with a long output look

	// Our own decisions.

	KeepRareApostrophes bool // ′ ʹ ʻ ‛ ＇ stay between letters
	KeepStress          bool // U+0301 and U+0300 stay on the romanized letter
	KeepInvisible       bool // soft hyphens and zero-width characters stay inside words
	KeepHomoglyphs      bool // letters of the other script are not read as what they look like
	KeepRoman           bool // ХХІ in Cyrillic letters is not read as a Roman numeral
	KeepRussian         bool // ы э ё ъ pass unchanged

	// OptionalSequences asks for what a scheme calls optional: the dots of
	// BGN/PCGN 1965 in зг кг сг тс цг.
	OptionalSequences bool
}

// Capitals says how a capital looks whose output has several letters.
type Capitals uint8

const (
	// ByNeighbour follows the next letter of the word, or else the previous
	// one: ЩАСТЯ SHCHASTIA, Щастя Shchastia, Ю. Yu.
	ByNeighbour Capitals = iota
	// FirstOnly raises the first letter only: ShchASTIa.
	FirstOnly
	// AllLetters raises every letter: SHCHastia.
	AllLetters
)
