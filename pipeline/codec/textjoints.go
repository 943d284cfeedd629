package codec

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
)

// Hyphens that end lines. A soft one is nothing but the place where a word may
// be divided.
const (
	softHyphen  = "\u00ad"
	hardHyphens = "-\u2010\u2011"
)

// joints put wrapped lines together, and know the words that stand undivided
// elsewhere in the text, small and with plain apostrophes and hyphens.
type joints struct {
	words    map[string]bool
	divides  bool // some word is divided for certain
	joined   int
	kept     []string // words that kept a hyphen that may not belong there
	unhyphen []string // words that lost one that may have belonged there
}

// newJoints reads the text once more when a hyphen ends a line that goes on.
func newJoints(doc string, paragraphs [][]pipeline.Span) *joints {
	j := &joints{}
	var parts [][2]string
	for _, lines := range paragraphs {
		for i := range len(lines) - 1 {
			left, right, ok := jointOf(doc[lines[i].Start:lines[i].End], doc[lines[i+1].Start:lines[i+1].End])
			if ok {
				parts = append(parts, [2]string{fold(left), fold(right)})
			}
		}
	}
	if len(parts) == 0 {
		return j
	}
	j.words = wholeWords(doc, paragraphs)
	for _, part := range parts {
		j.divides = j.divides || j.judge(part[0], part[1]) == divided
	}
	return j
}

// wholeWords are the words of a text without those parts that a line ends or
// begins with next to a hyphen.
func wholeWords(doc string, paragraphs [][]pipeline.Span) map[string]bool {
	words := make(map[string]bool)
	for _, lines := range paragraphs {
		isPart := false
		for _, line := range lines {
			found := strings.FieldsFunc(fold(doc[line.Start:line.End]), func(c rune) bool { return !ofWord(c) })
			for i, word := range found {
				ends := i == len(found)-1 && strings.HasSuffix(word, "-")
				if !ends && (i > 0 || !isPart) {
					words[strings.Trim(word, "-'")] = true
				}
				if i == len(found)-1 {
					isPart = ends
				}
			}
		}
	}
	return words
}

// jointOf returns the parts of a word that a hyphen at the end of a line
// divides.
func jointOf(before, line string) (left, right string, ok bool) {
	last, size := utf8.DecodeLastRuneInString(before)
	body := before[:len(before)-size]
	if !strings.ContainsRune(hardHyphens+softHyphen, last) {
		return "", "", false
	}
	left = body[len(strings.TrimRightFunc(body, ofWord)):]
	right = line[:len(line)-len(strings.TrimLeftFunc(line, ofWord))]
	end, _ := utf8.DecodeLastRuneInString(left)
	start, _ := utf8.DecodeRuneInString(right)
	return left, right, (unicode.IsLetter(end) || unicode.IsDigit(end)) && unicode.IsLetter(start)
}

func ofWord(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c) || strings.ContainsRune("'’-\u2010\u2011\u00ad", c)
}

// fold makes words comparable, whichever hyphens they have.
func fold(text string) string {
	return folded(strings.NewReplacer("\u2010", "-", "\u2011", "-", softHyphen, "").Replace(text))
}

// join puts a line behind a text: with a space, or into the word that a hyphen
// divides.
func (j *joints) join(text, line string) string {
	left, right, ok := jointOf(text, line)
	if !ok {
		return text + " " + line
	}
	_, size := utf8.DecodeLastRuneInString(text)
	whole := text[:len(text)-size]
	if strings.HasSuffix(text, softHyphen) {
		j.joined++
		return whole + line
	}
	verdict := compound
	if !areNames(left, right) {
		verdict = j.judge(fold(left), fold(right))
	}
	switch {
	case verdict == divided:
		j.joined++
		return whole + line
	case verdict == unsure && j.divides:
		j.unhyphen = append(j.unhyphen, left+right)
		return whole + line
	case verdict != compound:
		j.kept = append(j.kept, left+"-"+right)
	}
	return text + line
}

// areNames reports whether both parts have a capital, and not all letters are:
// Івано-Франківськ.
func areNames(left, right string) bool {
	a, _ := utf8.DecodeRuneInString(left)
	b, _ := utf8.DecodeRuneInString(right)
	return unicode.IsUpper(a) && unicode.IsUpper(b) && strings.ContainsFunc(left+right, unicode.IsLower)
}

// notices tell of the words that were put together.
func (j *joints) notices() []Notice {
	var notices []Notice
	if j.joined > 0 {
		notices = append(notices, Notice{Kind: Repaired, Text: fmt.Sprintf("Words that were divided at the ends of lines were put together: %d.", j.joined)})
	}
	if len(j.kept) > 0 {
		notices = append(notices, Notice{Kind: Guessed, Text: "Hyphens at the ends of lines were kept, although they may only divide a word: " + someOf(j.kept)})
	}
	if len(j.unhyphen) > 0 {
		notices = append(notices, Notice{Kind: Guessed, Text: "Hyphens at the ends of lines were taken out, although they may belong to the word: " + someOf(j.unhyphen)})
	}
	return notices
}

// someOf lists the first five words.
func someOf(words []string) string {
	const most = 5
	if more := len(words) - most; more > 0 {
		return strings.Join(words[:most], ", ") + fmt.Sprintf(" and %d more.", more)
	}
	return strings.Join(words, ", ") + "."
}
