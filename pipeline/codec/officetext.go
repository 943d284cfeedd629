package codec

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// paragraph reads a paragraph. Pictures in it that stand before all words, or
// beside them, are figures; two line breaks in a row part paragraphs.
func (w *officeWriter) paragraph(b office.Block) {
	b.Runs = w.linked(b.Runs)
	at := htmlPlace{kind: w.kind(b), level: b.Level, number: b.Number}
	switch at.kind {
	case pipeline.Headline:
		b.Runs = withoutLook(b.Runs)
		w.title = lineOf(b)
	case pipeline.Heading:
		b.Runs = withoutLook(b.Runs)
		at.level = max(at.level, 1)
		if w.repeatsHeadline(b) {
			return
		}
	}
	inside := b.Kind == pipeline.Cell // its pictures stay in the text
	var behind []office.Run
	for _, run := range nested(b.Runs) {
		switch run.Kind {
		case office.Break:
			w.breaks++
			w.breakMarks = run.marks
			if at.kind != "" && at.kind != pipeline.Quote {
				w.breaks = 1
			}
		case office.Picture:
			if !inside && run.Floats && w.run.words {
				behind = append(behind, run.Run)
				continue
			}
			w.picture(run, at, inside)
		default:
			w.inline(run, at)
		}
	}
	w.flush(at)
	for _, picture := range behind {
		w.figure(picture)
	}
}

// linked are runs with the addresses that links of a page would have: without
// redirects, and none to scripts.
func (w *officeWriter) linked(runs []office.Run) []office.Run {
	runs = slices.Clone(runs)
	for i := range runs {
		runs[i].URL = w.address(runs[i].URL)
	}
	return runs
}

// kind is what a paragraph is in the place where it stands; "" is a paragraph.
// A headline is the first of its kind, and so are a standfirst and a byline. A
// caption follows a picture.
func (w *officeWriter) kind(b office.Block) pipeline.BlockKind {
	switch b.Kind {
	case pipeline.Headline:
		if w.has(pipeline.Headline) {
			return pipeline.Heading
		}
	case pipeline.Standfirst, pipeline.Byline:
		if w.has(b.Kind) || w.has(pipeline.Paragraph) {
			return ""
		}
	case pipeline.Caption:
		if !w.afterPicture() && !hasPicture(b) {
			return ""
		}
	case pipeline.Paragraph:
		return ""
	}
	return b.Kind
}

// repeatsHeadline reports whether a heading of the first level says what the
// headline said, as documents with a title of their own often do.
func (w *officeWriter) repeatsHeadline(b office.Block) bool {
	repeats := b.Level == 1 && w.title != "" && lineOf(b) == w.title
	if repeats {
		w.notice(Dropped, "A heading repeats the headline and was left out: "+excerpt(w.title))
	}
	return repeats
}

// lineOf is the text of a paragraph as it will be in a block.
func lineOf(b office.Block) string {
	return strings.Join(strings.Fields((&reader{}).clean(office.Text(b.Runs))), " ")
}

// inline writes words, a note's mark or code.
func (w *officeWriter) inline(run nestedRun, at htmlPlace) {
	switch {
	case run.Kind == office.Note:
		w.begin(at)
		w.run.alone(pipeline.Tag{Kind: pipeline.Opaque, Open: run.Text, Text: run.Text}, run.marks)
	case strings.Trim(run.Text, blanks) == "":
		w.run.write(run.Text, run.marks)
	case run.Marks&office.Code != 0:
		w.begin(at)
		lead := run.Text[:len(run.Text)-len(strings.TrimLeft(run.Text, blanks))]
		tail := run.Text[len(strings.TrimRight(run.Text, blanks)):]
		w.run.write(lead, run.marks)
		w.run.alone(pipeline.Tag{Kind: pipeline.CodeSpan, Text: strings.Trim(run.Text, blanks)}, run.marks)
		w.run.write(tail, run.marks)
	default:
		w.begin(at)
		w.run.write(run.Text, run.marks)
	}
}

// begin writes the line breaks that came before something that is shown.
func (w *officeWriter) begin(at htmlPlace) {
	if w.breaks == 1 && w.run.words {
		w.run.alone(pipeline.Tag{Kind: pipeline.Break}, w.breakMarks)
		w.breaks = 0
	}
	w.pending(at)
}

// picture reads a picture that stands among words.
func (w *officeWriter) picture(run nestedRun, at htmlPlace, inside bool) {
	w.begin(at)
	if inside || w.run.words {
		w.run.alone(pipeline.Tag{Kind: pipeline.Image, URL: run.Source, Text: strings.Join(strings.Fields(run.Text), " ")}, run.marks)
		return
	}
	w.figure(run.Run)
}

func (w *officeWriter) figure(run office.Run) {
	w.add(pipeline.Block{Kind: pipeline.Figure, URL: run.Source})
	if alt := strings.Join(strings.Fields(run.Text), " "); alt != "" {
		w.add(pipeline.Block{Kind: pipeline.AltText, Text: markup.Escape(alt)})
	}
}

// withoutLook takes bold and italics off a heading that is wholly under them:
// that is how headings look, and says nothing.
func withoutLook(runs []office.Run) []office.Run {
	look := everywhere(runs) & (office.Bold | office.Italic)
	var plain []office.Run
	for _, run := range runs {
		run.Marks &^= look
		plain = append(plain, run)
	}
	return plain
}

// everywhere are the marks on all words.
func everywhere(runs []office.Run) office.Marks {
	all := ^office.Marks(0)
	for _, run := range runs {
		if run.Kind == office.Words && strings.TrimSpace(run.Text) != "" {
			all &= run.Marks
		}
	}
	return all
}
