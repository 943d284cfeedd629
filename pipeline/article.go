package pipeline

// An Article is one text of a story, in one language: what the editor
// submitted, or what the assembler made of its translation. Every format is
// read into it and written from it; nothing else knows a format.
type Article struct {
	Lang   Lang    `json:"lang"`
	Format Format  `json:"format"` // what the source was written in
	Blocks []Block `json:"blocks"`
	// Meta is what the document says of itself that nobody translates: date,
	// source, licence. Keys as in the document.
	Meta []Meta `json:"meta,omitempty"`
	// Layout is the source document as literal text with holes for the blocks,
	// so that the document can be written again byte for byte. Empty where the
	// format does not promise that.
	Layout []Piece `json:"layout,omitempty"`
}

// Meta is one untranslated fact of a document.
type Meta struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Format names a document format.
type Format string

// The formats of articles.
const (
	Markdown  Format = "markdown"
	Text      Format = "text"
	HTML      Format = "html"
	DOCX      Format = "docx"      // read only
	ODT       Format = "odt"       // read only
	WordPress Format = "wordpress" // a post of an export, or of the REST API; read only
)

// A Piece is a stretch of a source document: literal text, or a hole.
type Piece struct {
	// Literal is text that stays as it is. Of a hole, it is the bytes that
	// stood there, left out where writing the source block gives the same.
	Literal string `json:"literal,omitempty"`
	// Block is the block whose text goes here; empty for literal text.
	Block BlockID `json:"block,omitempty"`
	// Quoting says how the block's text is written in this place.
	Quoting Quoting `json:"quoting,omitempty"`
}

// Quoting is the manner in which text stands in a document.
type Quoting string

// The quotings. The zero Quoting is the body of the document.
const (
	QuotingBody  Quoting = ""
	QuotingFront Quoting = "front" // a value of YAML front matter
	QuotingLang  Quoting = "lang"  // the language code in front matter; no block
)

// Headline is the plain text of the article's headline, with inline marks as
// they stand; "" when it has none.
func (a Article) Headline() string {
	for _, b := range a.Blocks {
		if b.Kind == Headline {
			return b.Text
		}
	}
	return ""
}

// Block returns the block with that id.
func (a Article) Block(id BlockID) (Block, bool) {
	for _, b := range a.Blocks {
		if b.ID == id {
			return b, true
		}
	}
	return Block{}, false
}
