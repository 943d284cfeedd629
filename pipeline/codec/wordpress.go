package codec

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/wordpress"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// MaxPost is how many bytes the content of a post may have, markup included.
const MaxPost = 1 << 20

// Pick returns the document with the one post of it that has that number: an
// export or an answer of the REST API with one post, which Read reads. The
// error is pipeline.Invalid for a document of another format, and
// pipeline.NotFound when there is no such post.
func Pick(data []byte, post string) ([]byte, error) {
	if len(data) > MaxFile {
		return nil, tooLarge(len(data))
	}
	doc, _, err := decode(data, Options{})
	if err != nil {
		return nil, err
	}
	if !wordpress.Sniff(doc) {
		return nil, pipeline.Errorf(pipeline.Invalid, "The file is no export of WordPress and has no posts to choose from.").
			WithHint("Leave --post out.")
	}
	one, err := wordpress.Cut(doc, post)
	if !utf8.Valid(data) && err == nil {
		one = "\ufeff" + one // it is UTF-8 now, whatever its declaration says
	}
	return []byte(one), err
}

// readWordPress reads the one post of an export or of an answer of the REST
// API. The layout of the article are the comments that part the blocks of its
// content, and holes between them.
func readWordPress(name, doc string) (*reader, error) {
	export, err := wordpress.Read(doc)
	if err != nil {
		return nil, err
	}
	p, err := export.Only(name)
	if err != nil {
		return nil, err
	}
	if len(p.Content) > MaxPost {
		return nil, tooLong(len(p.Content))
	}
	r := &postReader{reader: &reader{}, export: export}
	if link, err := url.Parse(p.Link); err == nil && link.Host != "" {
		r.from = link
	}
	r.head(p)
	if err := r.content(p); err != nil {
		return nil, err
	}
	r.meta = metaOf(p)
	if len(export.Skipped) > 0 {
		r.notice(Dropped, "Left out of the export, as no posts: "+export.Others()+".")
	}
	return r.reader, nil
}

// A postReader reads one post.
type postReader struct {
	*reader
	export wordpress.Export
	from   *url.URL // the post's own address: its relative links lead from there; nil when it names none
}

// head reads what stands above the content.
func (r *postReader) head(p wordpress.Post) {
	if lang, _, _ := strings.Cut(strings.ToLower(r.export.Lang), "-"); lang == "uk" || lang == "ua" {
		r.lang = pipeline.Ukrainian
	}
	for _, line := range []struct {
		kind pipeline.BlockKind
		text string
	}{
		{pipeline.Headline, shown(p.Title)},
		{pipeline.Standfirst, shown(p.Excerpt)},
		{pipeline.Byline, r.byline(p)},
	} {
		if line.text != "" {
			r.add(pipeline.Block{Kind: line.kind, Text: markup.Escape(line.text)})
		}
	}
	if p.Picture.URL == "" {
		return
	}
	r.add(pipeline.Block{Kind: pipeline.Figure, URL: p.Picture.URL})
	for _, line := range []struct {
		kind pipeline.BlockKind
		text string
	}{{pipeline.AltText, html.EscapeString(p.Picture.Alt)}, {pipeline.Caption, p.Picture.Caption}} {
		text := shown(line.text)
		if text == "" {
			continue
		}
		b := pipeline.Block{Kind: line.kind, Text: markup.Escape(text)}
		caption, credit := b, pipeline.Block{}
		if line.kind == pipeline.Caption {
			caption, credit = cutCredit(b)
		}
		for _, b := range []pipeline.Block{caption, credit} {
			if b.Text != "" {
				r.add(b)
			}
		}
	}
}

// byline is whom a post is by. A login is no name, though one with a capital
// letter may be.
func (r *postReader) byline(p wordpress.Post) string {
	name := shown(p.Author)
	switch {
	case !p.Login || name == "":
	case strings.ContainsFunc(name, unicode.IsUpper):
		r.notice(Guessed, "The export has only the login of the author, which was taken for the byline: "+excerpt(name))
	default:
		r.notice(Dropped, "The export has only the login of the author, which is no byline and was left out: "+excerpt(name))
		return ""
	}
	return name
}

// longestLine is how many bytes of a title or a standfirst are read.
const longestLine = 32 << 10

// shown is a line of HTML, or of plain text, as people see it. Names of
// authors and titles may hold either.
func shown(line string) string {
	if strings.TrimSpace(line) == "" {
		return ""
	}
	tree, err := html.Parse(strings.NewReader(line[:min(len(line), longestLine)]))
	if err != nil {
		return strings.Join(strings.Fields(line), " ")
	}
	var text strings.Builder
	for n := range tree.Descendants() {
		switch {
		case isBlock(n) || isElement("br")(n):
			text.WriteByte(' ')
		case n.Type == html.TextNode && !isElement("script", "style")(n.Parent):
			text.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// content reads the parts of a post one by one.
func (r *postReader) content(p wordpress.Post) error {
	kept := map[string]bool{}
	var comments strings.Builder
	headline := r.has(pipeline.Headline)
	for _, part := range wordpress.Split(p.Content, p.Rendered) {
		before := len(r.blocks)
		switch part.Kind {
		case wordpress.Delimiter:
			comments.WriteString(part.Text)
		case wordpress.Embed:
			r.add(pipeline.Block{Kind: pipeline.Embed, URL: part.URL, Raw: part.Text})
			kept[nameOf(part.Text)] = true
		default:
			if err := r.fragment(part.Text, headline); err != nil {
				return err
			}
			headline = r.has(pipeline.Headline)
		}
		for i := before; i < len(r.blocks); i++ {
			r.place(i, comments.Len(), comments.Len())
		}
		if len(r.blocks) > MaxBlocks {
			return tooManyBlocks(len(r.blocks))
		}
	}
	if r.doc = comments.String(); r.doc == "" {
		r.holes = nil
	}
	if len(kept) > 0 {
		r.notice(Kept, "Kept as they are: "+strings.Join(slices.Sorted(maps.Keys(kept)), ", ")+".")
	}
	return nil
}

// fragment reads a stretch of HTML. A post has its headline already; one in
// its content is a heading.
func (r *postReader) fragment(doc string, headline bool) error {
	part, err := readHTML(r.from, doc)
	if err != nil {
		return err
	}
	for _, b := range part.blocks {
		if b.Kind == pipeline.Headline && headline {
			b.Kind, b.Level = pipeline.Heading, 1
		}
		r.blocks = append(r.blocks, markShortcodes(b))
	}
	r.notices = append(r.notices, part.notices...)
	r.invisible += part.invisible
	return nil
}

// markShortcodes makes tags of the shortcodes among words: a translator keeps
// them and need not read them.
func markShortcodes(b pipeline.Block) pipeline.Block {
	const most = 200 // of a text that people wrote
	codes := wordpress.Inline(b.Text)
	if len(codes) == 0 || len(codes) > most {
		return b
	}
	var out strings.Builder
	at := 0
	for _, c := range codes {
		raw := b.Text[c.Start:c.End]
		if strings.ContainsAny(raw, "{}") {
			continue // a mark begins or ends inside
		}
		b.Tags = append(b.Tags, pipeline.Tag{Kind: pipeline.Opaque, Open: raw, Text: raw})
		out.WriteString(b.Text[at:c.Start] + markup.Tag(markup.Alone, len(b.Tags)))
		at = c.End
	}
	out.WriteString(b.Text[at:])
	marked := pick(b, out.String())
	marked.Level, marked.Number, marked.URL, marked.Raw = b.Level, b.Number, b.URL, b.Raw
	return marked
}

// nameOf says what an embed is: its shortcode, or the block of Gutenberg.
func nameOf(raw string) string {
	raw = strings.TrimSpace(raw)
	switch {
	case strings.HasPrefix(raw, "["):
		name, _, _ := strings.Cut(strings.Trim(raw[:cmp.Or(strings.IndexByte(raw, ']'), len(raw))], "[]"), " ")
		return "[" + strings.TrimSuffix(name, "/") + "]"
	case strings.HasPrefix(raw, "<!--"):
		name, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(raw, "<!--")), " ")
		return name
	}
	return "an embed"
}

// metaOf is what a post says of itself that nobody translates.
func metaOf(p wordpress.Post) []pipeline.Meta {
	var meta []pipeline.Meta
	for _, m := range []pipeline.Meta{
		{Key: "date", Value: p.Date},
		{Key: "source", Value: p.Link},
		{Key: "slug", Value: p.Slug},
		{Key: "post_id", Value: p.ID},
		{Key: "status", Value: p.Status},
		{Key: "categories", Value: strings.Join(p.Categories, ", ")},
		{Key: "tags", Value: strings.Join(p.Tags, ", ")},
	} {
		if m.Value != "" {
			meta = append(meta, m)
		}
	}
	return meta
}
