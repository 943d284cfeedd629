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
	if gender, ok := ordinal(lower(text)); ok {
		p := &paradigm{readings: g.room(readingsOfWord), joined: g.rules}
		declineOrdinal(p, text, gender)
		return p.readings
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
		if f.fixed() || isPrefix(f.low) || strings.HasSuffix(f.low, "о") && h.Kind != glossary.Person && !isGeneric(f.low) {
			continue
		}
		c := change{at: i, role: r}
		if h.Kind == glossary.Person {
			c.gender = h.Gender
		}
		all.changes = append(all.changes, c)
	}
	if h.Kind != glossary.Person && h.Gender != "" && !nominative(parts[end], h.Gender) {
		final.gender = "" // the gender is that of the first part: країна-агресор
	}
	forms := ph.by(plan{[]change{final}, Regular, Possible})
	if len(all.changes) == 0 {
		return forms
	}
	all.changes = append(all.changes, final)
	together := ph.by(all)
	if len(together) == 0 || isVowel(last(parts[0].low)) && nominative(parts[end], glossary.Masculine) { // купівля-продаж
		together = append(together, ph.by(mixed(all, parts[0]))...)
	}
	if len(together) == 0 && h.Kind == glossary.Place { // Пологи-Низ
		for i := range all.changes {
			all.changes[i].apart = true
		}
		together = ph.by(all)
	}
	return append(together, forms...)
}

// isPrefix knows first parts that never change: віце-прем'єр, прес-служба.
func isPrefix(low string) bool {
	return oneOf(low, "віце екс обер унтер контр лейб міні максі прес веб інтернет онлайн бізнес топ арт поп рок джаз шоу кібер медіа піар фан смарт")
}

// mixed lets the parts of a compound keep genders of their own: країна-агресор,
// місто-герой. After a consonant the first part may as well stay: прес-служба.
func mixed(p plan, first field) plan {
	if !isVowel(last(first.low)) {
		p.grade = Possible
	}
	p.changes = slices.Clone(p.changes)
	for i := range p.changes {
		p.changes[i].mixed = true
	}
	return p
}

// anyGender lets readings stand beside a word of any gender.
func anyGender(all []reading) []reading {
	all = slices.Clone(all)
	for i := range all {
		all[i].gender = ""
	}
	return all
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
