package codec

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// longestHeadline is how many characters a first line may have to be taken for
// the headline.
const longestHeadline = 150

// blanks are the characters that part words and lines in a file. No-break
// spaces are none: they are text.
const blanks = " \t\r\n\f"

// readText reads plain text: empty lines part paragraphs, wrapped lines are
// joined, lines that begin like items are items, and a short first line is the
// headline, which is a guess.
func readText(doc string) *reader {
	r := &reader{doc: doc}
	paragraphs := textParagraphs(doc)
	joints := newJoints(doc, paragraphs)
	for i, lines := range paragraphs {
		b, start := textBlock(doc, lines, joints)
		if strings.TrimSpace((&reader{}).clean(b.Text)) == "" {
			continue
		}
		if i == 0 && len(paragraphs) > 1 && len(lines) == 1 && looksLikeHeadline(b) {
			b.Kind = pipeline.Headline
			r.notice(Guessed, "The first line was taken for the headline: "+excerpt(b.Text))
		}
		r.place(r.add(b), start, lines[len(lines)-1].End)
	}
	r.notices = append(r.notices, joints.notices()...)
	return r
}

func textLines(doc string) []pipeline.Span {
	var lines []pipeline.Span
	for at := len(doc) - len(strings.TrimPrefix(doc, "\ufeff")); at < len(doc); {
		length := strings.IndexAny(doc[at:], "\r\n")
		if length < 0 {
			length = len(doc) - at
		}
		line := strings.Trim(doc[at:at+length], blanks)
		start := at + strings.Index(doc[at:], line)
		lines = append(lines, pipeline.Span{Start: start, End: start + len(line)})
		at += length
		if strings.HasPrefix(doc[at:], "\r\n") {
			at++
		}
		at++
	}
	return lines
}

// beginsParagraph reports whether a line begins an item or a turn of a
// dialogue.
func beginsParagraph(line string) bool {
	_, _, isItem := itemMark(line)
	return isItem || strings.HasPrefix(line, "— ") || strings.HasPrefix(line, "– ")
}

// itemMark reads the mark of a list's item: its length in bytes, and the
// number, 0 for a bullet.
func itemMark(line string) (length, number int, ok bool) {
	for _, bullet := range []string{"•", "-", "*", "·"} {
		if rest, ok := strings.CutPrefix(line, bullet); ok && strings.TrimLeft(rest, " \t\u00a0") != rest {
			return len(line) - len(strings.TrimLeft(rest, " \t\u00a0")), 0, true
		}
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits > 3 {
		return 0, 0, false
	}
	rest := line[digits:]
	if !strings.HasPrefix(rest, ") ") && !strings.HasPrefix(rest, ". ") {
		return 0, 0, false
	}
	number, err := strconv.Atoi(line[:digits])
	return digits + 2, number, err == nil && number > 0
}

// textBlock makes a block of lines, and says where its text begins.
func textBlock(doc string, lines []pipeline.Span, joints *joints) (pipeline.Block, int) {
	start := lines[0].Start
	b := pipeline.Block{Kind: pipeline.Paragraph}
	if length, number, ok := itemMark(doc[start:lines[0].End]); ok {
		b = pipeline.Block{Kind: pipeline.Item, Level: 1, Number: number}
		start += length
	}
	text := doc[start:lines[0].End]
	for _, line := range lines[1:] {
		text = joints.join(text, doc[line.Start:line.End])
	}
	if rest, ok := cutLabel(pipeline.ReadAlso, text); ok && rest != "" && b.Kind == pipeline.Paragraph {
		b.Kind, text = pipeline.ReadAlso, rest
	}
	b.Text = markup.Escape(text)
	return b, start
}

// looksLikeHeadline reports whether a first line is short and no sentence.
func looksLikeHeadline(b pipeline.Block) bool {
	plain := strings.TrimSpace(markup.Plain(b.Text))
	return b.Kind == pipeline.Paragraph && hasLetters(plain) && utf8.RuneCountInString(plain) <= longestHeadline &&
		!strings.HasSuffix(plain, ".") && !strings.HasSuffix(plain, ":") && !beginsParagraph(plain)
}
