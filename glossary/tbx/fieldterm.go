package tbx

import (
	"cmp"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// status is administrativeStatus with the values that say what ours say.
func status() field[glossary.Term] {
	return field[glossary.Term]{
		"status", "termNote", "administrativeStatus",
		func(t *glossary.Term) string {
			if t.Status == "" {
				return ""
			}
			return string(t.Status) + "Term-admn-sts"
		},
		func(t *glossary.Term, s string) bool {
			value, exact := statusOf(s)
			if exact {
				t.Status = value
			}
			return exact
		},
	}
}

// statusOf reads an administrativeStatus, of the whole standard and not only of
// TBX-Basic. It is not exact when the value says more than ours; unknown values
// count as admitted, since a forbidden term must not become a preferred one.
func statusOf(value string) (status glossary.Status, exact bool) {
	switch strings.TrimSuffix(value, "-admn-sts") {
	case "preferredTerm":
		return glossary.Preferred, strings.HasSuffix(value, "-admn-sts")
	case "admittedTerm":
		return glossary.Admitted, strings.HasSuffix(value, "-admn-sts")
	case "deprecatedTerm":
		return glossary.Deprecated, strings.HasSuffix(value, "-admn-sts")
	case "supersededTerm":
		return glossary.Deprecated, false
	case "standardizedTerm", "legalTerm", "regulatedTerm":
		return glossary.Preferred, false
	}
	return glossary.Admitted, false
}

// gender is grammaticalGender. Plural-only words have no value there and go
// into a note.
func gender() field[glossary.Term] {
	values := []struct {
		ours   glossary.Gender
		theirs string
	}{
		{glossary.Masculine, "masculine"},
		{glossary.Feminine, "feminine"},
		{glossary.Neuter, "neuter"},
		{glossary.Plural, "plural"},
	}
	return field[glossary.Term]{
		"gender", "termNote", "grammaticalGender",
		func(t *glossary.Term) string {
			for _, v := range values {
				if v.ours == t.Gender {
					return v.theirs
				}
			}
			return string(t.Gender)
		},
		func(t *glossary.Term, s string) bool {
			for _, v := range values {
				if v.theirs == s {
					t.Gender = v.ours
					return true
				}
			}
			return false
		},
	}
}

// open is the open end of a period in ISO 8601-2.
const open = ".."

// isDay says whether s is a day, a month, a year, or an open end.
func isDay(s string) bool {
	const form = "dddd-dd-dd"
	if len(s) != len("dddd") && len(s) != len("dddd-dd") && len(s) != len(form) {
		return s == open
	}
	for i := range len(s) {
		if digit := s[i] >= '0' && s[i] <= '9'; digit != (form[i] == 'd') || !digit && s[i] != '-' {
			return false
		}
	}
	return true
}

// validity is a period as ISO 8601-2 writes it: 1991/1995.
func validity() field[glossary.Term] {
	shown := func(d glossary.Day) string {
		return cmp.Or(string(d), open)
	}
	read := func(s string) glossary.Day {
		if s == open {
			return ""
		}
		return glossary.Day(s)
	}
	return field[glossary.Term]{
		"valid", "", "",
		func(t *glossary.Term) string {
			if t.Validity == (glossary.Validity{}) {
				return ""
			}
			return shown(t.Validity.From) + "/" + shown(t.Validity.Until)
		},
		func(t *glossary.Term, s string) bool {
			from, until, ok := strings.Cut(s, "/")
			if !ok || !isDay(from) || !isDay(until) {
				return false
			}
			t.Validity = glossary.Validity{From: read(from), Until: read(until)}
			return t.Validity != glossary.Validity{}
		},
	}
}
