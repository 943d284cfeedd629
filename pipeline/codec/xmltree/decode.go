package xmltree

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decode turns a part into UTF-8: by its byte order mark, then by what its
// declaration says.
func decode(data []byte) (string, error) {
	doc, err := transcode(data)
	if err != nil {
		return "", err
	}
	if !utf8.ValidString(doc) {
		return "", errEncoding
	}
	for i := range len(doc) {
		if c := doc[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return "", errControl
		}
	}
	if strings.Trim(doc, blanks) == "" {
		return "", errEmpty
	}
	return doc, nil
}

func transcode(data []byte) (string, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("<\x00")):
		from = xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")), bytes.HasPrefix(data, []byte("\x00<")):
		from = xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
	default:
		if !bytes.HasPrefix(data, []byte("<?xml")) {
			return string(data), nil
		}
		declaration := data[:max(0, bytes.Index(data, []byte("?>")))]
		if version := declared(declaration, "version"); version != "" && version != "1.0" {
			return "", fmt.Errorf("it is XML %s; only 1.0 can be read", version)
		}
		switch name := strings.ToLower(declared(declaration, "encoding")); name {
		case "", "utf-8", "utf8", "us-ascii", "ascii":
			return string(data), nil
		case "windows-1251", "cp1251":
			from = charmap.Windows1251
		case "iso-8859-1", "latin1":
			from = charmap.ISO8859_1
		default:
			return "", fmt.Errorf("it is written in %s; only UTF-8 and UTF-16 can be read", name)
		}
	}
	if from == nil {
		return string(data), nil
	}
	decoded, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return "", errEncoding
	}
	return string(decoded), nil
}

// declared is a value of the XML declaration: version="1.0".
func declared(declaration []byte, key string) string {
	_, rest, found := bytes.Cut(declaration, []byte(key))
	rest = bytes.TrimLeft(rest, "= \t\r\n")
	if !found || len(rest) == 0 {
		return ""
	}
	value, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(value)
}

// unescape resolves the references of a text or a value, and ends its lines as
// XML 1.0, section 2.11 has it.
func unescape(raw string) (string, error) {
	raw = lineEnds(raw)
	at := strings.IndexByte(raw, '&')
	if at < 0 {
		return raw, nil
	}
	var out strings.Builder
	for ; at >= 0; at = strings.IndexByte(raw, '&') {
		out.WriteString(raw[:at])
		length := strings.IndexByte(raw[at:], ';')
		if length < 0 {
			return "", errReference
		}
		c, ok := reference(raw[at+1 : at+length])
		if !ok {
			return "", fmt.Errorf("&%.20s; stands for nothing", raw[at+1:at+length])
		}
		out.WriteRune(c)
		raw = raw[at+length+1:]
	}
	out.WriteString(raw)
	return out.String(), nil
}

// reference is the character that a name or a number stands for.
func reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	c := rune(n) //nolint:gosec // 21 bits
	if err != nil || !strings.HasPrefix(name, "#") || !utf8.ValidRune(c) || c < ' ' && !strings.ContainsRune("\t\n\r", c) {
		return 0, false
	}
	return c, true
}

func lineEnds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}
