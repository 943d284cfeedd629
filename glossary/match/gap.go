package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of what stands between two tokens. What a term has in between
// must be in the text. Classes above sepHyphen are hashes of other punctuation.
const (
	sepBreak  uint32 = iota // no phrase goes through it
	sepNone                 // nothing
	sepSpace                // spaces of any kind, one line break at most
	sepHyphen               // one hyphen or dash, without spaces
	sepOther                // the first of the others
)

// maxGap is the most characters of punctuation inside a term; more than that is
// a break.
const maxGap = 8

// gap is what stands between two tokens.
type gap struct {
	text   string
	start  int  // where it starts: the end of a token, or of a zone that breaks
	broken bool // a zone lies in it
	fresh  bool // a block of text began in it
}

func (g *gap) addZone(z zone) {
	switch z.tag {
	case inlineHTM:
	case blockHTM:
		g.start, g.broken, g.fresh = z.end, true, true
	default:
		g.start, g.broken, g.fresh = z.end, true, false
	}
}

// close ends the gap at t, the token after prev (nil for the first one), and
// tells t what it saw. The next gap starts behind t.
func (g *gap) close(prev, t *token) {
	between := g.text[g.start:t.start]
	switch {
	case g.broken || prev == nil:
		t.sep = sepBreak
	case between == " ":
		t.sep = sepSpace
	default:
		t.sep = classify(between, prev.initial())
	}
	if g.fresh || prev == nil && !g.broken {
		t.flags |= starts
	}
	if between != " " {
		t.flags |= situation(between, g.text, prev)
	}
	g.start, g.broken, g.fresh = int(t.end), false, false
}

// classify returns the class of a gap. Behind an initial, a full stop is the
// same with and without a space: Ю. Щиголь, Ю.Щиголь.
func classify(between string, initial bool) uint32 {
	var form [maxGap]rune
	n, lines, spaced, tags := 0, 0, false, false
	for i := 0; i < len(between); {
		if m := skipTag(between[i:]); m > 0 {
			i += m
			tags = true
			continue
		}
		r, m := utf8.DecodeRuneInString(between[i:])
		i += m
		switch {
		case isTransparent(r) || r == '\r':
			continue
		case unicode.IsSpace(r):
			if r == '\n' || r == '\u2028' || r == '\u2029' {
				lines++
			}
			if spaced {
				continue
			}
			spaced = true
			r = ' '
		default:
			spaced = false
			r = plain(r)
		}
		if n == maxGap {
			return sepBreak
		}
		form[n] = r
		n++
	}
	runes := form[:n]
	switch {
	case lines > 1:
		return sepBreak
	case n == 0 && tags, n == 1 && runes[0] == ' ':
		return sepSpace
	case n == 0:
		return sepNone
	case n == 1 && runes[0] == '-':
		return sepHyphen
	case initial && n == 2 && runes[0] == '.' && runes[1] == ' ':
		runes = runes[:1]
	}
	return uint32(hashWord(runes)>>32) | sepOther
}

// skipTag returns the length of the tag, {1} or <b>, that s begins with. Gaps
// hold only HTML tags that phrases may go through.
func skipTag(s string) int {
	if n := inlineTag(s); n > 0 {
		return n
	}
	if s[0] == '<' && len(s) > 2 && (s[1] == '/' || s[1] == '!' || s[1] >= 'A') {
		return strings.IndexByte(s, '>') + 1
	}
	return 0
}

// plain makes punctuation alike that only looks different: quotation marks and
// hyphens.
func plain(r rune) rune {
	if r < '«' {
		return r // commas and full stops, most often
	}
	switch r {
	case '«', '»', '“', '”', '„', '‟', '‹', '›':
		return '"'
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u2043', '\uFE63', '\uFF0D':
		return '-'
	}
	return r
}

// situation returns the flags of a token that follows between.
func situation(between, text string, prev *token) flags {
	var fl flags
	if opensLast(between) {
		fl |= opened
	}
	switch between {
	case "", "-", "\u2010", "\u2011":
		if prev != nil {
			fl |= compound
		}
	}
	if endsSentence(between, text, prev) {
		fl |= starts
	}
	return fl
}

// opensLast says whether a quotation mark or bracket opens at the end of
// between. A straight one opens behind a space, or at the start of the text.
func opensLast(between string) bool {
	r, n := utf8.DecodeLastRuneInString(between)
	switch r {
	case '«', '„', '‹', '(', '[':
		return true
	case '“', '"', '\'':
		before, _ := utf8.DecodeLastRuneInString(between[:len(between)-n])
		return len(between) == n || unicode.IsSpace(before)
	}
	return false
}

// endsSentence says whether a sentence ends in between: at a mark of sentence
// end with a space behind it, at a blank line, at the sign of a list or a
// heading.
func endsSentence(between, text string, prev *token) bool {
	ended, lines, lineStart := false, 0, prev == nil
	for _, r := range between {
		switch {
		case r == '\n' || r == '\u2029':
			lines++
			lineStart = true
			if ended || lines > 1 {
				return true
			}
		case unicode.IsSpace(r):
			if ended {
				return true
			}
		case lineStart && strings.ContainsRune("-*+•–—#>", r):
			return true
		default:
			lineStart = false
			switch r {
			case '.':
				ended = ended || prev == nil || !isAbbreviated(text, prev)
			case '!', '?', '…':
				ended = true
			}
		}
	}
	return false
}

// isAbbreviated says whether the full stop behind prev is that of an
// abbreviation, before which a name mostly stands, or of an initial.
func isAbbreviated(text string, prev *token) bool {
	if prev.initial() {
		return true
	}
	switch text[prev.start:prev.end] {
	case "м", "смт", "с", "сел", "обл", "вул", "просп", "пр", "пл", "пров", "бул", "ст", "о", "оз", "р", "ріка", "г",
		"ім", "св", "проф", "акад", "доц", "ред", "див", "п", "пп", "гр", "тов", "ген", "полк", "кн", "нар", "напр":
		return true
	}
	return false
}
