package pipeline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SegmentID is the block's id, a dash and the segment's index in the block
// from 1, as they were when the text came into the source, and for a later revision
// of the source its number behind: the id stays with the text, wherever that goes.
// Letters, digits and dashes only.
type SegmentID string

// Span is a place in a text: bytes of NFC UTF-8, half open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Segment is a piece of a block that is translated as one: usually a
// sentence.
type Segment struct {
	ID    SegmentID `json:"id"`
	Block BlockID   `json:"block"`
	// Span is its place in the block's text. The spans of a block's segments
	// tile the text: they join to it without gap or overlap.
	Span Span `json:"span"`
	// Text is the part of Span that is translated; what lies outside (white
	// space, tags that touch the edges) stays as it is in every language.
	Text Span `json:"text"`
	// Source is that text with its tags numbered from 1.
	Source string `json:"source"`
	// Tags gives for each tag number of Source the tag's number in the block.
	Tags []int `json:"tags,omitempty"`
	// Target is the translation, with the tags of Source.
	Target string       `json:"target,omitempty"`
	State  SegmentState `json:"state"`
	// Translator and Reviewer are the last people who wrote and who approved it.
	Translator UserID `json:"translator,omitempty"`
	Reviewer   UserID `json:"reviewer,omitempty"`
	// Hands are all who ever wrote its translation: none of them approves it.
	Hands []UserID `json:"hands,omitempty"`
	// Suggestions are texts that came too late or from somebody without the
	// claim; they are kept and never overwrite.
	Suggestions []Suggestion `json:"suggestions,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"`
	// Since is the revision of the source from which on it has this text; 0 is the
	// first. Was is the segment of the source before that stood in its place with
	// another text (Story.Past).
	Since int       `json:"since,omitempty"`
	Was   SegmentID `json:"was,omitempty"`
}

// Words counts the words of the source; tags are none. Every router asks it of
// every segment.
func (g Segment) Words() int {
	n, inside := 0, false
	for text := g.Source; text != ""; {
		r, size := rune(text[0]), 1
		switch {
		case r < utf8.RuneSelf:
		case 0xc3 <= r && r <= 0xdf && len(text) > 1: // U+00C0 to U+07FF: Cyrillic above all, and no space
			size = 2
		default:
			r, size = utf8.DecodeRuneInString(text)
		}
		text = text[size:]
		switch {
		case r == '{' && strings.HasPrefix(text, "{"): // a literal one
			text = text[1:]
		case r == '{':
			_, text, _ = strings.Cut(text, "}")
			continue
		case isSpace(r):
			inside = false
			continue
		}
		if !inside {
			n, inside = n+1, true
		}
	}
	return n
}

// isSpace is unicode.IsSpace, which takes its time over each Cyrillic letter: no
// space lies between U+00A0 and U+1680.
func isSpace(r rune) bool {
	return (r <= '\u00a0' || r >= '\u1680') && unicode.IsSpace(r)
}

// SegmentState is how far a segment has come.
type SegmentState string

// The states of a segment, in order.
const (
	Untranslated SegmentState = "untranslated"
	Drafted      SegmentState = "drafted"
	Translated   SegmentState = "translated"
	Reviewed     SegmentState = "reviewed"
	Final        SegmentState = "final"
)

// A Suggestion is a text kept beside a segment.
type Suggestion struct {
	By   UserID `json:"by"`
	Text string `json:"text"`
}

// An Annotation is a term of the glossary that was found in a segment's
// source.
type Annotation struct {
	Entry      string `json:"entry"`
	Span       Span   `json:"span"` // in Segment.Source
	Text       string `json:"text"`
	SourceTerm string `json:"source_term"`
	Target     string `json:"target"`
	Confidence string `json:"confidence"` // "high" or "low"
}
