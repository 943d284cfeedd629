package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// guess is a nominative that a form may come from.
type guess struct {
	lemma  string
	weight int // how usual it is for a form with that ending; larger is more usual
}

// ending is an ending of a nominative, with its weight beside the others that
// the ending of a form may stand for. "" is the bare stem.
type ending struct {
	text   string
	weight int
}

// nominatives returns the endings that a nominative may have instead of an
// ending of a form. The weights are rough counts of names in news, in tenths.
func nominatives(form string) []ending {
	switch form {
	case "а":
		return []ending{{"", 60}, {"о", 22}, {"е", 8}}
	case "я":
		return []ending{{"ь", 50}, {"й", 60}, {"", 15}, {"ьо", -10}, {"е", 12}, {"є", 3}}
	case "у":
		return []ending{{"", 55}, {"а", 50}, {"о", 20}, {"е", 5}}
	case "ю":
		return []ending{{"ь", 40}, {"й", 45}, {"я", 45}, {"", 12}, {"е", 10}, {"є", 3}, {"ьо", -10}}
	case "и":
		return []ending{{"а", 60}, {"", 15}, {"ь", 8}}
	case "і":
		return []ending{{"а", 45}, {"", 47}, {"я", 30}, {"о", 20}, {"ь", 32}, {"е", 12}, {"ий", 4}}
	case "ї":
		return []ending{{"я", 55}, {"й", 25}, {"є", 3}}
	case "ою":
		return []ending{{"а", 80}}
	case "ею":
		return []ending{{"я", 50}, {"а", 40}}
	case "єю":
		return []ending{{"я", 80}}
	case "ьою", "ьої":
		return []ending{{"я", 80}}
	case "ом":
		return []ending{{"", 60}, {"о", 30}}
	case "ем":
		return []ending{{"ь", 45}, {"", 45}, {"е", 15}}
	case "єм":
		return []ending{{"й", 70}, {"є", 5}}
	case "ові":
		return []ending{{"", 60}, {"о", 30}}
	case "еві":
		return []ending{{"ь", 50}, {"", 40}}
	case "єві":
		return []ending{{"й", 70}}
	case "е":
		return []ending{{"", 25}, {"я", 12}, {"ь", 5}, {"а", 5}, {"о", 5}, {"й", 2}}
	case "о":
		return []ending{{"а", 20}}
	case "є":
		return []ending{{"я", 15}}
	case "ів":
		return []ending{{"и", 35}, {"", 30}, {"і", 25}, {"а", 6}, {"ь", 10}, {"о", 8}}
	case "їв":
		return []ending{{"ї", 20}, {"й", 30}}
	case "ам":
		return []ending{{"и", 35}, {"", 30}, {"а", 25}, {"і", 12}, {"о", 8}}
	case "ами":
		return []ending{{"и", 35}, {"", 30}, {"а", 25}, {"і", 12}, {"о", 8}}
	case "ах":
		return []ending{{"и", 45}, {"", 20}, {"а", 20}, {"і", 12}, {"о", 8}}
	case "ям":
		return []ending{{"і", 35}, {"я", 25}, {"ь", 25}, {"й", 20}, {"ї", 10}, {"", 8}}
	case "ями", "ях":
		return []ending{{"і", 35}, {"я", 20}, {"ь", 25}, {"й", 20}, {"ї", 10}, {"", 8}}
	case "ого":
		return []ending{{"ий", 60}, {"е", 40}, {"о", 4}, {"ой", 3}}
	case "ому":
		return []ending{{"ий", 60}, {"е", 45}, {"о", 4}, {"ой", 3}}
	case "ього", "ьому":
		return []ending{{"ій", 50}, {"є", 40}}
	case "им":
		return []ending{{"ий", 55}, {"", 45}, {"е", 25}, {"і", 24}, {"о", 4}, {"ой", 3}}
	case "ім":
		return []ending{{"ій", 25}, {"е", 30}, {"ий", 20}, {"є", 15}, {"і", 15}}
	case "ої":
		return []ending{{"а", 80}}
	case "ій":
		return []ending{{"а", 60}, {"я", 20}}
	case "их":
		return []ending{{"ий", 30}, {"і", 30}, {"", 20}, {"а", 6}, {"е", 4}}
	case "ими":
		return []ending{{"ий", 25}, {"і", 25}, {"", 20}, {"е", 4}}
	case "":
		return []ending{{"и", 31}, {"а", 8}, {"і", 6}}
	}
	return nil
}

// guesses returns the nominatives that a form may come from, itself the first.
// Most are no names: what they are worth shows when they are inflected.
func guesses(form string) []guess {
	if at := strings.LastIndexByte(form, '-'); at > 0 && at < len(form)-1 && strings.Count(form, "-") < 3 {
		return joined(guesses(form[:at]), guesses(form[at+1:]), form)
	}
	all := append(make([]guess, 0, 24), guess{form, asWritten(form)})
	at := len(form)
	for range 5 { // no ending has more letters than four
		stem, tail := form[:at], form[at:]
		for _, e := range nominatives(strings.ToLower(tail)) {
			for i, s := range stems(stem, tail, e.text) {
				if i > 0 && tail == "і" && e.text == "" { // Розі is rather of Роза than of Ріг
					s.cost += 12
				}
				if lemma := s.text + e.text; isPlausible(lemma, s.text, e.text) {
					all = append(all, guess{lemma, e.weight - s.cost + shapeBonus(s.text, tail, e.text)})
				}
			}
		}
		_, n := utf8.DecodeLastRuneInString(form[:at])
		if at -= n; at <= 0 {
			break
		}
	}
	return append(all, closedGuesses(form)...)
}

// joined returns the nominatives of a word with a hyphen, whose first part may
// keep its form (Івано-Франківська) or decline too (Нечуя-Левицького).
func joined(first, second []guess, form string) []guess {
	all := []guess{{form, asWritten(form)}}
	heaviest := func(a, b guess) int { return cmp.Compare(b.weight, a.weight) }
	fixed := first[0]
	slices.SortStableFunc(first, heaviest)
	slices.SortStableFunc(second, heaviest)
	for _, b := range second[:min(len(second), 4)] {
		if fixed.lemma != first[0].lemma {
			weight := b.weight - 10
			if !strings.HasSuffix(fixed.lemma, "о") {
				weight = min(fixed.weight, weight)
			}
			all = append(all, guess{fixed.lemma + "-" + b.lemma, weight})
		}
		for _, a := range first[:min(len(first), 3)] {
			all = append(all, guess{a.lemma + "-" + b.lemma, min(a.weight, b.weight)})
		}
	}
	return all
}

// asWritten is the weight of a form as its own nominative: endings that only
// oblique cases have make it small.
func asWritten(form string) int {
	low := strings.ToLower(form)
	switch {
	case hasAny(low, "ого ього ому ьому ові еві єві ами ями ої ьої"):
		return 0
	case hasAny(low, "ою ею єю ом ем єм ам ям ах ях"):
		return 10
	case hasAny(low, "у ю"):
		return 8
	case hasAny(low, "и і ї"):
		if hasAny(low, "ллі ббі ррі кі") { // Доллі, Келлі
			return 50
		}
		return 24
	case hasAny(low, "ів їв"):
		return 45
	case hasAny(low, "их им ім"):
		return 20
	case hasAny(low, "щина ччина ія"):
		return 75
	case hasAny(low, "а я"):
		return 58
	case hasAny(low, "о е є"):
		return 48
	}
	return 78
}

// origin is a stem as it may be in the nominative, and what the change costs.
type origin struct {
	text string
	cost int
}

// stems undoes the changes that a stem undergoes before an ending of the
// oblique cases, for nominatives in the other ending.
func stems(stem, tail, nominative string) []origin {
	all := []origin{{stem, 0}}
	switch tail {
	case "і":
		for _, hard := range hardened(stem, "зг цк") {
			all = append(all, origin{hard, -4})
		}
		for _, hard := range hardened(stem, "сх зґ") {
			all = append(all, origin{hard, 8})
		}
		if head, ok := strings.CutSuffix(stem, "цц"); ok {
			all = append(all, origin{head + "кк", -4})
		}
	case "е":
		for _, hard := range hardened(stem, "жг чк шх") {
			all = append(all, origin{hard, 4})
		}
	}
	switch nominative {
	case "", "ь", "й":
		for _, s := range all {
			all = append(all, closed(s.text, nominative)...)
		}
	}
	return all
}

// hardened replaces the last consonant of a stem by pairs of soft and hard.
func hardened(stem, pairs string) []string {
	var all []string
	for _, pair := range strings.Split(pairs, " ") {
		_, n := utf8.DecodeRuneInString(pair)
		if head, ok := strings.CutSuffix(stem, pair[:n]); ok {
			all = append(all, head+pair[n:])
		}
	}
	return all
}

// closed returns the stems with the vowel that the nominative has in its last
// syllable: Києв Київ, Чернігов Чернігів, Лабунц Лабунец, Відн Віден.
func closed(stem, nominative string) []origin {
	var all []origin
	final, n := utf8.DecodeLastRuneInString(stem)
	head := stem[:len(stem)-n]
	before, m := utf8.DecodeLastRuneInString(head)
	body, consonant := head[:len(head)-m], string(final)
	if nominative == "й" || body == "" {
		return nil
	}
	switch before {
	case 'є':
		if final == 'в' && endsInVowel(body) {
			all = append(all, origin{body + "їв", -15})
		}
	case 'о', 'е':
		cost := 30
		if final == 'в' || final == 'л' && nominative == "ь" || final == 'н' && nominative == "ь" {
			cost = 8
		}
		all = append(all, origin{body + "і" + consonant, cost})
	}
	if !isConsonant(before) && before != 'ь' && before != 'й' {
		return all
	}
	soft := nominative == "ь"
	switch {
	case final == 'ц' && soft && before == 'й':
		all = append(all, origin{body + "єц", -5})
	case final == 'ц' && soft && before == 'ь':
		all = append(all, origin{body + "ец", -5})
	case final == 'ц' && soft:
		all = append(all, origin{head + "ец", -5})
		all = append(all, reopened(head, "ец")...)
	case final == 'к' && !soft && hasAny(head, "сь ць зь й"):
	case final == 'к' && !soft:
		cost := 25
		if before == 'ь' {
			cost = 10
		}
		all = append(all, origin{head + "ок", cost})
	case strings.ContainsRune("нл", final) && soft:
		all = append(all, origin{head + "е" + consonant, 15})
	case strings.ContainsRune("лр", final) && !soft:
		all = append(all, origin{head + "е" + consonant, 35}, origin{head + "о" + consonant, 45})
	}
	return all
}

// reopened undoes the і of a syllable that a lost vowel closed: Свидівц,
// Свидовець.
func reopened(head, end string) []origin {
	final, n := utf8.DecodeLastRuneInString(head)
	body := head[:len(head)-n]
	if i, ok := strings.CutSuffix(body, "і"); ok && i != "" {
		return []origin{{i + "о" + string(final) + end, 12}, {i + "е" + string(final) + end, 16}}
	}
	return nil
}

// closedGuesses are the nominatives of forms whose change is no exchange of
// endings: feminine instrumentals (Казанню, областю, Перм'ю), genitives plural
// without ending (Лубен), and a few short words.
func closedGuesses(form string) []guess {
	var all []guess
	low := strings.ToLower(form)
	if stem, ok := strings.CutSuffix(form, "ю"); ok {
		final, n := utf8.DecodeLastRuneInString(stem)
		body := stem[:len(stem)-n]
		switch {
		case final == '\'':
			all = append(all, guess{body, 20}, guess{body + "ь", 4})
		case strings.HasSuffix(body, string(final)) && isConsonant(final):
			all = append(all, guess{body + "ь", 35}, guess{body, 12})
		case isPlausible(stem+"ь", stem, "ь"):
			all = append(all, guess{stem + "ь", 25})
		}
	}
	for _, short := range [...][2]string{{"тижн", "тиждень"}, {"дн", "день"}, {"пс", "пес"}, {"льв", "лев"}, {"вівс", "овес"}, {"кон", "кінь"}} {
		stem, lemma := short[0], short[1]
		if strings.HasPrefix(low, stem) && len(low) <= len(stem)+6 {
			if low == form {
				all = append(all, guess{lemma, 60})
			} else {
				r, n := utf8.DecodeRuneInString(lemma)
				all = append(all, guess{strings.ToUpper(string(r)) + lemma[n:], 20})
			}
		}
	}
	final, n := utf8.DecodeLastRuneInString(form)
	head := form[:len(form)-n]
	before, m := utf8.DecodeLastRuneInString(head)
	if strings.ContainsRune("оеі", before) && strings.ContainsRune("кнлрвцгд", final) {
		body, vowel := head[:len(head)-m], "о"
		if before != 'і' {
			vowel = ""
		}
		all = append(all, guess{strings.TrimSuffix(body, "ь") + vowel + string(final) + "и", 14})
	}
	return all
}
