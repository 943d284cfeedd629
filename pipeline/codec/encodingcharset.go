package codec

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A charset is an encoding with a byte a character.
type charset struct {
	name string
	char [256]rune // utf8.RuneError where the byte means nothing
	rare int       // bits that its letters must make up for: a logarithm of how seldom it is met
}

func newCharset(name string, from *charmap.Charmap, rare int) charset {
	c := charset{name: name, rare: rare}
	for b := range c.char {
		c.char[b] = from.DecodeByte(byte(b))
	}
	return c
}

// cyrillicCharsets are the encodings that Ukrainian texts were written in
// before UTF-8, the commonest first. CP1125, which Ukrainian DOS programs used
// (RST 2018-91), is CP866 with other letters in one place.
func cyrillicCharsets() []charset {
	dos := newCharset("cp866", charmap.CodePage866, 5)
	ukrainianDOS := dos
	ukrainianDOS.name = "cp1125"
	for i, letter := range []rune("ҐґЄєІіЇї") {
		ukrainianDOS.char[0xf2+i] = letter
	}
	return []charset{
		newCharset("windows-1251", charmap.Windows1251, 0),
		newCharset("koi8-u", charmap.KOI8U, 2),
		dos, ukrainianDOS,
		newCharset("iso-8859-5", charmap.ISO8859_5, 8),
		newCharset("mac-cyrillic", charmap.MacintoshCyrillic, 6),
	}
}

// namedCharset is the encoding with one of the names of the WHATWG Encoding
// Standard, or of IANA's list. Latin-1 is windows-1252, as that standard says.
func namedCharset(name string) (charset, bool) {
	switch strings.ToLower(name) {
	case "windows-1251", "cp1251", "cp-1251", "win-1251", "x-cp1251":
		return newCharset("windows-1251", charmap.Windows1251, 0), true
	case "koi8-u", "koi8-r", "koi8-ru", "koi8", "koi":
		return newCharset("koi8-u", charmap.KOI8U, 0), true
	case "ibm866", "cp866", "866", "csibm866":
		return newCharset("cp866", charmap.CodePage866, 0), true
	case "iso-8859-5", "iso8859-5", "iso88595", "cyrillic":
		return newCharset("iso-8859-5", charmap.ISO8859_5, 0), true
	case "x-mac-cyrillic", "x-mac-ukrainian", "mac-cyrillic":
		return newCharset("mac-cyrillic", charmap.MacintoshCyrillic, 0), true
	case "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii":
		return newCharset("windows-1252", charmap.Windows1252, 0), true
	}
	return charset{}, false
}

func (c charset) decode(data []byte) string {
	var text strings.Builder
	text.Grow(len(data) * 2)
	for _, b := range data {
		text.WriteRune(c.char[b])
	}
	return text.String()
}

// encode turns a text back into bytes and counts the characters that have
// none. Control characters stand for the bytes that mean nothing, as browsers
// read them.
func (c charset) encode(text string) (data []byte, lost int) {
	bytesOf := make(map[rune]byte, len(c.char))
	for b, char := range c.char {
		bytesOf[char] = byte(b)
	}
	delete(bytesOf, utf8.RuneError)
	data = make([]byte, 0, len(text))
	for _, char := range text {
		b, ok := bytesOf[char]
		switch {
		case char < utf8.RuneSelf:
			data = append(data, byte(char))
		case ok:
			data = append(data, b)
		case char < 0xa0:
			data = append(data, byte(char))
		default:
			lost++
		}
	}
	return data, lost
}

// declaredCharset is the encoding that a document names near its beginning: in
// <meta charset> or in the declaration of XML. "" when it names none.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 1024)])
	_, name, found := bytes.Cut(head, []byte("charset="))
	if declaration, ok := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")); ok {
		declaration, _, _ = bytes.Cut(declaration, []byte("?>"))
		if _, encoding, ok := bytes.Cut(declaration, []byte("encoding=")); ok {
			name, found = encoding, true
		}
	}
	if !found {
		return ""
	}
	name = bytes.TrimLeft(name, `"' `)
	end := bytes.IndexFunc(name, func(c rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-_", c)
	})
	if end < 0 {
		end = len(name)
	}
	return string(name[:end])
}
