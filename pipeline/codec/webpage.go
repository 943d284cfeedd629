package codec

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
)

// ReadPage is Read for a page from the web, whose server may have named the
// charset: that outweighs what the page says of itself (WHATWG HTML, 13.2.3.2).
// One that is not known here is left to Read.
func ReadPage(name string, data []byte, charset string) (pipeline.Article, []Notice, error) {
	return Read(name, inUTF8(data, charset))
}

// PageWords are the words that a page says, for telling whether two snapshots of
// it say the same: those of its article, or where it has none all that it shows.
// What is no text is compared as it is.
func PageWords(name string, data []byte, charset string) string {
	article, _, err := ReadPage(name, data, charset)
	if err != nil {
		text := inUTF8(data, charset)
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			return string(data)
		}
		return Words(string(text))
	}
	var words []string
	for _, b := range article.Blocks {
		words = append(words, strings.Fields(PlainText(b))...)
	}
	return strings.Join(words, " ")
}

// inUTF8 decodes bytes that are not UTF-8 from the charset, if it is known.
func inUTF8(data []byte, charset string) []byte {
	if utf8.Valid(data) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return data
	}
	from := charsetNamed(charset)
	if from == nil {
		return data
	}
	if decoded, err := from.NewDecoder().Bytes(data); err == nil {
		return decoded
	}
	return data
}

// charsetNamed is one of the charsets that pages in Cyrillic come in, by a label
// of the WHATWG Encoding Standard; nil when it is none of them.
func charsetNamed(label string) encoding.Encoding {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "windows-1251", "cp1251", "x-cp1251":
		return charmap.Windows1251
	case "koi8-u", "koi8-ru", "koi8-r", "koi8", "koi":
		return charmap.KOI8U
	case "iso-8859-5", "iso8859-5", "cyrillic":
		return charmap.ISO8859_5
	case "ibm866", "cp866", "866":
		return charmap.CodePage866
	case "windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii", "ascii":
		return charmap.Windows1252
	}
	return nil
}
