package tbx

import (
	"bytes"
	"fmt"
	"io"
	"regexp"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode reads all of r, up to MaxBytes, and returns it as UTF-8 without a byte
// order mark. A mark decides about the encoding, then the zeros of UTF-16, then
// the XML declaration.
func decode(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxBytes {
		return nil, &fault{rule: "limit", err: fmt.Errorf("%w: more than %d MB", ErrTooLarge, MaxBytes>>20)}
	}
	enc, err := encodingOf(raw)
	if err != nil {
		return nil, err
	}
	if enc != nil {
		if raw, err = enc.NewDecoder().Bytes(raw); err != nil {
			return nil, &fault{line: 1, rule: "encoding", err: err}
		}
	}
	return bytes.TrimPrefix(raw, []byte("\ufeff")), nil
}

// encodingOf returns the encoding of raw, nil for UTF-8.
func encodingOf(raw []byte) (encoding.Encoding, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}), bytes.HasPrefix(raw, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), nil
	case bytes.HasPrefix(raw, []byte("\ufeff")):
		return nil, nil
	}
	declared := regexp.MustCompile(`^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']`).FindSubmatch(raw[:min(len(raw), 200)])
	if declared == nil {
		return nil, nil
	}
	name := string(declared[1])
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, &fault{line: 1, rule: "encoding", err: fmt.Errorf("the encoding %q is not known", name)}
	}
	if known, _ := htmlindex.Name(enc); known == "utf-8" || known == "utf-16le" || known == "utf-16be" {
		return nil, nil // the declaration of UTF-16 without its zeros is wrong
	}
	return enc, nil
}
