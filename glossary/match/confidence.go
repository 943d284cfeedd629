package match

import (
	"strings"
	"unicode/utf8"
)

// confidence says how sure it is that what was found is the term of a record
// that fits it.
func (x *Index) confidence(s *scratch, r *reading, f found, rec *rec) Confidence {
	_, t := x.entry(rec)
	switch {
	case rec.variant == related:
		return Low
	case rec.variant == surname && (!t.Alone && !s.named[rec.entry] || isNamesake(r, f)):
		return Low
	case (rec.flags&common != 0 || s.lower[rec.termKey]) && !capitalProves(r, f, rec):
		return Low
	case isPart(r, f), isTownAdjective(r, f, t.Text):
		return Low
	}
	return High
}

// isNamesake says whether the surname that was found follows another given name
// or initial than that of the person: Іван Коваль, where Ольга Коваль is known.
func isNamesake(r *reading, f found) bool {
	if f.first == 0 {
		return false
	}
	surname, before := r.tokens[f.first], r.tokens[f.first-1]
	if before.initial() && strings.HasPrefix(r.text[before.end:surname.start], ".") {
		return true
	}
	given := before.upper == 1 && before.flags&(small|starts) == small && surname.sep == sepSpace
	return given && !isTitle(strings.ToLower(r.text[before.start:before.end]))
}

// isTitle says whether a word is one that is written with a capital before the
// surname of whoever holds the office.
func isTitle(word string) bool {
	for _, title := range []string{"президент", "прем", "міністр", "канцлер", "глав", "голов", "геть", "генерал", "сенатор", "корол", "принц", "пап", "пан"} {
		if strings.HasPrefix(word, title) {
			return true
		}
	}
	return false
}

// capitalProves says whether a capital in the text shows that a name is meant:
// one inside a sentence, not in a word all of capitals; or quotation marks that
// hold the name and nothing else. What needs no capital needs no proof.
func capitalProves(r *reading, f found, rec *rec) bool {
	if rec.capital == 0 {
		return true
	}
	tokens := r.tokens[f.first : f.last+1]
	enclosed := tokens[0].flags&opened != 0 && closes(r.text[tokens[len(tokens)-1].end:])
	for i, t := range tokens[:min(len(tokens), 16)] {
		switch {
		case rec.capital>>i&1 == 0:
		case t.shouts():
			if rec.flags&acronym != 0 {
				return true
			}
		case i > 0, enclosed, t.flags&(starts|opened) == 0:
			return true
		}
	}
	return false
}

// closes says whether text goes on with a closing mark.
func closes(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("»“”›\"')]", r)
}

// isPart says whether what was found is only a part of a compound: Подільський
// in Могилів-Подільський, or a word with digits on it. Particles make no
// compounds.
func isPart(r *reading, f found) bool {
	if r.tokens[f.first].flags&compound != 0 {
		return true
	}
	if f.last+1 == len(r.tokens) || r.tokens[f.last+1].flags&compound == 0 {
		return false
	}
	next := r.tokens[f.last+1]
	switch r.text[next.start:next.end] {
	case "то", "таки", "но", "от", "бо":
		return false
	}
	return true
}
