package pipeline

// BlockID is a hash of a block's kind, its normalised text and its ordinal
// among equals, so that the same text keeps its id in a later revision of the
// source. Letters and digits only.
type BlockID string

// A Block is one part of an article with one text: a heading, a paragraph, a
// caption.
type Block struct {
	ID   BlockID   `json:"id"`
	Kind BlockKind `json:"kind"`
	// Level is 1 to 6 of a heading, the depth of a list item from 1, and the
	// column of a table's cell from 1.
	Level int `json:"level,omitempty"`
	// Number is the number of an item of an ordered list; 0 means a bullet. Of
	// a table's cell it is the row from 1; the first row is the head.
	Number int `json:"number,omitempty"`
	// Text is the text with inline marks as numbered tags: {1}bold{/1}, {2/}.
	// NFC; a literal { is written {{. Empty for blocks that nobody translates.
	Text string `json:"text,omitempty"`
	// Tags describes the numbered tags of Text: Tags[0] is tag 1.
	Tags []Tag `json:"tags,omitempty"`
	// URL is the address of a figure's picture or of an embed.
	URL string `json:"url,omitempty"`
	// Raw is the source of what passes through untouched: code, embeds.
	Raw string `json:"raw,omitempty"`
}

// BlockKind says what part of an article a block is.
type BlockKind string

// The kinds of blocks. A figure is followed by its alt text, caption and
// credit, each a block of its own, as far as the source has them.
const (
	Headline   BlockKind = "headline"
	Standfirst BlockKind = "standfirst"
	Byline     BlockKind = "byline"
	Dateline   BlockKind = "dateline"
	Heading    BlockKind = "heading"
	Paragraph  BlockKind = "paragraph"
	Quote      BlockKind = "quote"
	Item       BlockKind = "item"
	Figure     BlockKind = "figure"
	AltText    BlockKind = "alt"
	Caption    BlockKind = "caption"
	Credit     BlockKind = "credit"
	ReadAlso   BlockKind = "read_also"
	Cell       BlockKind = "cell" // of a table, row by row
	Code       BlockKind = "code"
	Rule       BlockKind = "rule"
	Embed      BlockKind = "embed"
	EdNote     BlockKind = "ed_note" // never published
)

// Translated reports whether people translate the text of such blocks.
func (k BlockKind) Translated() bool {
	switch k {
	case Figure, Code, Rule, Embed, EdNote:
		return false
	}
	return true
}

// Whole reports whether the text of such blocks is one segment however many
// sentences it has: names and labels, not prose.
func (k BlockKind) Whole() bool {
	switch k {
	case Headline, Byline, Dateline, Heading, AltText, Credit:
		return true
	}
	return false
}

// Last reports whether the text of such blocks is written when the story
// stands, by one person: what is around the article, not in it.
func (k BlockKind) Last() bool {
	switch k {
	case Headline, Standfirst, Byline, Dateline, AltText, Caption, Credit:
		return true
	}
	return false
}

// A Tag is what a numbered tag in a text stands for.
type Tag struct {
	Kind TagKind `json:"kind"`
	// URL is where a link goes, or the address of an inline picture.
	URL string `json:"url,omitempty"`
	// Open and Close are the markup of the source format, for writing the same
	// format again; Close is empty for a tag that stands alone.
	Open  string `json:"open,omitempty"`
	Close string `json:"close,omitempty"`
	// Text is what a tag that stands alone shows: inline code, the alt text of
	// an inline picture, a bare address.
	Text string `json:"text,omitempty"`
}

// TagKind says what an inline mark does.
type TagKind string

// The kinds of inline marks.
const (
	Bold        TagKind = "bold"
	Italic      TagKind = "italic"
	Struck      TagKind = "struck"
	Superscript TagKind = "superscript"
	Subscript   TagKind = "subscript"
	Link        TagKind = "link"
	CodeSpan    TagKind = "code"   // stands alone; Open is the whole of it
	Image       TagKind = "image"  // an inline picture; stands alone
	Break       TagKind = "break"  // a line break; stands alone
	Opaque      TagKind = "opaque" // markup we keep and do not read; stands alone
)

// Required reports whether a translation must keep such a mark. Bold, italics
// and the like may be dropped.
func (k TagKind) Required() bool {
	switch k {
	case Bold, Italic, Struck, Superscript, Subscript, Break:
		return false
	}
	return true
}
