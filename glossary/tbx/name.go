package tbx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ids and tags must be XML names without a colon, and ours may be any text.
// Characters that cannot stand in a name are written by their number, _x0020_
// for a space, as .NET's XmlConvert.EncodeName does.

// letters says which characters may stand in a name, and which first.
type letters func(r rune, first bool) bool

// encode makes an XML name of any text.
func (in letters) encode(s string) string {
	var b strings.Builder
	for i, r := range s {
		if _, n := escaped(s[i:]); n > 0 || !in(r, i == 0) {
			fmt.Fprintf(&b, "_x%04X_", r)
			continue
		}
		b.WriteRune(r)
	}
	if s == "" {
		return "_x_" // no text encodes to this
	}
	return b.String()
}

// decode is the opposite of encode. A name that encode cannot have made comes
// back as it is.
func (in letters) decode(name string) string {
	if name == "_x_" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		if r, n := escaped(name[i:]); n > 0 {
			b.WriteRune(r)
			i += n
			continue
		}
		b.WriteByte(name[i])
		i++
	}
	if s := b.String(); in.encode(s) == name {
		return s
	}
	return name
}

// escaped returns the character that s begins with the number of, and the
// length of that; 0 when it does not.
func escaped(s string) (rune, int) {
	digits, ok := strings.CutPrefix(s, "_x")
	end := strings.IndexByte(digits, '_')
	if !ok || end < 4 || end > 6 {
		return 0, 0
	}
	n, err := strconv.ParseUint(digits[:end], 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, 0
	}
	return rune(n), len("_x") + end + len("_")
}

// inID says whether r may stand in an id (Namespaces in XML 1.0, NCName; of the
// characters beyond ASCII the letters and digits, which is a little less).
func inID(r rune, first bool) bool {
	if r < utf8.RuneSelf {
		return inTag(r, first)
	}
	const micro = 0xBF // below are ª, µ and º
	return r > micro && r != utf8.RuneError && (unicode.IsLetter(r) || !first && (unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)))
}

// inTag says whether r may stand in the name of a tag as we write it: parsers
// disagree about letters beyond ASCII.
func inTag(r rune, first bool) bool {
	switch {
	case r == '_', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return true
	}
	return !first && (r == '-' || r == '.' || '0' <= r && r <= '9')
}

// isID says whether s is the id of an element.
func isID(s string) bool {
	for i, r := range s {
		if !inID(r, i == 0) {
			return false
		}
	}
	return s != ""
}
