package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// hyphens are the signs that join two parts of a word.
const hyphens = "-‑‐"

// hyphenatedIn is hyphenated for a word inside a phrase.
func hyphenatedIn(text string, h Hints, r role) []reading { return hyphenated(text, h, r) }

// hyphenated returns the readings of a word that may have hyphens.
func hyphenated(text string, h Hints, r role) []reading {
	at := strings.LastIndexAny(text, hyphens)
	if at <= 0 {
		return newWord(text, h, r).readings()
	}
	parts := splitHyphens(text)
	final := parts[len(parts)-1]
	if final.fixed() || len(parts) > 2 && parts[1].fixed() && isCyrillic(last(parts[1].core)) {
		return planned(parts, plan{[]change{{0, h.Decl, h.Gender, r}}, Regular}, h)
	}
	all := plan{grade: Regular}
	lastOnly := plan{[]change{{len(parts) - 1, h.Decl, h.Gender, r}}, Regular}
	for i, f := range parts {
		c := change{i, glossary.DeclAuto, "", r}
		if h.Kind == glossary.Person {
			c.gender = h.Gender
		}
		if i == len(parts)-1 {
			c.decl, c.gender = h.Decl, h.Gender
		} else if f.fixed() || strings.HasSuffix(f.low, "о") && h.Kind != glossary.Person {
			continue
		}
		all.changes = append(all.changes, c)
	}
	forms := planned(parts, all, h)
	if len(all.changes) > 1 {
		forms = append(forms, planned(parts, lastOnly, h)...)
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
