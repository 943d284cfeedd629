package tbx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// field is a field of an entry or a term with its place in TBX: a data category
// where there is one, and a note otherwise.
type field[T any] struct {
	key      string // begins the note
	class    string // of the category, "" when there is none
	category string
	get      func(*T) string
	set      func(*T, string) bool // false: the value makes no sense
}

func entryFields() []field[glossary.Entry] {
	type e = glossary.Entry
	return []field[e]{
		text("subject", "descrip", "subjectField", func(e *e) *string { return &e.Subject }),
		text("desk", "admin", "customerSubset", func(e *e) *string { return &e.Desk }),
		text("definition", "descrip", "definition", func(e *e) *string { return &e.Definition }),
		text("source", "admin", "source", func(e *e) *string { return &e.Source }),
		word("kind", func(e *e) *glossary.Kind { return &e.Kind }, glossary.Person, glossary.Place, glossary.Organisation,
			glossary.Media, glossary.Product, glossary.Event, glossary.Weapon, glossary.Other),
		flag("dnt", func(e *e) *bool { return &e.DoNotTranslate }),
		word("rule", func(e *e) *glossary.Rule { return &e.Rule }, glossary.Translated, glossary.Established, glossary.ByScheme),
		word("severity", func(e *e) *glossary.Severity { return &e.Severity }, glossary.Error, glossary.Warning),
		flag("proposed", func(e *e) *bool { return &e.Proposed }),
		list("xrefs", func(e *e) *[]glossary.EntryID { return &e.Xrefs }),
	}
}

func termFields() []field[glossary.Term] {
	type t = glossary.Term
	return []field[t]{
		status(),
		gender(),
		validity(),
		list("forms", func(t *t) *[]string { return &t.Forms }),
		word("decl", func(t *t) *glossary.Decl { return &t.Decl },
			glossary.DeclAuto, glossary.DeclNone, glossary.DeclAdj, glossary.DeclNoun, glossary.DeclList),
		decline(),
		list("related", func(t *t) *[]string { return &t.Related }),
		text("scheme", "", "", func(t *t) *string { return &t.Scheme }),
		text("capital", "", "", func(t *t) *string { return &t.Capital }),
		text("casing", "", "", func(t *t) *string { return &t.Casing }),
		flag("alone", func(t *t) *bool { return &t.Alone }),
		flag("common", func(t *t) *bool { return &t.Common }),
		text("article", "", "", func(t *t) *string { return &t.Article }),
		text("short", "", "", func(t *t) *string { return &t.Short }),
		text("reason", "", "", func(t *t) *string { return &t.Reason }),
	}
}

func text[T any](key, class, category string, at func(*T) *string) field[T] {
	return field[T]{
		key, class, category,
		func(v *T) string { return *at(v) },
		func(v *T, s string) bool { *at(v) = s; return s != "" },
	}
}

// word is a field with one of some values.
func word[T any, W ~string](key string, at func(*T) *W, values ...W) field[T] {
	return field[T]{
		key, "", "",
		func(v *T) string { return string(*at(v)) },
		func(v *T, s string) bool {
			known := slices.Contains(values, W(s))
			if known {
				*at(v) = W(s)
			}
			return known
		},
	}
}

func flag[T any](key string, at func(*T) *bool) field[T] {
	return field[T]{
		key, "", "",
		func(v *T) string {
			if *at(v) {
				return "yes"
			}
			return ""
		},
		func(v *T, s string) bool { *at(v) = s == "yes"; return s == "yes" },
	}
}

// list is a field of members parted by "|"; a bar or a backslash inside one has
// a backslash before it.
func list[T any, M ~string](key string, at func(*T) *[]M) field[T] {
	return field[T]{
		key, "", "",
		func(v *T) string {
			var parts []string
			for _, m := range *at(v) {
				parts = append(parts, strings.NewReplacer(`\`, `\\`, `|`, `\|`).Replace(string(m)))
			}
			return strings.Join(parts, "|")
		},
		func(v *T, s string) bool {
			*at(v) = nil
			for _, m := range members(s) {
				*at(v) = append(*at(v), M(m))
			}
			return len(*at(v)) > 0
		},
	}
}

func members(s string) []string {
	var all []string
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '|':
			all = append(all, b.String())
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	all = append(all, b.String())
	if len(all) == 1 && all[0] == "" {
		return nil
	}
	return all
}

func decline() field[glossary.Term] {
	return field[glossary.Term]{
		"decline", "", "",
		func(t *glossary.Term) string {
			var parts []string
			for _, n := range t.Decline {
				parts = append(parts, strconv.Itoa(n))
			}
			return strings.Join(parts, "|")
		},
		func(t *glossary.Term, s string) bool {
			var numbers []int
			for _, m := range members(s) {
				n, err := strconv.Atoi(m)
				if err != nil || n < 1 {
					return false
				}
				numbers = append(numbers, n)
			}
			t.Decline = numbers
			return len(numbers) > 0
		},
	}
}
