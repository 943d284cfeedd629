package codec

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// frontKind is the block that a key of front matter holds.
func frontKind(key string) (pipeline.BlockKind, bool) {
	switch key {
	case "title", "headline":
		return pipeline.Headline, true
	case "standfirst", "lead", "lede", "description", "subtitle", "summary", "excerpt":
		return pipeline.Standfirst, true
	case "byline", "author":
		return pipeline.Byline, true
	case "dateline":
		return pipeline.Dateline, true
	}
	return "", false
}

// front reads the YAML front matter that a document begins with and returns
// the offset behind it; from where on is the document itself.
func (r *reader) front(from int) int {
	start, end, after := frontBounds(r.doc, from)
	if after == from {
		return from
	}
	for at := start; at < end; {
		next := entryEnd(r.doc, at, end)
		r.frontEntry(at, next)
		at = next
	}
	return after
}

// frontBounds is where the entries of the front matter begin and end, and
// where the document goes on. Front matter that is never closed is none.
func frontBounds(doc string, from int) (start, end, after int) {
	line := lineEnd(doc, from)
	if strings.TrimRight(doc[from:line], " \t\r\n") != "---" {
		return from, from, from
	}
	for at := line; at < len(doc); {
		next := lineEnd(doc, at)
		if mark := strings.TrimRight(doc[at:next], " \t\r\n"); mark == "---" || mark == "..." {
			return line, at, next
		}
		at = next
	}
	return from, from, from
}

// lineEnd is the offset behind the line that an offset stands in.
func lineEnd(doc string, at int) int {
	if length := strings.IndexByte(doc[at:], '\n'); length >= 0 {
		return at + length + 1
	}
	return len(doc)
}

// entryEnd is the end of an entry: its line and the indented or empty lines,
// or the items of a list, that follow.
func entryEnd(doc string, at, end int) int {
	at = lineEnd(doc, at)
	for at < end && (strings.ContainsRune(" \t\r\n", rune(doc[at])) || strings.HasPrefix(doc[at:], "- ")) {
		at = lineEnd(doc, at)
	}
	return at
}

func (r *reader) frontEntry(start, end int) {
	key, value, found := strings.Cut(r.doc[start:end], ":")
	if !found || key == "" || strings.ContainsAny(key, " \t\n#") || value != "" && !strings.ContainsRune(" \t\r\n", rune(value[0])) {
		return // a comment, or nothing that we know
	}
	s := readScalar(r.doc, start+len(key)+1, end)
	kind, translated := frontKind(key)
	switch {
	case (key == "lang" || key == "language") && s.ok:
		r.setLang(s)
	case translated && s.ok && !r.has(kind):
		r.frontBlock(kind, s)
	default:
		if translated && s.end > s.start {
			r.notice(Kept, "The front matter's "+key+" was kept as it is: it is a second one of its kind, or not a single text.")
		}
		text := s.text
		if !s.ok {
			text = strings.TrimSpace(value)
		}
		if text != "" {
			r.meta = append(r.meta, pipeline.Meta{Key: key, Value: text})
		}
	}
}

func (r *reader) has(kind pipeline.BlockKind) bool {
	for _, b := range r.blocks {
		if b.Kind == kind {
			return true
		}
	}
	return false
}

func (r *reader) frontBlock(kind pipeline.BlockKind, s scalar) {
	text := r.clean(markup.Escape(strings.TrimSpace(s.text)))
	if text == "" {
		return
	}
	block := r.add(pipeline.Block{Kind: kind, Text: text})
	r.holes = append(r.holes, hole{start: s.start, end: s.end, block: block, quoting: pipeline.QuotingFront})
}

// setLang takes the language from the front matter. Only the language counts,
// not the country behind it: uk-UA is uk.
func (r *reader) setLang(s scalar) {
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(s.text, "_", "-")), "-")
	switch {
	case code == "ua":
		r.notice(Repaired, "The language is given as ua, which is the country; Ukrainian is uk.")
		code = string(pipeline.Ukrainian)
	case len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "":
		r.notice(Kept, "The front matter's language is no language code.")
		return
	}
	r.lang = pipeline.Lang(code)
	r.holes = append(r.holes, hole{start: s.start, end: s.end, block: -1, quoting: pipeline.QuotingLang})
}
