package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blank returns text with everything that is not language made spaces, byte for
// byte, so that offsets stay: addresses, handles and hashtags, code, tags and
// the addresses of Markdown links.
func blank(text string) string {
	if !strings.ContainsAny(text, "@#`</{.") {
		return text
	}
	out := []byte(text)
	for i := 0; i < len(text); {
		n := zone(text, i)
		if n == 0 {
			i++
			continue
		}
		for ; n > 0; n-- {
			if out[i] != '\n' {
				out[i] = ' '
			}
			i++
		}
	}
	return string(out)
}

// longest is how far the end of a zone is looked for, in bytes, so that a text
// of openings without ends costs no time.
const longest = 2048

// zone returns the length of the zone that starts at i, or 0.
func zone(text string, i int) int {
	rest := text[i:]
	switch c := rest[0]; {
	case c == '<' && len(rest) > 1 && (rest[1] == '/' || rest[1] == '!' || isASCIILetter(rest[1])):
		return until(rest, ">", false)
	case c == '`':
		ticks := 1
		for ticks < min(len(rest), 4) && rest[ticks] == '`' {
			ticks++
		}
		if ticks == 1 && letterAround(text, i) {
			return 0
		}
		near := rest[ticks:min(len(rest), ticks+longest)]
		if n := strings.Index(near, rest[:ticks]); ticks < 4 && n > 0 && !strings.Contains(rest[:ticks+n], "\n\n") {
			return n + 2*ticks
		}
		return 0
	case c == '{':
		return until(rest, "}", true)
	case c == ']' && strings.HasPrefix(rest, "]("):
		return until(rest, ")", false)
	}
	if c := rest[0]; c >= utf8.RuneSelf || !isASCIILetter(c) && (c < '0' || c > '9') && c != '#' && c != '@' || i > 0 && !edge(text, i) {
		return 0
	}
	rest = rest[:min(len(rest), longest)]
	n := strings.IndexFunc(rest, endsAddress)
	if n < 0 {
		n = len(rest)
	}
	if isAddress(rest[:n]) {
		return len(strings.TrimRight(rest[:n], ".,;:!?…"))
	}
	return 0
}

// isAddress says whether a run of characters without spaces is one of a
// machine: with a scheme, an at sign, a leading number sign, or a domain.
func isAddress(run string) bool {
	if len(run) < 3 {
		return false
	}
	if run[0] == '#' {
		r, _ := utf8.DecodeRuneInString(run[1:])
		return unicode.IsLetter(r)
	}
	if strings.Contains(run, "://") || strings.Contains(run, "@") || strings.HasPrefix(strings.ToLower(run), "www.") {
		return true
	}
	host, _, path := strings.Cut(strings.TrimRight(run, ".,;:!?…"), "/")
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 {
		return false
	}
	top := host[dot+1:]
	return len(top) > 1 && strings.IndexFunc(top, func(r rune) bool { return r < 'a' || r > 'z' }) < 0 && (path || isASCIILetter(host[dot-1]))
}

// until returns the length of rest up to and with the closing sign, in the same
// line; with digits set only digits and a slash may stand between.
func until(rest, sign string, digits bool) int {
	n := strings.IndexAny(rest[:min(len(rest), longest)], sign+"\n")
	switch {
	case n < 0 || rest[n] == '\n':
		return 0
	case digits && (n < 2 || strings.Trim(rest[1:n], "0123456789/") != ""):
		return 0
	}
	return n + len(sign)
}

func endsAddress(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("<>\"«»“”„`|()[]", r)
}

// edge says whether a run without spaces can start at i.
func edge(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return endsAddress(r)
}

func letterAround(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

func isASCIILetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
