package glossary

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// changes lists the fields in which two states of an entry differ. Values that
// say the same differently (no severity, and error) are no change.
func changes(old, new Entry) []FieldChange {
	c := fieldsDiffer("", entryFields(old), entryFields(new))
	from, to := termsByName(old), termsByName(new)
	for _, name := range from.order {
		if t, ok := to.terms[name]; ok {
			c = append(c, fieldsDiffer(name+" ", termFields(from.terms[name]), termFields(t))...)
			continue
		}
		c = append(c, FieldChange{from.terms[name].Lang + " term", from.terms[name].Text, ""})
	}
	for _, name := range to.order {
		if _, ok := from.terms[name]; !ok {
			c = append(c, FieldChange{to.terms[name].Lang + " term", "", to.terms[name].Text})
		}
	}
	if a, b := strings.Join(from.order, ", "), strings.Join(to.order, ", "); len(c) == 0 && a != b {
		c = append(c, FieldChange{"order of terms", a, b})
	}
	return c
}

// namedTerms are the terms of an entry by a name that is its own: language and
// text, with a number when the same word comes again with another period.
type namedTerms struct {
	terms map[string]Term
	order []string
}

func termsByName(e Entry) namedTerms {
	n := namedTerms{terms: map[string]Term{}}
	times := map[string]int{}
	for _, t := range e.Terms {
		name := fmt.Sprintf("%s %q", t.Lang, t.Text)
		times[name]++
		if times[name] > 1 {
			name += " " + strconv.Itoa(times[name])
		}
		n.terms[name] = t
		n.order = append(n.order, name)
	}
	return n
}

// value is a field as text.
type value struct{ name, text string }

// fieldsDiffer compares two lists of the same fields.
func fieldsDiffer(prefix string, old, new []value) []FieldChange {
	var c []FieldChange
	for i, v := range old {
		if v.text != new[i].text {
			c = append(c, FieldChange{prefix + v.name, v.text, new[i].text})
		}
	}
	return c
}

func entryFields(e Entry) []value {
	return []value{
		{"kind", string(e.Kind)},
		{"subject", e.Subject},
		{"desk", e.Desk},
		{"definition", e.Definition},
		{"note", e.Note},
		{"source", e.Source},
		{"rule", string(e.Rule)},
		{"severity", string(cmp.Or(e.Severity, Error))},
		{"xrefs", joined(e.Xrefs)},
		{"do not translate", yes(e.DoNotTranslate)},
		{"proposed", yes(e.Proposed)},
		{"extra", extras(e.Extra)},
	}
}

func termFields(t Term) []value {
	var decline []string
	for _, n := range t.Decline {
		decline = append(decline, strconv.Itoa(n))
	}
	return []value{
		{"status", string(cmp.Or(t.Status, Preferred))},
		{"valid from", string(t.Validity.From)},
		{"valid until", string(t.Validity.Until)},
		{"gender", string(t.Gender)},
		{"decl", string(cmp.Or(t.Decl, DeclAuto))},
		{"decline", joined(decline)},
		{"forms", joined(t.Forms)},
		{"related", joined(t.Related)},
		{"scheme", t.Scheme},
		{"capital", t.Capital},
		{"casing", t.Casing},
		{"alone", yes(t.Alone)},
		{"common", yes(t.Common)},
		{"article", t.Article},
		{"short", t.Short},
		{"reason", t.Reason},
		{"note", t.Note},
		{"extra", extras(t.Extra)},
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func joined[T ~string](list []T) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, string(s))
	}
	return strings.Join(parts, "|")
}

func extras(list []Extra) string {
	var parts []string
	for _, x := range list {
		parts = append(parts, strings.TrimSpace(x.Lang+" "+x.XML))
	}
	return strings.Join(parts, "\n")
}
