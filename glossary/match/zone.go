package match

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// zoneTriggers are the bytes that appendZones looks for.
const zoneTriggers = "@#`</."

// zone is a part of a text that is not language: nothing in it is a hit.
type zone struct {
	start, end int
	tag        tagKind // what kind of markup it is
	skip       int     // where to look on, if this is no zone
}

type tagKind uint8

const (
	noTag     tagKind = iota // an address, a name of a file, code
	inlineHTM                // <b>: a phrase may go through it
	blockHTM                 // <p>: a new text begins
)

// appendZones appends the do-not-touch zones of text in order, when the first
// character that one may have is not before from: addresses with
// or without scheme, e-mail, @handles, #hashtags, code spans, names of files,
// and the inside of tags.
func (f *folder) appendZones(dst []zone, text string, from int) []zone {
	free := 0 // end of the last zone
	for i := f.nextTrigger(text, from); i < len(text); i = f.nextTrigger(text, i) {
		z, ok := zoneAt(text, free, i)
		if !ok {
			i = max(i+1, z.skip)
			continue
		}
		dst = append(dst, z)
		free, i = z.end, z.end
	}
	return dst
}

// nextTrigger returns the place of the first trigger in text from i on, or its
// length. Triggers are ASCII, and most ASCII of a Ukrainian text is spaces: eight
// bytes at a time are passed over if they have no other.
func (f *folder) nextTrigger(text string, i int) int {
	const lows, highs, spaces = 0x7F7F7F7F7F7F7F7F, 0x8080808080808080, 0x2020202020202020
	for ; i+8 <= len(text); i += 8 {
		b := text[i : i+8]
		eight := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		// The high bit of each byte that is ASCII and no space.
		others := ((eight^spaces)&lows + lows) &^ eight & highs
		for ; others != 0; others &= others - 1 {
			if at := i + bits.TrailingZeros64(others)/8; f.trigger[text[at]] {
				return at
			}
		}
	}
	for i < len(text) && !f.trigger[text[i]] {
		i++
	}
	return i
}

// zoneAt returns the zone that the trigger at i belongs to. When there is none
// it returns false, and skip may say where to look on.
func zoneAt(text string, free, i int) (zone, bool) {
	switch text[i] {
	case '@':
		return mailOrHandle(text, free, i)
	case '#':
		return hashtag(text, i)
	case '`':
		return codeSpan(text, i)
	case '<':
		return htmlTag(text, i)
	case '/':
		return address(text, free, i)
	default:
		return dotted(text, free, i)
	}
}

func mailOrHandle(text string, free, i int) (zone, bool) {
	start := back(text, free, i, "._%+-")
	end := forward(text, i+1, "._-")
	end = i + 1 + len(strings.TrimRight(text[i+1:end], ".-"))
	if end == i+1 {
		return zone{}, false
	}
	return zone{start: start, end: end}, true
}

func hashtag(text string, i int) (zone, bool) {
	end := forward(text, i+1, "_")
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if isWordRune(before) || strings.IndexFunc(text[i:end], unicode.IsLetter) < 0 {
		return zone{}, false
	}
	return zone{start: i, end: end}, true
}

// codeSpan finds the backticks that close those at i, within the paragraph. A
// single backtick between letters is an apostrophe.
func codeSpan(text string, i int) (zone, bool) {
	n := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	if n == 1 && isLetter(before) && isLetter(after) {
		return zone{}, false
	}
	for j := i + n; j < len(text); {
		switch {
		case strings.HasPrefix(text[j:], "\n\n"):
			return zone{skip: i + n}, false
		case text[j] == '`':
			m := len(text[j:]) - len(strings.TrimLeft(text[j:], "`"))
			if m == n {
				return zone{start: i, end: j + m}, true
			}
			j += m
		default:
			j++
		}
	}
	return zone{skip: i + n}, false
}

// maxComment is how far the end of a comment is looked for, so that a text of
// comments that never end costs no time.
const maxComment = 4096

// htmlTag finds <name …>, </name> and <!-- … -->.
func htmlTag(text string, i int) (zone, bool) {
	if strings.HasPrefix(text[i:], "<!--") {
		if n := strings.Index(text[i:min(len(text), i+maxComment)], "-->"); n > 0 {
			return zone{start: i, end: i + n + 3, tag: inlineHTM}, true
		}
		return zone{}, false
	}
	name := strings.TrimPrefix(text[i+1:], "/")
	letters := strings.IndexFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	n := strings.IndexAny(text[i+1:], "<>")
	if letters < 1 || n < 0 || text[i+1+n] != '>' {
		return zone{}, false
	}
	z := zone{start: i, end: i + n + 2, tag: blockHTM}
	switch strings.ToLower(name[:letters]) {
	case "a", "abbr", "b", "bdi", "cite", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u":
		z.tag = inlineHTM
	}
	return z, true
}

// address finds the address whose slash stands at i: behind a scheme, or
// between a bare domain and its path.
func address(text string, free, i int) (zone, bool) {
	if i > free && text[i-1] == ':' && strings.HasPrefix(text[i:], "//") {
		start := back(text, free, i-1, "+.-")
		if start == i-1 {
			return zone{}, false
		}
		end := addressEnd(text, i+2)
		return zone{start: start, end: end}, end > i+2
	}
	start := back(text, free, i, ".-")
	if !isDomain(text[start:i]) {
		return zone{}, false
	}
	return zone{start: start, end: max(i+1, addressEnd(text, i))}, true
}

// isDomain says whether host is a domain. The last label must look like one,
// because a missing space after a full stop does not make a domain:
// «м.Київ/Львів».
func isDomain(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || host[dot-1] == '.' {
		return false
	}
	switch top := strings.ToLower(host[dot+1:]); top {
	case "укр", "рф", "бел", "срб", "мкд", "бг", "қаз", "орг", "ком", "онлайн", "сайт", "дети":
		return true
	default:
		return len(top) >= 2 && strings.IndexFunc(top, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
	}
}

// addressEnd returns where an address ends that goes on at i: before a space,
// a quotation mark or a tag, and before the punctuation of the sentence.
func addressEnd(text string, i int) int {
	start, end := i, i
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"«»“”„`|", r) || inlineTag(text[end:]) > 0 {
			break
		}
		end += n
	}
	open := strings.Count(text[start:end], "(") - strings.Count(text[start:end], ")")
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if r == ')' && open >= 0 || !strings.ContainsRune(".,;:!?'’…)]}*_", r) {
			break
		}
		if r == ')' {
			open++
		}
		end -= n
	}
	return end
}

// dotted finds www.… and names of files by a dot in them.
func dotted(text string, free, i int) (zone, bool) {
	if i-free >= 3 && text[i-1]|0x20 == 'w' && strings.EqualFold(text[i-3:i], "www") {
		if back(text, free, i, "") < i-3 {
			return zone{}, false
		}
		end := addressEnd(text, i+1)
		return zone{start: i - 3, end: end}, end > i+1
	}
	end := i + 1
	for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z' || text[end] >= '0' && text[end] <= '9') {
		end++
	}
	if end == i+1 || !isFileEnding(strings.ToLower(text[i+1:end])) {
		return zone{}, false
	}
	if after, _ := utf8.DecodeRuneInString(text[end:]); isWordRune(after) {
		return zone{}, false
	}
	start := back(text, free, i, "_-./\\~")
	if start == i {
		return zone{}, false
	}
	return zone{start: start, end: end}, true
}

func isFileEnding(s string) bool {
	return slices.Contains([]string{
		"7z", "apk", "avi", "csv", "doc", "docx", "exe", "gif", "heic", "htm", "html", "jpeg", "jpg", "json", "md", "mov", "mp3", "mp4", "odp",
		"ods", "odt", "pdf", "png", "ppt", "pptx", "psd", "rar", "rtf", "svg", "tif", "tiff", "tsv", "txt", "wav", "webp", "xls", "xlsx", "xml", "zip",
	}, s)
}

// back returns the start of the run of letters, digits and the characters of
// also that ends at i and does not reach before free.
func back(text string, free, i int, also string) int {
	for i > free {
		r, n := utf8.DecodeLastRuneInString(text[free:i])
		if !isWordRune(r) && !strings.ContainsRune(also, r) {
			break
		}
		i -= n
	}
	return i
}

// forward returns the end of such a run that starts at i.
func forward(text string, i int, also string) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) && !strings.ContainsRune(also, r) {
			break
		}
		i += n
	}
	return i
}

// isWordRune says whether r can stand in a name: a letter, mark or digit.
// RuneError, which stands for the end of a text too, is none.
func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}
