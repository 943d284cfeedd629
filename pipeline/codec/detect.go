package codec

import (
	"path"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/wordpress"
)

// detect tells the format: by the beginning of the content, then by the ending
// of the name, then by signs of Markdown anywhere. A notice says when content
// and ending disagree.
func detect(name, doc string) (pipeline.Format, []Notice) {
	byName := formatOfName(name)
	if byName == pipeline.DOCX || byName == pipeline.ODT { // which would be an archive
		format, notices := detect("", doc)
		return format, append(notices, misnamed(name, format)...)
	}
	byContent := formatOf(doc, byName)
	switch {
	case byContent == "" && byName != "":
		return byName, nil
	case byContent == "" && looksLikeMarkdown(doc):
		return pipeline.Markdown, []Notice{{Kind: Guessed, Text: "The text was taken for Markdown because of its signs."}}
	case byContent == "":
		return pipeline.Text, nil
	case byName != "" && byName != byContent:
		return byContent, misnamed(name, byContent)
	}
	return byContent, nil
}

// formatOfName is the format that the ending of a name says; "" when it says
// none that we read.
func formatOfName(name string) pipeline.Format {
	return map[string]pipeline.Format{
		".md": pipeline.Markdown, ".markdown": pipeline.Markdown, ".mdx": pipeline.Markdown,
		".txt": pipeline.Text, ".text": pipeline.Text,
		".html": pipeline.HTML, ".htm": pipeline.HTML, ".xhtml": pipeline.HTML,
		".docx": pipeline.DOCX, ".docm": pipeline.DOCX, ".dotx": pipeline.DOCX, ".dotm": pipeline.DOCX,
		".odt": pipeline.ODT, ".ott": pipeline.ODT,
	}[strings.ToLower(path.Ext(name))]
}

// misnamed is the notice that name and content disagree, when they do.
func misnamed(name string, format pipeline.Format) []Notice {
	byName := formatOfName(name)
	if byName == "" || byName == format {
		return nil
	}
	return []Notice{{Kind: Guessed, Text: "The name ends like " + string(byName) + ", but the content is " + string(format) + "."}}
}

// formatOf is the format that the content begins like; "" when it could be any.
// An HTML element may also begin a Markdown file, so that only a whole page
// outweighs the name.
func formatOf(doc string, byName pipeline.Format) pipeline.Format {
	if wordpress.Sniff(doc) {
		return pipeline.WordPress
	}
	doc = strings.TrimPrefix(doc, "\ufeff")
	if _, _, after := frontBounds(doc, 0); after > 0 {
		return pipeline.Markdown
	}
	head := strings.ToLower(strings.TrimLeft(doc, " \t\r\n\f"))
	head = head[:min(len(head), 64)]
	for _, page := range []string{"<!doctype html", "<html", "<?xml"} {
		if strings.HasPrefix(head, page) {
			return pipeline.HTML
		}
	}
	if byName != "" {
		return ""
	}
	for _, element := range []string{"article", "main", "body", "head", "meta", "div", "p", "h1", "h2", "b", "span", "figure", "section", "blockquote", "ul", "ol", "table", "a"} {
		if rest, ok := strings.CutPrefix(head, "<"+element); ok && rest != "" && strings.ContainsRune(" >\n\r\t", rune(rest[0])) {
			return pipeline.HTML
		}
	}
	return ""
}

// looksLikeMarkdown reports whether a text without a telling name has a heading
// or a link as only Markdown writes them.
func looksLikeMarkdown(doc string) bool {
	for line := range strings.Lines(doc) {
		if heading := strings.TrimLeft(line, "#"); len(line)-len(heading) > 0 && len(line)-len(heading) < 7 && strings.HasPrefix(heading, " ") {
			return true
		}
		if _, link, found := strings.Cut(line, "]("); found && strings.Contains(link, ")") {
			return true
		}
	}
	return false
}
