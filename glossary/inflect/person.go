package inflect

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// personPlans declines every word of a person's name, for the gender that is
// given or that the given name shows; when neither says it, for both.
func personPlans(fields []field, h Hints) []plan {
	genders := []glossary.Gender{h.Gender}
	if h.Gender == "" && len(fields) > 1 {
		if g := genderOf(fields); g != "" {
			genders[0] = g
		} else {
			genders = []glossary.Gender{glossary.Masculine, glossary.Feminine}
		}
	}
	var all []plan
	for _, g := range genders {
		p := plan{grade: Regular, worst: Possible}
		for i, f := range fields {
			if !f.fixed() {
				p.changes = append(p.changes, change{at: i, decl: h.Decl, gender: g, role: roleOf(fields, i)})
			}
		}
		if len(p.changes) == 0 {
			continue
		}
		if len(p.changes) > 2 && allShort(fields, p.changes) { // Кім Чен Ин, Кім Чен Ина
			all = append(all, plan{p.changes[len(p.changes)-1:], Regular, Possible})
			continue
		}
		all = append(all, p)
		if len(p.changes) > 1 && syllables(fields[p.changes[0].at].low) == 1 { // Ден Сяопін, Дена or Ден Сяопіна
			all = append(all, plan{p.changes[len(p.changes)-1:], Possible, Regular})
		}
	}
	return all
}

// allShort says whether all words are of one syllable, as in Korean names.
func allShort(fields []field, changes []change) bool {
	return !slices.ContainsFunc(changes, func(c change) bool { return syllables(fields[c.at].low) != 1 })
}

// roleOf tells given names and surnames apart by their places.
func roleOf(fields []field, i int) role {
	switch {
	case len(fields) == 1 || !fields[i].capital():
		return anyRole
	case i == surnameAt(fields):
		return surname
	}
	return givenName
}

// surnameAt returns the number of the surname: the last word, unless that is a
// patronymic (Шевченко Тарас Григорович) or only the first one looks like a
// surname (Зеленський Володимир); -1 when there is none (Ольга Петрівна).
func surnameAt(fields []field) int {
	end := len(fields) - 1
	switch {
	case isPatronymic(fields[end].low):
		return end - 2
	case end == 1 && likeSurname(fields[0].low) && !likeSurname(fields[1].low):
		return 0
	}
	return end
}

// likeSurname says whether a word has a suffix that only surnames have.
func likeSurname(low string) bool {
	return syllables(low) > 1 && low != "любов" && ends(low, "ий ой ський цький зький ська цька зька енко єнко чук щук нюк люк рюк ов ев єв ова єва ець єць")
}

// isPatronymic says whether a word is a father's name.
func isPatronymic(low string) bool {
	return ends(low, "ович йович івна ївна") || oneOf(low, "ілліч лукич кузьмич фомич хомич савич никитич")
}

// patronymic says whether the word is a father's name.
func (f field) patronymic() bool { return isPatronymic(f.low) }

// genderOf tells the gender of a person from the patronymic, else from the
// given name, else from an adjectival surname; "" when none of them says it.
func genderOf(fields []field) glossary.Gender {
	for _, f := range fields[1:] {
		if isPatronymic(f.low) {
			if strings.HasSuffix(f.low, "а") {
				return glossary.Feminine
			}
			return glossary.Masculine
		}
	}
	family := surnameAt(fields)
	if family >= 0 {
		switch low := fields[family].low; {
		case ends(low, "ська цька зька ова єва ева"):
			return glossary.Feminine
		case ends(low, "ський цький зький"):
			return glossary.Masculine
		}
	}
	at := 0
	for at < len(fields) && (at == family || fields[at].fixed() || !fields[at].capital()) {
		at++
	}
	if at == len(fields) {
		return ""
	}
	given := fields[at].low
	final := last(given)
	switch {
	case oneOf(given, menInA):
		return glossary.Masculine
	case oneOf(given, womenInConsonant):
		return glossary.Feminine
	case oneOf(given, eitherGender):
		return ""
	case final == 'а' || final == 'я':
		return glossary.Feminine
	case isConsonant(final) || final == 'й' || final == 'ь' || final == 'о':
		return glossary.Masculine
	}
	return ""
}

// Given names whose last letter misleads about the gender.
const (
	menInA = "микола ілля микита лука кузьма хома фома сава яка гаврила данила кирила сила ярема юхрема вавила" +
		" альоша альоша сергійка ілья нікіта мойша муса мустафа джошуа андреа лука йона ієремія єремія захарія ісая" +
		" олекса абдулла папа"
	womenInConsonant = "любов нінель ніколь адель юдіф рут есфір руф рашель кармен маргарет елізабет енн джейн катрін ірен" +
		" інгрід астрід жаклін мерилін карін кетрін джоан сьюзен елен меган еллен гелен керолайн мадлен марлен жозефін" +
		" крістін мерил шерон керол рейчел ейпріл джоел ешлі ізабель мішель габріель даніель мюріель"
	eitherGender = "саша женя валя слава мішель даніель габріель джекі крісті"
)
