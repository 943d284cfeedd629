package translit

import (
	"errors"

	"golang.org/x/text/transform"
)

// Scheme is a romanization system. It is an immutable value and safe to share;
// the zero Scheme is KMU55.
type Scheme uint8

// The schemes, in the order in which they are listed to people.
const (
	KMU55        Scheme = iota // Cabinet Resolution 55 of 2010
	BGNPCGN1965                // BGN/PCGN 1965, with signs
	ODNI2015                   // the look of the press: Yuriy, Oleksiy
	National1996               // Legal Terminology Committee, decision 9 of 1996
	Passport2007               // Cabinet Resolution 858 of 2007: Iuliia
	Scholarly                  // the international scholarly system
	DIN1460                    // DIN 1460:1982
	ISO9                       // ISO 9:1995, GOST 7.79 system A
	GOST779B                   // GOST 7.79 system B
	DSTU9112A                  // DSTU 9112:2021 system A, from secondary sources
	DSTU9112B                  // DSTU 9112:2021 system B, from secondary sources
	ALALC                      // ALA-LC 1997
	BS2979                     // BS 2979:1958
)

// Names under which others adopted the table of KMU55.
const (
	UN2012      = KMU55 // UNCSGN resolution X/9
	BGNPCGN2019 = KMU55 // BGN/PCGN agreement of 2019
)

// ID returns the stable name of the scheme in data and on the command line,
// such as "kmu2010".
func (s Scheme) ID() string {
	return s.edition().id
}

// Schemes returns all schemes in the order in which they are listed to people.
func Schemes() []Scheme {
	all := make([]Scheme, len(catalogue))
	for i := range all {
		all[i] = Scheme(i)
	}
	return all
}

// Alias is another name of a scheme.
type Alias struct {
	ID     string
	Scheme Scheme
}

// Aliases returns the names under which others adopted a scheme.
func Aliases() []Alias {
	return []Alias{{"un2012", UN2012}, {"bgnpcgn2019", BGNPCGN2019}}
}

// Lookup finds a scheme by its id or an alias of it.
func Lookup(id string) (Scheme, bool) {
	for _, s := range Schemes() {
		if s.ID() == id {
			return s, true
		}
	}
	for _, a := range Aliases() {
		if a.ID == id {
			return a.Scheme, true
		}
	}
	return KMU55, false
}

// Transformer returns a new romanizer with the default policy. It keeps state
// between calls, so it must not be shared; memory use is constant however long
// the text is.
func (s Scheme) Transformer() transform.SpanningTransformer {
	return s.TransformerWith(Options{})
}

// TransformerWith is Transformer with a policy of the caller's.
func (s Scheme) TransformerWith(o Options) transform.SpanningTransformer {
	return &romanizer{table: s.table(o), opts: o}
}

// String returns the romanized text.
func (s Scheme) String(text string) string {
	var room [128]byte
	return string(s.Append(room[:0], []byte(text)))
}

// Bytes returns the romanized text in a new slice.
func (s Scheme) Bytes(text []byte) []byte {
	return s.Append(make([]byte, 0, len(text)+minDst), text)
}

// Append appends the romanized text to dst and returns the extended slice. It
// allocates only when dst must grow.
func (s Scheme) Append(dst, text []byte) []byte {
	r := romanizer{table: s.table(Options{})}
	for {
		nDst, nSrc, err := r.Transform(dst[len(dst):cap(dst)], text, true)
		dst = dst[:len(dst)+nDst]
		text = text[nSrc:]
		if !errors.Is(err, transform.ErrShortDst) {
			return dst
		}
		dst = append(dst, make([]byte, len(text)+minDst)...)[:len(dst)]
	}
}

// minDst is the room, in bytes, that always lets the romanizer make progress.
const minDst = 8
