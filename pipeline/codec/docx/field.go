package docx

import (
	"strings"
	"unicode"
)

// A field is one that has begun: instructions to Word, then what they result
// in, which is the text.
type field struct {
	instruction string
	result      bool
	url         string // of a link, once the result is there
}

// deepestField is how many fields stand in one another at most.
const deepestField = 64

func (r *reader) fieldSign(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin":
		if len(r.fields) == deepestField { // the outermost will have been left open
			r.fields = r.fields[1:]
		}
		r.fields = append(r.fields, field{})
	case kind == "separate" && last >= 0:
		f := &r.fields[last]
		f.result, f.url = true, fieldURL(f.instruction)
	case kind == "end" && last >= 0:
		r.fields = r.fields[:last]
	}
}

func (r *reader) instruct(text string) {
	if last := len(r.fields) - 1; last >= 0 && !r.fields[last].result {
		r.fields[last].instruction += text
	}
}

// fieldURL is where a field links to: HYPERLINK "address" \l "place". Other
// fields link nowhere.
func fieldURL(instruction string) string {
	words := fieldWords(instruction)
	if len(words) == 0 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	address, place := "", ""
	for i := 1; i < len(words); i++ {
		switch words[i] {
		case `\l`:
			if i++; i < len(words) {
				place = "#" + words[i]
			}
		case `\o`, `\t`:
			i++
		case `\m`, `\n`, `\h`:
		default:
			if address == "" {
				address = words[i]
			}
		}
	}
	return address + place
}

// fieldWords are the words of an instruction; quotes hold several together, and
// a backslash in them is doubled.
func fieldWords(instruction string) []string {
	var words []string
	for rest := strings.TrimLeftFunc(instruction, unicode.IsSpace); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			word := ""
			word, rest, _ = strings.Cut(quoted, `"`)
			words = append(words, strings.ReplaceAll(word, `\\`, `\`))
			continue
		}
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		words = append(words, rest[:end])
		rest = rest[end:]
	}
	return words
}
