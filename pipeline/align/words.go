package align

import (
	"strings"
	"unicode"
)

// Op says what became of a part of a text.
type Op string

// The ops.
const (
	Same Op = "same"
	Gone Op = "gone" // stands in the old text alone
	New  Op = "new"  // stands in the new text alone
)

// A Part is a stretch of two texts of which one became the other. The parts that are
// not New join to the old text, those that are not Gone to the new one.
type Part struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Diff tells, word by word, how the text was changed. What is gone stands before
// what is new in its place.
func Diff(old, now string) []Part {
	a, b := tokens(old), tokens(now)
	pairs := Common(a, b)
	var parts []Part
	add := func(op Op, words []string) {
		text := strings.Join(words, "")
		if text == "" {
			return
		}
		if n := len(parts); n > 0 && parts[n-1].Op == op {
			parts[n-1].Text += text
			return
		}
		parts = append(parts, Part{op, text})
	}
	i, j := 0, 0
	for _, p := range append(pairs, Pair{len(a), len(b)}) {
		add(Gone, a[i:p.A])
		add(New, b[j:p.B])
		if p.A < len(a) {
			add(Same, a[p.A:p.A+1])
		}
		i, j = p.A+1, p.B+1
	}
	return joinSpaces(parts)
}

// joinSpaces lets changes run together between which only white space stayed: words
// are read, not gaps.
func joinSpaces(parts []Part) []Part {
	var out []Part
	for i := 0; i < len(parts); {
		if parts[i].Op == Same {
			out = append(out, parts[i])
			i++
			continue
		}
		var gone, now strings.Builder
		for i < len(parts) {
			p := parts[i]
			gap := p.Op == Same && strings.TrimSpace(p.Text) == "" && i+1 < len(parts)
			if p.Op == Same && !gap {
				break
			}
			if p.Op != New {
				gone.WriteString(p.Text)
			}
			if p.Op != Gone {
				now.WriteString(p.Text)
			}
			i++
		}
		for _, p := range []Part{{Gone, gone.String()}, {New, now.String()}} {
			if p.Text != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// Likeness tells how much of two texts is the same words in the same order, in per
// cent of both.
func Likeness(a, b string) int {
	v, w := words(a), words(b)
	if len(v)+len(w) == 0 {
		return 100
	}
	return 200 * len(Common(v, w)) / (len(v) + len(w))
}

// words are the tokens that are no white space.
func words(text string) []string {
	var out []string
	for _, t := range tokens(text) {
		if strings.TrimSpace(t) != "" {
			out = append(out, t)
		}
	}
	return out
}

// tokens cuts a text into words, white space, tags and single signs.
func tokens(text string) []string {
	var out []string
	begin, was := 0, none
	inTag := false
	for at, r := range text {
		is := sortOf(r)
		switch {
		case inTag:
			inTag = r != '}'
			continue
		case r == '{':
			inTag = strings.ContainsRune(text[at:], '}')
		}
		if at > begin && (is != was || is == sign) {
			out = append(out, text[begin:at])
			begin = at
		}
		was = is
	}
	if begin < len(text) {
		out = append(out, text[begin:])
	}
	return out
}

// sort of a rune: those of the same sort stand together in a token.
type sortOfRune int

const (
	none sortOfRune = iota
	letter
	space
	sign
)

func sortOf(r rune) sortOfRune {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), strings.ContainsRune("'’ʼ", r):
		return letter
	case unicode.IsSpace(r):
		return space
	}
	return sign
}
