package inflect

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
)

// hyphens are the signs that join two parts of a word.
const hyphens = "-‑‐"

// hyphenated returns the readings of a word that may have hyphens. All its
// parts decline, or only the last one (Івано-Франківськ); a tail with a
// preposition or a number stays (Франкфурт-на-Майні).
func (g *Generator) hyphenated(text string, h Hints, r role) []reading {
	if strings.IndexAny(text, hyphens) <= 0 {
		return newWord(text, h, r).readings(g)
	}
	parts := splitHyphens(text)
	ph := phrase{generator: g, fields: parts, kind: h.Kind}
	end := len(parts) - 1
	tail := slices.IndexFunc(parts, func(f field) bool {
		return oneOf(f.low, "на над під при за біля у в")
	})
	if tail > 0 || parts[end].fixed() {
		if parts[0].fixed() || utf8.RuneCountInString(parts[0].core) < 3 {
			return newWord(text, Hints{Decl: glossary.DeclNone, Gender: h.Gender}, r).readings(g)
		}
		return ph.by(plan{[]change{{decl: h.Decl, gender: h.Gender, role: r}}, Regular, Possible})
	}
	final := change{at: end, decl: h.Decl, gender: h.Gender, role: r}
	all := plan{grade: Regular, worst: Possible}
	for i, f := range parts[:end] {
		if f.fixed() || strings.HasSuffix(f.low, "о") && h.Kind != glossary.Person {
			continue
		}
		c := change{at: i, role: r}
		if h.Kind == glossary.Person {
			c.gender = h.Gender
		}
		all.changes = append(all.changes, c)
	}
	forms := ph.by(plan{[]change{final}, Regular, Possible})
	if len(all.changes) > 0 {
		all.changes = append(all.changes, final)
		forms = append(ph.by(all), forms...)
	}
	return forms
}

// splitHyphens cuts a word at its hyphens.
func splitHyphens(text string) []field {
	var parts []field
	pre := ""
	for text != "" {
		at := strings.IndexAny(text, hyphens)
		if at < 0 {
			at = len(text)
		}
		parts = append(parts, field{pre: pre, core: text[:at], low: lower(text[:at])})
		text = text[at:]
		pre = ""
		for _, r := range text {
			pre = string(r)
			break
		}
		text = strings.TrimPrefix(text, pre)
	}
	return parts
}
