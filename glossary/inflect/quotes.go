package inflect

import (
	"slices"
	"strings"
)

// withoutQuotes adds to every form of a lemma with quotes the same form without
// them: «Укрзалізницею» and Укрзалізницею.
func withoutQuotes(all []reading, lemma string) []reading {
	if !strings.ContainsAny(lemma, openQuotes+closeQuotes) {
		return all
	}
	for _, r := range all {
		if r.text = dropQuotes(r.text); r.text != "" {
			all = append(all, r)
		}
	}
	return all
}

// nameAlone is for the quoted name after a word for the thing (компанія
// «Укрзалізниця»): without that word it declines inside its quotes.
func (g *Generator) nameAlone(quoted []field, h Hints) []reading {
	end := slices.IndexFunc(quoted, func(f field) bool { return !f.quoted })
	if end < 0 {
		end = len(quoted)
	}
	name := slices.Clone(quoted[:end])
	name[0].gap = ""
	ph := phrase{generator: g, fields: name, kind: h.Kind}
	var all []reading
	for _, p := range nounPlans(name, Hints{Kind: h.Kind}) {
		all = append(all, ph.by(plan{p.changes, Possible, p.worst})...)
	}
	return all
}

// dropQuotes removes the quotes of a text.
func dropQuotes(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(openQuotes+closeQuotes, r) {
			return -1
		}
		return r
	}, text)
}
