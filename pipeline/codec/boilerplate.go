package codec

import (
	"cmp"
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// longestFurniture is how many characters a line of the furniture has at most;
// what is longer is the story's own text.
const longestFurniture = 200

// A boilerplateRule is one line of a boilerplate file; boilerplate_uk.txt tells
// what its kinds mean.
type boilerplateRule struct {
	kind    string
	groups  [][]string // of alternatives; only holds has more than one
	what    string     // for a notice
	fits    string     // an example
	fitsNot string
}

// boilerplate are the rules of all languages: pages mix them.
type boilerplate struct {
	lines, titles, facts, counts map[string]string // what each is
	starts, holds                []boilerplateRule
}

//go:embed boilerplate_*.txt
var boilerplateFiles embed.FS

// rules are the boilerplate rules.
//
//nolint:gochecknoglobals // made once from the embedded files, never changed
var rules = sync.OnceValue(func() *boilerplate {
	b := &boilerplate{lines: map[string]string{}, titles: map[string]string{}, facts: map[string]string{}, counts: map[string]string{}}
	for _, lang := range []string{"uk", "ru", "en"} {
		data, err := boilerplateFiles.ReadFile("boilerplate_" + lang + ".txt")
		if err != nil {
			continue // a test reads every file
		}
		for _, rule := range parseBoilerplate(string(data)) {
			b.add(rule)
		}
	}
	return b
})

func parseBoilerplate(file string) []boilerplateRule {
	var all []boilerplateRule
	for line := range strings.Lines(file) {
		fields := strings.Split(strings.TrimSpace(line), " ; ")
		if strings.HasPrefix(line, "#") || len(fields) != 5 {
			continue
		}
		rule := boilerplateRule{kind: fields[0], what: fields[2], fits: fields[3], fitsNot: fields[4]}
		for group := range strings.SplitSeq(fields[1], " + ") {
			rule.groups = append(rule.groups, strings.Split(group, "|"))
		}
		all = append(all, rule)
	}
	return all
}

func (b *boilerplate) add(rule boilerplateRule) {
	words := map[string]map[string]string{"line": b.lines, "title": b.titles, "fact": b.facts, "count": b.counts}[rule.kind]
	switch {
	case words != nil:
		for _, word := range rule.groups[0] {
			words[word] = rule.what
		}
	case rule.kind == "start":
		b.starts = append(b.starts, rule)
	case rule.kind == "holds":
		b.holds = append(b.holds, rule)
	}
}

// of says what a line is that no story says of itself; "" for all others.
func (b *boilerplate) of(line string) string {
	line = folded(line)
	if utf8.RuneCountInString(line) > longestFurniture {
		return ""
	}
	if what := b.whole(line); what != "" {
		return what
	}
	if strings.ContainsAny(line[:min(len(line), 3)], `«"“—–`) { // somebody speaks
		return ""
	}
	for _, rule := range b.starts {
		if slices.ContainsFunc(rule.groups[0], func(start string) bool { return strings.HasPrefix(line, start) }) {
			return rule.what
		}
	}
	for _, rule := range b.holds {
		if holdsAll(line, rule.groups) {
			return rule.what
		}
	}
	return ""
}

// whole says what a line is of which every part is one of the known lines:
// «Роздрукувати | Надіслати».
func (b *boilerplate) whole(line string) string {
	what := ""
	for part := range strings.FieldsFuncSeq(line, func(c rune) bool { return strings.ContainsRune("|•·/\\", c) }) {
		part = bareLine(part)
		if part == "" {
			continue
		}
		if what = cmp.Or(b.lines[part], b.titles[part]); what == "" {
			return ""
		}
	}
	return what
}

// title says what a line heads that is no story's; "" for all others.
func (b *boilerplate) title(line string) string {
	if len(line) > longestFurniture {
		return ""
	}
	return b.titles[bareLine(folded(line))]
}

// particulars says whether a line is nothing but dates and places of the page,
// and whether it counts its readers.
func (b *boilerplate) particulars(line string) (dated, counted bool) {
	if utf8.RuneCountInString(line) > longestFurniture/2 {
		return false, false
	}
	numbers := false
	dated = fullDate.MatchString(line)
	for word := range strings.FieldsFuncSeq(folded(line), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' }) {
		switch {
		case strings.Trim(word, "0123456789") == "":
			numbers = true
		case b.counts[word] != "":
			counted = true
		case b.facts[word] != "":
			dated = true
		default:
			return false, false
		}
	}
	return dated && numbers, counted && numbers
}

// fullDate is a date in figures: 18.10.2011, 2011-10-18.
var fullDate = regexp.MustCompile(`(^|[^0-9])([0-3]?[0-9][./-][01]?[0-9][./-](19|20)?[0-9]{2}|(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])([^0-9]|$)`)

// holdsAll reports whether a line holds one part of every group, at the
// beginning of a word.
func holdsAll(line string, groups [][]string) bool {
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(part string) bool { return holdsWord(line, part) }) {
			return false
		}
	}
	return true
}

func holdsWord(line, part string) bool {
	for from := 0; ; {
		at := strings.Index(line[from:], part)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(line[:from+at])
		if !unicode.IsLetter(before) {
			return true
		}
		from += at + len(part)
	}
}

// folded is a line in lower case with plain spaces and one kind of apostrophe.
func folded(line string) string {
	return oneSpaced(strings.Map(func(c rune) rune {
		if c == '’' || c == 'ʼ' {
			return '\''
		}
		return unicode.ToLower(c)
	}, line))
}

// bareLine is a line without the signs and counters around it.
func bareLine(line string) string {
	return strings.TrimFunc(line, func(c rune) bool { return !unicode.IsLetter(c) })
}
