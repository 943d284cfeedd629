package codec

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A mark is an inline mark of HTML.
type mark struct {
	kind pipeline.TagKind
	url  string
}

// A run is the inline content of one block as it is collected: words, and the
// marks over each of them. White space is collapsed as browsers do, no-break
// spaces are kept.
type run struct {
	text  strings.Builder
	tags  []pipeline.Tag
	open  []mark // that stand open in text
	ids   []int  // their numbers
	space bool   // before the next word
	words bool   // anything that is shown was written
}

// write adds text under marks.
func (r *run) write(text string, marks []mark) {
	for i, word := range strings.FieldsFunc(text, isHTMLSpace) {
		if i > 0 || isHTMLSpace(rune(text[0])) {
			r.space = true
		}
		r.mark(marks)
		r.text.WriteString(markup.Escape(word))
		r.words = true
	}
	if text != "" && isHTMLSpace(rune(text[len(text)-1])) {
		r.space = true
	}
}

// alone adds a tag that stands alone.
func (r *run) alone(tag pipeline.Tag, marks []mark) {
	if tag.Kind == pipeline.Break {
		r.space = false
	}
	r.mark(marks)
	r.tags = append(r.tags, tag)
	r.text.WriteString(markup.Tag(markup.Alone, len(r.tags)))
	r.words = r.words || tag.Kind != pipeline.Break
}

// mark closes the marks that end here and opens those that begin. Equal marks
// side by side become one, empty ones none; a space between stands outside.
func (r *run) mark(marks []mark) {
	same := 0
	for same < len(r.open) && same < len(marks) && r.open[same] == marks[same] {
		same++
	}
	r.closeTo(same)
	if r.space && r.text.Len() > 0 && !r.afterBreak() {
		r.text.WriteByte(' ')
	}
	r.space = false
	for _, m := range marks[same:] {
		r.tags = append(r.tags, pipeline.Tag{Kind: m.kind, URL: m.url})
		r.text.WriteString(markup.Tag(markup.Open, len(r.tags)))
		r.open = append(r.open, m)
		r.ids = append(r.ids, len(r.tags))
	}
}

func (r *run) closeTo(depth int) {
	for len(r.open) > depth {
		last := len(r.open) - 1
		r.text.WriteString(markup.Tag(markup.Close, r.ids[last]))
		r.open, r.ids = r.open[:last], r.ids[:last]
	}
}

func (r *run) afterBreak() bool {
	last := len(r.tags)
	return last > 0 && r.tags[last-1].Kind == pipeline.Break && strings.HasSuffix(r.text.String(), markup.Tag(markup.Alone, last))
}

// block is what was collected; breaks at its end are none.
func (r *run) block() pipeline.Block {
	for r.afterBreak() {
		text := strings.TrimSuffix(r.text.String(), markup.Tag(markup.Alone, len(r.tags)))
		r.text.Reset()
		r.text.WriteString(text)
		r.tags = r.tags[:len(r.tags)-1]
	}
	r.closeTo(0)
	return pipeline.Block{Text: r.text.String(), Tags: r.tags}
}

func isHTMLSpace(c rune) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

// with adds a mark to others, once.
func with(marks []mark, m mark) []mark {
	if m.kind == "" || slices.ContainsFunc(marks, func(other mark) bool { return other.kind == m.kind }) {
		return marks
	}
	return append(slices.Clone(marks), m)
}
