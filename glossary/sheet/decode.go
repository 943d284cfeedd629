package sheet

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// decode returns raw as UTF-8 in NFC without a byte order mark and without zero
// characters.
func decode(raw []byte) (string, error) {
	if enc := encodingOf(raw); enc != nil {
		decoded, err := enc.NewDecoder().Bytes(raw)
		if err != nil {
			return "", fmt.Errorf("decode: %w", err)
		}
		raw = decoded
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	raw = bytes.ReplaceAll(raw, []byte{0}, nil)
	return string(norm.NFC.Bytes(raw)), nil
}

// encodingOf returns the encoding of raw, nil for UTF-8. Text that is neither
// UTF-8 nor UTF-16 is windows-1251, the code page of Ukrainian Excel.
func encodingOf(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if little, big := zeros(raw); little != big {
		if little {
			return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
		}
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	if utf8.Valid(raw) {
		return nil
	}
	return charmap.Windows1251
}

// zeros says where the zero bytes of UTF-16 stand in the first kilobyte: after
// the separators and line ends (little endian) or before them (big endian).
// No other encoding of a table has zero bytes.
func zeros(raw []byte) (little, big bool) {
	head := raw[:min(len(raw), 1024)]
	for i, b := range head {
		if b == 0 {
			little = little || i%2 == 1
			big = big || i%2 == 0
		}
	}
	return little, big
}
