package translit

import "sync"

// system is a scheme as its norm prints it. Of the rows that fit a letter the
// last one counts.
type system struct {
	id         string
	rows       []row
	apostrophe string // between two Cyrillic letters

	// alike are two words that look the same in Latin letters, for a scheme
	// that cannot be reversed. The others have no such pair among the words of
	// a dictionary.
	alike [2]string
}

// row gives the output for a letter, or for the second of two letters that
// stand directly together: {"зг", sequence, "zgh"}.
type row struct {
	letter string
	when   context
	out    string
}

// context is where a row holds.
type context uint8

const (
	always            context = iota // unless a later row fits
	initial                          // the letter starts a word
	afterConsonant                   // directly after one of the consonants
	notAfterConsonant                // anywhere else
	beforeIEYJ                       // the next letter is и і ї е є й ю я
	beforeAEU                        // the next letter is а е у
	beforeAEIU                       // the next letter is а е і у
	sequence                         // two letters directly together
	optionalSequence                 // the same, only on request
)

// consonants are the letters of the contexts afterConsonant and
// notAfterConsonant.
const consonants = "бвгґджзклмнпрстфхцчшщ"

// nexts returns the letters that a row asks for as the next one, or "" if it
// does not look ahead.
func (c context) nexts() string {
	switch c {
	case beforeIEYJ:
		return "иіїеєйюя"
	case beforeAEU:
		return "аеу"
	case beforeAEIU:
		return "аеіу"
	default:
		return ""
	}
}

// russian are the Russian letters that stand in Ukrainian text now and then;
// no scheme has them. и stays the Ukrainian letter.
var russian = []row{
	{"ы", always, "y"}, {"э", always, "e"}, {"ъ", always, ""},
	{"ё", always, "io"}, {"ё", initial, "yo"},
}

// catalogue is the one list of the schemes, each with its table ready for the
// default policy, compiled when it is first wanted.
var catalogue = [...]edition{
	KMU55:        newEdition(&kmu55),
	BGNPCGN1965:  newEdition(&bgnpcgn1965),
	ODNI2015:     newEdition(&odni2015),
	National1996: newEdition(&national1996),
	Passport2007: newEdition(&passport2007),
	Scholarly:    newEdition(&scholarly),
	DIN1460:      newEdition(&din1460),
	ISO9:         newEdition(&iso9),
	GOST779B:     newEdition(&gost779b),
	DSTU9112A:    newEdition(&dstu9112a),
	DSTU9112B:    newEdition(&dstu9112b),
	ALALC:        newEdition(&alalc),
	BS2979:       newEdition(&bs2979),
}

// edition is a system and its table.
type edition struct {
	*system
	table func() *table
}

func newEdition(s *system) edition {
	return edition{system: s, table: sync.OnceValue(func() *table { return compile(s, Options{}) })}
}

// edition returns what s names; a Scheme that names nothing is KMU55.
func (s Scheme) edition() edition {
	if int(s) < len(catalogue) {
		return catalogue[s]
	}
	return catalogue[KMU55]
}

// table returns the scheme ready for use under a policy.
func (s Scheme) table(o Options) *table {
	e := s.edition()
	if o.OptionalSequences || o.KeepRussian {
		return compile(e.system, o)
	}
	return e.table()
}
