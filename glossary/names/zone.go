package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// outside returns the parts of a text that are language: all but addresses with
// or without a scheme, e-mail, @handles, #hashtags, code, and tags.
func outside(text string) []Span {
	var parts []Span
	free := 0
	for i := 0; i < len(text); {
		var zone Span
		switch text[i] {
		case '@':
			zone = mail(text, free, i)
		case '#':
			zone = hashtag(text, i)
		case '`':
			ticks := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
			if zone = code(text, i, ticks); zone.End == 0 {
				i += ticks - 1
			}
		case '<':
			zone = tag(text, i)
		case '/':
			zone = address(text, free, i)
		case '.':
			run := Span{back(text, free, i, ".-_"), forward(text, i+1, ".-_")}
			if zone = host(text, run); zone.End == 0 {
				i = max(i, run.End-1) // the other dots of the run make no host either
			}
		}
		if zone.End <= i {
			i++
			continue
		}
		parts = append(parts, Span{free, zone.Start})
		free, i = zone.End, zone.End
	}
	return append(parts, Span{free, len(text)})
}

// mail finds an address with an at sign, or a handle.
func mail(text string, free, i int) Span {
	end := forward(text, i+1, "._-")
	if end == i+1 {
		return Span{}
	}
	return Span{back(text, free, i, "._%+-"), end}
}

func hashtag(text string, i int) Span {
	end := forward(text, i+1, "_")
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if isWordRune(before) || strings.IndexFunc(text[i:end], unicode.IsLetter) < 0 {
		return Span{}
	}
	return Span{i, end}
}

// code finds what stands between two runs of as many backticks, within the
// paragraph if they are fewer than three.
func code(text string, i, ticks int) Span {
	rest := text[i+ticks:]
	if n := strings.Index(rest, "\n\n"); n >= 0 && ticks < 3 {
		rest = rest[:n]
	}
	n := strings.Index(rest, text[i:i+ticks])
	if n < 0 {
		return Span{}
	}
	return Span{i, i + 2*ticks + n}
}

// tag finds the inside of an HTML tag.
func tag(text string, i int) Span {
	n := strings.IndexAny(text[i+1:], "<>")
	if n < 1 || text[i+1+n] != '>' || strings.IndexFunc(text[i+1:i+3], func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }) < 0 {
		return Span{}
	}
	return Span{i, i + n + 2}
}

// address finds the address whose slash stands at i: behind a scheme, or behind
// a bare domain.
func address(text string, free, i int) Span {
	start := 0
	if i > free && text[i-1] == ':' && strings.HasPrefix(text[i:], "//") {
		start = back(text, free, i-1, "+.-")
		if start == i-1 {
			return Span{}
		}
	} else if start = back(text, free, i, ".-"); !isHost(text[start:i]) {
		return Span{}
	}
	return Span{start, addressEnd(text, i)}
}

// host finds a domain or a file name in a run of words and dots.
func host(text string, run Span) Span {
	if !isHost(text[run.Start:run.End]) {
		return Span{}
	}
	return Span{run.Start, addressEnd(text, run.End)}
}

// isHost says whether s looks like a domain or a file name. The last label is a
// known one, because a missing space after a full stop makes no domain.
func isHost(s string) bool {
	labels := strings.Split(s, ".")
	if len(labels) < 2 || slices.Contains(labels, "") {
		return false
	}
	return slices.Contains([]string{
		"com", "org", "net", "info", "eu", "gov", "edu", "int", "io", "tv", "media", "news", "ua", "uk", "us", "de", "fr", "pl", "ru", "by", "example",
		"pdf", "doc", "docx", "odt", "xls", "xlsx", "csv", "tsv", "txt", "md", "html", "htm", "jpg", "jpeg", "png", "gif", "webp", "mp3", "mp4", "zip",
	}, labels[len(labels)-1])
}

// addressEnd returns where an address ends that goes on at i: before a space, a
// quotation mark or a tag, and before the punctuation of the sentence.
func addressEnd(text string, i int) int {
	end, open := i, 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if r == '(' {
			open++
		} else if r == ')' {
			open--
		}
		if open < 0 || unicode.IsSpace(r) || strings.ContainsRune("<>\"«»“”`|{", r) {
			break
		}
		end += n
	}
	return i + len(strings.TrimRight(text[i:end], ".,;:!?'’…]*_"))
}

// back returns the start of the run of word runes and the characters of also
// that ends at i and does not reach before free.
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

// forward returns the end of such a run that starts at i, without the
// characters of also at its end.
func forward(text string, i int, also string) int {
	end := i
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(r) && !strings.ContainsRune(also, r) {
			break
		}
		end += n
	}
	return i + len(strings.TrimRight(text[i:end], also))
}
