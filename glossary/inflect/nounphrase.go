package inflect

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// nounPlans finds the head of a phrase: leading adjectives that agree with what
// follows decline together with the first noun, and the rest stays. Where an
// adjective could be a noun itself (Рада Європи), both ways are made.
func nounPlans(fields []field, h Hints) []plan {
	first := 0
	for first+1 < len(fields) && (fields[first].fixed() || isAdverb(fields, first)) {
		first++ // 24 канал, тимчасово окуповані території
	}
	if fields[first].fixed() {
		return nil
	}
	changes := headed(fields, first, h)
	main := plan{changes, Regular, Possible}
	at := changes[len(changes)-1].at
	if second := coordinate(fields, at+1); second > 0 { // Боснія і Герцеговина
		for _, c := range headed(fields, second, Hints{Decl: h.Decl}) {
			c.apart = true
			main.changes = append(main.changes, c)
		}
		return []plan{main, {changes, Possible, Regular}}
	}
	all := []plan{main}
	for i, c := range changes[:len(changes)-1] { // the noun may stand before: база оподаткування
		if nounLike(fields[c.at], fields[c.at+1]) {
			noun := change{at: c.at, decl: h.Decl, gender: h.Gender}
			all = append(all, plan{append(slices.Clone(changes[:i]), noun), Regular, Regular})
		}
	}
	return append(all, tailPlans(fields, main, at, h)...)
}

// headed returns the changes of the adjectives from word at on and of the noun
// that they stand with, the head.
func headed(fields []field, at int, h Hints) []change {
	var changes []change
	gender := h.Gender
	for {
		g, ok := isAdjective(fields[at].low)
		next := agreeing(fields, at, g)
		if !ok || next == 0 || isGeneric(fields[at].low) || adjectiveLast(fields, at) {
			break
		}
		changes = append(changes, change{at: at, decl: glossary.DeclAdj, gender: g})
		gender = cmp.Or(h.Gender, g)
		at = next
	}
	head := change{at: at, decl: h.Decl, gender: gender}
	if g, ok := isAdjective(fields[at].low); ok && g != glossary.Masculine && h.Decl == "" && !surelyAdjective(fields[at].low) {
		head.decl = glossary.DeclNoun // beside other words it is a noun
	}
	return append(changes, head)
}

// adjectiveLast says whether a noun and its adjective end the phrase in that
// order: Катеринівка Перша.
func adjectiveLast(fields []field, at int) bool {
	return at+2 == len(fields) && surelyAdjective(fields[at+1].low) && !surelyAdjective(fields[at].low)
}

// coordinate returns the number of the word that stands beside the head of a
// phrase, after "and" or a dash at word at, or 0.
func coordinate(fields []field, at int) int {
	if at+1 >= len(fields) || fields[at].quoted || fields[at+1].fixed() || !fields[at+1].capital() {
		return 0
	}
	if oneOf(fields[at].low, "і й та") || fields[at].core == "" {
		return at + 1
	}
	return 0
}

// nounLike says whether a word that was taken for an adjective may be a noun
// with another one after it: Газета День, Вартовий неба.
func nounLike(f, next field) bool {
	if strings.HasSuffix(f.low, "а") {
		return !surelyAdjective(f.low)
	}
	return strings.HasSuffix(f.low, "ий") && strings.ContainsRune("аяо", last(next.low))
}

// agreeing returns the number of the word that the adjective at word at stands
// with, or 0: the next one, or the one after that when the adjective is sure
// and the next word only qualifies (Європейська Бізнес Асоціація). Adverbs and
// "and" with one more adjective may come between.
func agreeing(fields []field, at int, g glossary.Gender) int {
	if isAdverb(fields, at+1) {
		at++
	} else if second := at + 2; second < len(fields) && oneOf(fields[at+1].low, "і й та або чи") {
		if other, ok := isAdjective(fields[second].low); ok && other == g && agreeing(fields, second, g) > 0 {
			return second
		}
	}
	for next := at + 1; next < len(fields) && next <= at+2; next++ {
		if fields[next].quoted != fields[at].quoted {
			return 0
		}
		if nominative(fields[next], g) {
			return next
		}
		if !surelyAdjective(fields[at].low) || !fields[next].capital() {
			return 0
		}
	}
	return 0
}

// isAdverb says whether word at is an adverb that tells more of the adjective
// behind it: внутрішньо переміщена особа, так звана республіка.
func isAdverb(fields []field, at int) bool {
	if at+2 >= len(fields) || fields[at].quoted || fields[at].post != "" || fields[at+1].capital() || isGeneric(fields[at].low) {
		return false
	}
	if !strings.HasSuffix(fields[at].low, "о") && !oneOf(fields[at].low, "так дуже більш менш найбільш найменш вкрай надто занадто доволі досить цілком"+
		" зовсім повністю вже ще досі раніше") {
		return false
	}
	g, ok := isAdjective(fields[at+1].low)
	return ok && nominative(fields[at+2], g)
}

// nounInOva knows the common nouns with the suffix of an adjective, most of them
// in -ова.
func nounInOva(low string) bool {
	return ends(low, "голова установа будова війна") || oneOf(low, "мова умова основа розмова змова відмова промова постанова настанова сова корова"+
		" підкова полова діброва дуброва королева тонна ванна панна урна таверна цистерна тайна бездна")
}

// surelyAdjective says whether a word is an adjective by its suffix alone.
func surelyAdjective(low string) bool {
	if nounInOva(low) {
		return false
	}
	if _, ok := ordinal(low); ok {
		return true
	}
	return ends(low, "ий ська цька зька льна чна нна вна рна дна йна ова ева єва"+
		" ське цьке зьке не нє ове еве ські цькі зькі ні ові") || isCommonAdjective(low)
}

// isCommonAdjective says whether a word is one of the adjectives that names are
// made with.
func isCommonAdjective(low string) bool {
	return ends(low, "а я е є і") && oneOf(butLast(low), "велик мал нов стар біл чорн червон жовт зелен син золот свят гол"+
		" верхн нижн середн вищ перш друг трет крут тих довг висок глибок молод добр красн сух кам'ян народн")
}

// nominative says whether a word can be a nominative of that gender.
func nominative(f field, g glossary.Gender) bool {
	if isAbbreviation(f.core) {
		return true
	}
	final := last(f.low)
	switch g {
	case glossary.Masculine:
		return isConsonant(final) && !ends(f.low, "их") || strings.ContainsRune("йьаяо", final)
	case glossary.Feminine:
		return final == 'а' || final == 'я' || final == 'ь' && !ends(f.low, "ець єць тель") || isSibilant(final)
	case glossary.Neuter:
		return strings.ContainsRune("оеєя", final)
	}
	return strings.ContainsRune("иіїая", final)
}

// tailPlans looks at what follows the head: an adjective that agrees with it
// (острів Зміїний), or the name of a thing after the word for it (місто Київ).
func tailPlans(fields []field, main plan, at int, h Hints) []plan {
	next := at + 1
	if next != len(fields)-1 || !fields[next].capital() || fields[next].quoted || fields[next].fixed() {
		return nil
	}
	low := fields[next].low
	g, adj := isAdjective(low)
	closed := isSibilant(last(fields[at].low)) || last(fields[at].low) == 'ь'
	if adj && (surelyAdjective(low) || g == glossary.Feminine && closed) {
		return []plan{{append(slices.Clone(main.changes), change{at: next, decl: glossary.DeclAdj, gender: g}), Regular, Possible}}
	}
	if !isGeneric(fields[at].low) && ends(low, "и у ю і ї") || ends(low, "ів їв") && ends(fields[at].low, "а я т") {
		return nil // a genitive: Рада Європи, Кабінет Міністрів
	}
	name := change{at: next}
	if ends(fields[at].low, possessiveEnds) && len(main.changes) == 1 && nominative(fields[next], glossary.Masculine) { // Соколів Брід
		owned := plan{[]change{{at: at, decl: glossary.DeclAdj, gender: glossary.Masculine}, name}, Regular, Possible}
		return []plan{owned, {append(slices.Clone(main.changes), name), Possible, Regular}}
	}
	if h.Gender != "" && !nominative(fields[at], h.Gender) && nominative(fields[next], h.Gender) { // Мотор Січ
		name.gender = h.Gender
		return []plan{{[]change{name}, Regular, Possible}}
	}
	if isGeneric(fields[at].low) {
		name.apart = true
		return []plan{{append(slices.Clone(main.changes), name), Regular, Possible}}
	}
	both := plan{append(slices.Clone(main.changes), name), Possible, Regular}
	switch {
	case h.Kind == "": // the name of a person perhaps: Петро Порошенко, Дмитро Кулеба
		name.apart = oneOf(fields[at].low, menInA) || ends(low, "а я") && !ends(fields[at].low, "а я")
		both = plan{append(slices.Clone(main.changes), name), Regular, Regular}
	case h.Gender != "":
		name.gender = h.Gender
	}
	return []plan{both, {[]change{name}, Possible, Possible}}
}

// isGeneric says whether a word names a sort of place, so that a name after it
// may decline too: місто Київ, у місті Києві.
func isGeneric(low string) bool {
	return oneOf(low, "місто село селище смт хутір річка ріка озеро острів півострів область район вулиця площа проспект"+
		" станція гора море затока країна держава республіка королівство князівство султанат провінція штат повіт громада столиця")
}
