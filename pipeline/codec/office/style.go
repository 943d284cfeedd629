package office

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// StyleKind is what a paragraph of that style is, by the name that Word,
// LibreOffice, Google Docs and pandoc give the style in English, or by its name
// in Ukrainian, Russian and a few languages around; "" when the name says
// nothing. Level is that of a heading.
func StyleKind(name string) (kind pipeline.BlockKind, level int) {
	name = strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("_", " ", "’", "'", "ʼ", "'").Replace(name))), " ")
	for _, word := range []string{"heading", "заголовок", "überschrift", "titre", "nagłówek", "título", "titolo", "nadpis"} {
		digit, ok := strings.CutPrefix(name, word)
		if digit = strings.TrimSpace(digit); ok && len(digit) == 1 && '1' <= digit[0] && digit[0] <= '9' {
			return pipeline.Heading, min(int(digit[0]-'0'), 6)
		}
	}
	if kind = styleNames()[name]; kind == pipeline.Heading {
		level = 1
	}
	return kind, level
}

func styleNames() map[string]pipeline.BlockKind {
	return map[string]pipeline.BlockKind{
		"title": pipeline.Headline, "назва": pipeline.Headline, "название": pipeline.Headline, "headline": pipeline.Headline,
		"heading": pipeline.Heading, "заголовок": pipeline.Heading,
		"subtitle": pipeline.Standfirst, "підзаголовок": pipeline.Standfirst, "подзаголовок": pipeline.Standfirst,
		"standfirst": pipeline.Standfirst, "lead": pipeline.Standfirst, "лід": pipeline.Standfirst, "лид": pipeline.Standfirst,
		"author": pipeline.Byline, "byline": pipeline.Byline, "автор": pipeline.Byline,
		"quote": pipeline.Quote, "цитата": pipeline.Quote, "quotations": pipeline.Quote, "block text": pipeline.Quote, "block quote": pipeline.Quote,
		"intense quote": pipeline.Quote, "виразна цитата": pipeline.Quote, "насичена цитата": pipeline.Quote,
		"виділена цитата": pipeline.Quote, "выделенная цитата": pipeline.Quote, "pull quote": pipeline.Quote,
		"caption": pipeline.Caption, "image caption": pipeline.Caption, "підпис": pipeline.Caption, "назва об'єкта": pipeline.Caption,
		"название объекта": pipeline.Caption, "illustration": pipeline.Caption, "ілюстрація": pipeline.Caption,
		"source code": pipeline.Code, "html preformatted": pipeline.Code, "стандартний html": pipeline.Code, "preformatted text": pipeline.Code,
		"текст у заданому форматі": pipeline.Code, "code": pipeline.Code,
	}
}

// IsCodeStyle reports whether letters of that style are code among words.
func IsCodeStyle(name string) bool {
	switch strings.ToLower(strings.ReplaceAll(name, "_", " ")) {
	case "verbatim char", "html code", "html typewriter", "source text", "source code", "inline code", "код html", "код":
		return true
	}
	return false
}
