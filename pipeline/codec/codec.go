// Package codec reads articles from files and writes them again: Markdown with
// front matter, plain text and HTML; DOCX, ODT, zipped pages of Google Docs and
// posts of WordPress it reads only. It is the only package that knows a format of articles.
//
// Markdown and plain text are read with a layout, so that an article that
// nobody changed is written byte for byte as it came. What a reader does not
// understand stays in the layout or becomes a paragraph; it never vanishes
// without a notice.
package codec

import (
	"net/url"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// The limits of every reader.
const (
	MaxFile   = 20 << 20 // bytes of a file
	MaxText   = 300_000  // bytes of the text of an article
	MaxBlocks = 100_000
	maxDepth  = 256     // of elements, lists and quotes inside one another
	maxNodes  = 250_000 // elements and texts of a page: what people read has a twentieth
)

// A Notice is what a reader dropped, repaired, kept untouched or guessed.
type Notice struct {
	Kind NoticeKind `json:"kind"`
	Text string     `json:"text"` // a sentence for people
	// Block is the one that it is about; empty when it is about the document.
	Block pipeline.BlockID `json:"block,omitempty"`
}

// NoticeKind says what the reader did.
type NoticeKind string

// The kinds of notices.
const (
	Dropped  NoticeKind = "dropped"
	Repaired NoticeKind = "repaired"
	Kept     NoticeKind = "kept" // as it is, without being offered for translation
	Guessed  NoticeKind = "guessed"
)

// Options say what a caller knows of a document, or wants done with it.
type Options struct {
	// From is the address where a web page stood: its relative links lead from
	// there. What a page says itself, in <base>, is known without it.
	From *url.URL
	// Charset is the encoding that the document was sent with, as a server
	// names it in Content-Type; it outweighs what the document declares.
	Charset string
	// Repair undoes a text's having been taken for another encoding.
	Repair bool
}

// Read reads an article: Markdown, plain text, HTML, or a document of a word
// processor, DOCX, ODT or a zipped page. The content decides the format, then the ending of
// the name; a name without ending is fine. Errors are of the kind Invalid and
// carry a sentence for people and a hint: an empty file, one over a limit,
// one of a format that is not read, an unknown encoding, a text that was
// garbled or lost letters on its way, a damaged document or one under a
// password, a file without words.
func Read(name string, data []byte) (pipeline.Article, []Notice, error) {
	return ReadWith(name, data, Options{})
}

// ReadWith reads an article as Read does, with options.
func ReadWith(name string, data []byte, o Options) (pipeline.Article, []Notice, error) {
	if len(data) > MaxFile {
		return pipeline.Article{}, nil, tooLarge(len(data))
	}
	r, format, notices, err := read(name, data, o)
	if err != nil {
		return pipeline.Article{}, nil, err
	}
	if err := checkSize(r.blocks); err != nil {
		return pipeline.Article{}, nil, err
	}
	article := r.article()
	article.Format = format
	if article.Lang == "" {
		lang, guessed := guessLanguage(article)
		article.Lang = lang
		r.notices = append(r.notices, guessed...)
	}
	r.notices = append(r.notices, unseen(article)...)
	return article, slices.Concat(notices, r.notices), nil
}

// read reads whatever format the file has; the notices are about the file.
func read(name string, data []byte, o Options) (*reader, pipeline.Format, []Notice, error) {
	if zipped.Is(data) {
		r, format, notices, err := readArchive(data, o)
		return r, format, append(notices, misnamed(name, format)...), err
	}
	doc, notices, err := decode(data, o)
	if err != nil {
		return nil, "", nil, err
	}
	format, disagrees := detect(name, doc)
	notices = append(notices, disagrees...)
	var r *reader
	switch format {
	case pipeline.Markdown:
		r, err = readMarkdown(doc)
	case pipeline.HTML:
		r, err = readHTML(o.From, doc)
	case pipeline.WordPress:
		r, err = readWordPress(name, doc)
	default:
		r = readText(doc)
	}
	return r, format, notices, err
}

func checkSize(blocks []pipeline.Block) error {
	if len(blocks) > MaxBlocks {
		return tooManyBlocks(len(blocks))
	}
	size, words := 0, false
	for _, b := range blocks {
		size += len(b.Text)
		words = words || b.Kind.Translated() && hasLetters(markup.Plain(b.Text))
	}
	if size > MaxText {
		return tooLong(size)
	}
	if !words {
		return noWords()
	}
	return nil
}
