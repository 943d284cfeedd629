package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// listSign parts the members of a list inside a cell.
const listSign = "|"

// text is a column of free text.
func text(name string, at func(*pair) *string, aliases ...string) column {
	return column{
		name, aliases,
		func(p *pair, cell string) string { *at(p) = cell; return "" },
		func(p *pair) string { return *at(p) },
	}
}

// choice is a column that holds one of the given words.
func choice[T ~string](name string, at func(*pair) *T, words map[string]T, aliases ...string) column {
	return column{
		name, aliases,
		func(p *pair, cell string) string {
			value, ok := words[strings.ToLower(strings.TrimSuffix(cell, "."))]
			if !ok {
				return strconv.Quote(cell) + " is not a " + name
			}
			*at(p) = value
			return ""
		},
		func(p *pair) string { return string(*at(p)) },
	}
}

// list is a column of members parted by listSign.
func list[T ~string](name string, at func(*pair) *[]T, aliases ...string) column {
	return column{
		name, aliases,
		func(p *pair, cell string) string {
			var members []T
			for m := range strings.SplitSeq(cell, listSign) {
				if m = strings.TrimSpace(m); m != "" {
					members = append(members, T(m))
				}
			}
			*at(p) = members
			return ""
		},
		func(p *pair) string {
			var parts []string
			for _, m := range *at(p) {
				parts = append(parts, string(m))
			}
			return strings.Join(parts, listSign)
		},
	}
}

// flag is a column that is empty or says yes.
func flag(name string, at func(*pair) *bool, aliases ...string) column {
	return column{
		name, aliases,
		func(p *pair, cell string) string {
			switch strings.ToLower(cell) {
			case "yes", "true", "1", "x", "+", "y", "так", "да":
				*at(p) = true
			case "no", "false", "0", "-", "n", "ні", "нет":
				*at(p) = false
			default:
				return strconv.Quote(cell) + " is neither yes nor no"
			}
			return ""
		},
		func(p *pair) string {
			if *at(p) {
				return "yes"
			}
			return ""
		},
	}
}

// day is a column of ISO 8601 days, months or years; the spelling of Ukrainian
// spreadsheets (24.02.2022) is read too.
func day(name string, at func(*pair) *glossary.Day) column {
	iso := regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	dotted := regexp.MustCompile(`^(\d{2})\.(\d{2})\.(\d{4})$`)
	return column{
		name, nil,
		func(p *pair, cell string) string {
			cell = dotted.ReplaceAllString(cell, "$3-$2-$1")
			if !iso.MatchString(cell) {
				return strconv.Quote(cell) + " is not a day like 2022-02-24, nor a month or a year"
			}
			*at(p) = glossary.Day(cell)
			return ""
		},
		func(p *pair) string { return string(*at(p)) },
	}
}

// setDecline reads the numbers of the words that change; "none" is the same as
// none in the column decl.
func setDecline(p *pair, cell string) string {
	if strings.EqualFold(cell, "none") {
		p.uk.Decl = glossary.DeclNone
		return ""
	}
	var words []int
	for m := range strings.SplitSeq(cell, listSign) {
		n, err := strconv.Atoi(strings.TrimSpace(m))
		if err != nil || n < 1 {
			return strconv.Quote(cell) + " does not number words from 1"
		}
		words = append(words, n)
	}
	p.uk.Decline = words
	return ""
}

func getDecline(p *pair) string {
	var parts []string
	for _, n := range p.uk.Decline {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, listSign)
}
