package codec

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A label is what stands before a text of some kind and is not part of it:
// «Фото:» before a credit. The first of a language is the one we write.
type label struct {
	kind pipeline.BlockKind
	lang pipeline.Lang
	text string
}

func labels() []label {
	return []label{
		{pipeline.Credit, pipeline.Ukrainian, "Фото:"},
		{pipeline.Credit, pipeline.Ukrainian, "Світлина:"},
		{pipeline.Credit, pipeline.Ukrainian, "Світлини:"},
		{pipeline.Credit, pipeline.Ukrainian, "Автор фото:"},
		{pipeline.Credit, pipeline.Ukrainian, "Ілюстрація:"},
		{pipeline.Credit, pipeline.English, "Photo:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Читайте також:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Читайте теж:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Читати також:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Також читайте:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Дивіться також:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Дивіться теж:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Дивіться ще:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Читайте ще:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "До теми:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "По темі:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "За темою:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Більше за темою:"},
		{pipeline.ReadAlso, pipeline.Ukrainian, "Більше про це:"},
		{pipeline.ReadAlso, pipeline.English, "Read also:"},
		{pipeline.ReadAlso, pipeline.English, "See also:"},
		{pipeline.ReadAlso, "ru", "Читайте также:"},
		{pipeline.ReadAlso, "ru", "Смотрите также:"},
	}
}

// Label is what a text of that kind is introduced with: "Photo:", "Read also:";
// "" for the other kinds. Languages other than English take the Ukrainian ones.
func Label(kind pipeline.BlockKind, lang pipeline.Lang) string {
	if lang != pipeline.English {
		lang = pipeline.Ukrainian
	}
	for _, l := range labels() {
		if l.kind == kind && l.lang == lang {
			return l.text
		}
	}
	return ""
}

// cutLabel cuts the label off a text that begins with one.
func cutLabel(kind pipeline.BlockKind, text string) (rest string, ok bool) {
	for _, l := range labels() {
		if l.kind == kind && len(text) >= len(l.text) && strings.EqualFold(text[:len(l.text)], l.text) {
			return strings.TrimLeft(text[len(l.text):], " \t\u00a0"), true
		}
	}
	return text, false
}

// unwrapLabel takes the marks off a label that begins a text and has them for
// itself alone: <b>Читайте також:</b>.
func unwrapLabel(kind pipeline.BlockKind, marked string) string {
	start := 0
	for token := range markup.Scan(marked) {
		if token.Kind != markup.Open {
			break
		}
		start = token.Span.End
	}
	for _, l := range labels() {
		rest, ok := strings.CutPrefix(marked[start:], l.text)
		if start == 0 || !ok || l.kind != kind {
			continue
		}
		end := 0
		for token := range markup.Scan(rest) {
			if token.Kind != markup.Close {
				break
			}
			end = token.Span.End
		}
		if balanced(marked[:start] + rest[:end]) {
			return l.text + rest[end:]
		}
	}
	return marked
}

// findLabel is the place of the last label of that kind in a text, at its
// beginning or after a space; -1 when there is none.
func findLabel(kind pipeline.BlockKind, text string) (start, length int) {
	start = -1
	for _, l := range labels() {
		at := strings.LastIndex(text, l.text)
		if l.kind == kind && at > start && (at == 0 || strings.HasSuffix(text[:at], " ") || strings.HasSuffix(text[:at], "\u00a0")) {
			start, length = at, len(l.text)
		}
	}
	return start, length
}
