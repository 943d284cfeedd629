package split

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
)

// Options adds to what a language's own file says.
type Options struct {
	// Opens are further abbreviations that stand before what they belong to,
	// without their stop ("вул", "т.зв"): they never end a sentence.
	Opens []string
	// Closes are further abbreviations that stand after what they belong to
	// ("грн"): they end a sentence when the next word is capitalised.
	Closes []string
}

// ParseOptions reads a newsroom's own abbreviations. A line is "opens" or
// "closes" and then abbreviations with or without their stops; # begins a
// comment. The error is pipeline.Invalid and names the line.
func ParseOptions(file string) (Options, error) {
	var o Options
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(file, "\ufeff")) {
		n++
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		for _, w := range fields[1:] {
			if fault := faultOf(w); fault != "" {
				return Options{}, pipeline.Errorf(pipeline.Invalid, "abbreviations, line %d: %q %s", n, w, fault)
			}
		}
		switch fields[0] {
		case "opens":
			o.Opens = append(o.Opens, fields[1:]...)
		case "closes":
			o.Closes = append(o.Closes, fields[1:]...)
		default:
			return Options{}, pipeline.Errorf(pipeline.Invalid, "abbreviations, line %d: there is no class %q", n, fields[0]).
				WithHint("write: opens вул просп (they stand before a name), or: closes грн обл (they stand behind)")
		}
	}
	return o, nil
}

// faultOf says why the splitter could never find an abbreviation in a text.
func faultOf(w string) string {
	parts := strings.Split(strings.TrimSuffix(w, "."), ".")
	if len(parts) > 2 {
		return "has more than two parts"
	}
	for _, part := range parts {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool { return !isWordRune(r) && r != '-' && !isApostrophe(r) }) {
			return "has other signs than letters, digits, hyphens and apostrophes"
		}
		if utf8.RuneCountInString(part) > maxWord {
			return fmt.Sprintf("is longer than %d letters", maxWord)
		}
	}
	return ""
}
