package codec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
)

// The widest and the narrowest line, in characters, that a program that wraps
// lines makes full. In texts with wider ones every line is a paragraph; what
// is narrower may be verse.
const (
	wrapWidth     = 100
	wrapNarrowest = 24
)

// textParagraphs are the lines of a text, without the white space around them,
// a paragraph each.
func textParagraphs(doc string) [][]pipeline.Span {
	lines := textLines(doc)
	width := widest(doc, lines)
	var paragraphs [][]pipeline.Span
	for len(lines) > 0 {
		run := firstRun(lines)
		paragraphs = append(paragraphs, runParagraphs(doc, run, runWidth(doc, run, width))...)
		lines = lines[max(len(run), 1):]
	}
	return paragraphs
}

// firstRun is the lines up to an empty one.
func firstRun(lines []pipeline.Span) []pipeline.Span {
	for i, line := range lines {
		if line.Start == line.End {
			return lines[:i]
		}
	}
	return lines
}

func runParagraphs(doc string, run []pipeline.Span, width int) [][]pipeline.Span {
	var paragraphs [][]pipeline.Span
	for i, line := range run {
		if i > 0 && goesOn(doc, run[i-1], line, width) {
			last := len(paragraphs) - 1
			paragraphs[last] = append(paragraphs[last], line)
			continue
		}
		paragraphs = append(paragraphs, []pipeline.Span{line})
	}
	return paragraphs
}

// goesOn reports whether a line continues the paragraph of the one before:
// whether its first word had no room there.
func goesOn(doc string, before, line pipeline.Span, width int) bool {
	return width <= wrapWidth && !beginsParagraph(doc[line.Start:line.End]) && isFull(doc, before, line, width)
}

func isFull(doc string, before, line pipeline.Span, width int) bool {
	word, _, _ := strings.Cut(doc[line.Start:line.End], " ")
	return columns(doc[before.Start:before.End])+1+columns(word) > width
}

// runWidth is the width that the lines of a run were wrapped at: that of the
// text, unless the run alone shows a narrower one, as it does under a wide table
// or over a dialogue. That needs two sentences that go on in the next line, or a
// divided word, and no sentence that went on although there was room.
func runWidth(doc string, run []pipeline.Span, width int) int {
	var prose []pipeline.Span
	for _, line := range run {
		if !beginsParagraph(doc[line.Start:line.End]) {
			prose = append(prose, line)
		}
	}
	own := widest(doc, prose)
	if own >= width || own < wrapNarrowest || own > wrapWidth {
		return width
	}
	signs := 0
	for i := range len(run) - 1 {
		before, line := run[i], run[i+1]
		switch goes, divided := goesOnInSentence(doc[before.Start:before.End], doc[line.Start:line.End]); {
		case !goes:
		case !isFull(doc, before, line, own):
			return width
		case divided:
			signs += 2
		default:
			signs++
		}
	}
	if signs < 2 {
		return width
	}
	return own
}

// goesOnInSentence reports whether a sentence goes on in the next line, and
// whether a word does.
func goesOnInSentence(before, line string) (sentence, word bool) {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(before)
	if !unicode.IsLower(first) || strings.ContainsRune(".!?…:;", last) {
		return false, false
	}
	_, _, divided := jointOf(before, line)
	return true, divided
}

func widest(doc string, lines []pipeline.Span) int {
	width := 0
	for _, line := range lines {
		width = max(width, columns(doc[line.Start:line.End]))
	}
	return width
}

// columns are how many characters of a line are seen.
func columns(line string) int {
	return utf8.RuneCountInString(line) - strings.Count(strings.TrimSuffix(line, softHyphen), softHyphen)
}
