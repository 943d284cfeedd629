package codec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
)

// A misreading is text that some program took for another encoding and stored
// so, which people call mojibake: "РџРѕСЂРѕРј" for "Пором".
type misreading struct {
	was    string // the encoding that the bytes had
	as     string // the one that they were taken for
	before string // what the text was
	exact  bool   // nothing was lost
}

// misreadings looks for a misreading of a misreading, too, and no further.
const misreadings = 2

// misread finds out whether a text was misread: its letters make no words, and
// taken back to bytes and read in another encoding they do.
func misread(text string) (misreading, bool) {
	s := newScorer()
	if !s.judge(text).doubtful() {
		return misreading{}, false
	}
	return s.misread(text, misreadings)
}

func (s *scorer) misread(text string, depth int) (misreading, bool) {
	const leastGain = 40 // bits: the letters of a line
	now := s.judge(text)
	foreign := utf8.RuneCountInString(text) - ascii(text)
	if foreign < leastInner { // quotes and dashes of a text in Latin letters
		return misreading{}, false
	}
	var best misreading
	gain := 0
	for _, as := range append(cyrillicCharsets(), newCharset("windows-1252", charmap.Windows1252, 0)) {
		data, lost := as.encode(text)
		if lost*50 > foreign {
			continue
		}
		for _, was := range readings(data) {
			if was.was == as.name {
				continue
			}
			then := s.judge(was.before)
			if !then.plausible() && was.was == "UTF-8" && depth > 1 {
				if deeper, ok := s.misread(was.before, depth-1); ok {
					deeper.was, deeper.as = deeper.was+", and once more UTF-8", deeper.as+" and "+as.name
					deeper.exact = deeper.exact && was.exact && lost == 0
					return deeper, true
				}
			}
			if won := then.bits - max(now.bits, 0); then.plausible() && won > max(gain, leastGain) {
				best, gain = was, won
				best.as, best.exact = as.name, was.exact && lost == 0
			}
		}
	}
	return best, gain > 0
}

// readings are the texts that bytes may have been.
func readings(data []byte) []misreading {
	var all []misreading
	text, bad := validUTF8(data)
	if high := len(data) - ascii(string(data)); high > 0 && bad*20 < high {
		all = append(all, misreading{was: "UTF-8", before: text, exact: bad == 0})
	}
	for _, c := range cyrillicCharsets() {
		all = append(all, misreading{was: c.name, before: c.decode(data), exact: true})
	}
	return all
}

// ascii counts the bytes of ASCII.
func ascii(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}

// undo takes a misreading back when that was asked for, and refuses it
// otherwise.
func undo(text string, asked bool) (string, []Notice, error) {
	sample := string(highPart([]byte(text)))
	m, found := misread(sample)
	if !found {
		return text, nil, nil
	}
	if asked && len(text) > 8*MaxText { // every letter is four bytes at most, twice that when garbled
		return "", nil, tooLong(len(text))
	}
	if asked {
		m, found = misread(text) // all of it
	}
	if !asked || !found || !m.exact {
		return "", nil, misreadText(m, seen(sample), seen(m.before))
	}
	notice := "The text was " + m.was + " that some program had taken for " + m.as + "; that was undone."
	return m.before, []Notice{{Kind: Repaired, Text: notice}}, nil
}

// seen is how a text begins, without what cannot be seen.
func seen(text string) string {
	return excerpt(strings.Map(func(c rune) rune {
		if !unicode.IsGraphic(c) && c != '\n' {
			return -1
		}
		return c
	}, text[:min(len(text), 1024)]))
}

func misreadText(m misreading, now, then string) error {
	e := pipeline.Errorf(pipeline.Invalid, "The text is garbled: it was %s, and some program took it for %s. It says «%s» where it said «%s».", m.was, m.as, now, then)
	if !m.exact {
		return e.WithHint("Letters were lost on the way, so that it cannot be undone: ask for the text once more, as UTF-8.")
	}
	return e.WithHint("Ask for the text once more, as UTF-8; or `tovmach submit FILE --repair` undoes it.")
}
