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
