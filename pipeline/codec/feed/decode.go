package feed

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a feed into UTF-8. A byte order mark decides; bytes
// that are UTF-8 are UTF-8, whatever is declared; then the server's word, then
// that of the prolog (RFC 7303, section 3). Bytes that no word fits are
// windows-1251, which Ukrainian sites used before.
func (r *reader) decode(data []byte, charset string) string {
	var from encoding.Encoding
	switch declared := prologCharset(data); {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf8.Valid(data):
		if declared != "" && !isUTF8(declared) {
			r.notice("The feed says that it is %s, but it is UTF-8.", declared)
		}
	default:
		from = firstOf(charset, declared)
		if from == nil {
			from = charmap.Windows1251
			r.notice("The feed is not UTF-8 as it says; it was read as windows-1251.")
		}
	}
	if from != nil {
		if decoded, err := from.NewDecoder().Bytes(data); err == nil {
			data = decoded
		}
	}
	return r.clean(strings.ToValidUTF8(strings.TrimPrefix(string(data), "\ufeff"), "\ufffd"))
}

// firstOf is the first of the encodings that is known and is not UTF-8.
func firstOf(names ...string) encoding.Encoding {
	for _, name := range names {
		if name == "" || isUTF8(name) {
			continue
		}
		if found, err := htmlindex.Get(strings.TrimSpace(name)); err == nil {
			return found
		}
	}
	return nil
}

func isUTF8(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return name == "utf-8" || name == "utf8"
}

// prologCharset is the encoding that the XML declaration names.
func prologCharset(data []byte) string {
	head := string(data[:min(len(data), 256)])
	prolog, _, found := strings.Cut(strings.TrimLeft(strings.TrimPrefix(head, "\ufeff"), " \t\r\n"), "?>")
	if !found || !strings.HasPrefix(prolog, "<?xml") {
		return ""
	}
	_, value, _ := strings.Cut(prolog, "encoding")
	value = strings.TrimLeft(value, "= \t\r\n")
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	name, _, _ := strings.Cut(value[1:], value[:1])
	return name
}

// clean takes out the characters that XML 1.0 (section 2.2) does not have and
// that come with text pasted from elsewhere.
func (r *reader) clean(doc string) string {
	removed := 0
	clean := strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
			removed++
			return -1
		}
		return c
	}, doc)
	if removed > 0 {
		r.notice("Control characters were taken out of the feed: %d.", removed)
	}
	return clean
}
