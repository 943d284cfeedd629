package codec

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a file into UTF-8. A byte order mark decides, then
// what the file declares; anything else has to be UTF-8. A mark of UTF-8 stays in the text, so that it can be written again.
func decode(data []byte) (string, []Notice, error) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0 {
		return "", nil, empty()
	}
	if kind := binaryKind(data); kind != "" {
		return "", nil, notText(kind, 0)
	}
	from, reason := declared(data)
	if from == nil && !utf8.Valid(data) {
		if at := bytes.IndexByte(data, 0); at >= 0 {
			return "", nil, notText("a NUL byte", at)
		}
		return "", nil, notUTF8(invalidAt(data)) // a guess could put garbage before the translators
	}
	if from == nil {
		return string(data), nil, checkControls(string(data))
	}
	decoded, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", nil, notText("bytes that are not "+reason, 0)
	}
	notices := []Notice{{Kind: Repaired, Text: "The file was decoded from " + reason + "; it is UTF-8 from here on."}}
	return string(decoded), notices, checkControls(string(decoded))
}

// binaryKind recognises files that people send instead of text.
func binaryKind(data []byte) string {
	for _, magic := range []struct{ bytes, kind string }{
		{"PK\x03\x04", "a Word document or another ZIP file"},
		{"%PDF-", "a PDF"},
		{"\xd0\xcf\x11\xe0", "an old Word document"},
		{"{\\rtf", "an RTF document"},
	} {
		if bytes.HasPrefix(data, []byte(magic.bytes)) {
			return magic.kind + " begins"
		}
	}
	return ""
}

// declared is the encoding that a byte order mark or a <meta charset> names;
// nil for UTF-8 and for none.
func declared(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), "UTF-16LE, as its byte order mark says"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), "UTF-16BE, as its byte order mark says"
	case utf8.Valid(data):
		return nil, ""
	}
	head := strings.ToLower(string(data[:min(len(data), 1024)]))
	_, charset, found := strings.Cut(head, "charset=")
	if !found {
		return nil, ""
	}
	charset = strings.TrimLeft(charset, `"' `)
	for _, known := range []struct {
		name string
		from encoding.Encoding
	}{
		{"windows-1251", charmap.Windows1251},
		{"koi8-u", charmap.KOI8U},
		{"koi8-r", charmap.KOI8U},
	} {
		if strings.HasPrefix(charset, known.name) {
			return known.from, known.name + ", as it declares"
		}
	}
	return nil, ""
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// checkControls refuses what no text holds: NUL and the other control
// characters, except tab, line ends and form feed.
func checkControls(text string) error {
	for i, c := range text {
		switch {
		case c == 0:
			return notText("a NUL byte", i)
		case c < ' ' && !strings.ContainsRune("\t\n\r\f", c), c == 0x7f:
			return notText("a control character", i)
		}
	}
	return nil
}
