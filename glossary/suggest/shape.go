package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shapeBonus is what the last letters of a stem add to the weight of an ending:
// how names of that shape mostly end.
func shapeBonus(stem, tail, nominative string) int {
	final, n := utf8.DecodeLastRuneInString(stem)
	head := stem[:len(stem)-n]
	switch {
	case nominative == "я" && tail != "" && isDoubled(stem): // Запоріжжя
		return 25
	case nominative == "я" && strings.HasSuffix(stem, "иц"), nominative == "а" && hasAny(stem, "щин ччин"): // Вінниця, Київщина
		return 30
	case nominative == "я" && tail != "" && final == 'і', nominative == "ь" && strings.HasSuffix(stem, "пол"): // Болгарія, Сімферополь
		return 15
	case nominative == "й" && tail == "ю" && strings.HasSuffix(stem, "о"): // Одесою
		return -40
	case strings.HasSuffix(stem, "иськ"): // Городисько
		if nominative == "о" {
			return 40
		}
	case nominative == "я" && hasAny(stem, "ижн ерхн ередн задн крайн"): // Нижня
		return 50
	case hasAny(stem, "енк єнк") && tail != "і": // Бондаренко
		if nominative == "о" {
			return 50
		}
		return -40
	case hasAny(stem, "ськ цьк зьк"): // Лозинський
		switch {
		case nominative == "ий":
			return 15
		case nominative == "" && tail == "а": // Лисичанськ
			return 12
		}
		return -5
	case hasAny(stem, "ам ям им іх их ом ем єм") && (tail == "и" || tail == ""): // Альпами is no genitive of Альпама
		return -45
	case tail == "і" && nominative == "а" && strings.ContainsRune("жчшщ", final):
		return -15
	case hasAny(stem, "ов ев єв ин ін їн"):
		return possessiveBonus(stem, tail, nominative)
	case nominative == "а" && final == 'ц', nominative == "я" && final == 'т', nominative == "" && tail == "і" && final == 'ц':
		return -30
	case nominative == "а" && tail == "о" && hasAny(stem, "івк ївк"):
		return 45
	case nominative == "" && isClumsy(head, final), nominative == "ь" && (final == 'ц' || isClumsy(head, final)) && !endsInVowel(head):
		return -60
	case nominative == "о" && isClumsy(head, final):
		return 15
	case nominative == "і" && strings.ContainsRune("жчшщц", final):
		return 30
	}
	return 0
}

// possessiveBonus is shapeBonus for stems that surnames in -ов and -ин share
// with villages in -ове and -ине and towns in -ів.
func possessiveBonus(stem, tail, nominative string) int {
	switch tail {
	case "ого", "ому", "ім":
		if nominative == "е" {
			return 40
		}
		return -20
	case "им":
		if nominative == "ий" {
			return -40
		}
	case "их", "ими":
		if nominative == "" {
			return 25
		}
	case "ом":
		if nominative == "" && hasAny(stem, "ов ев єв") { // Пісковом is of Пісків; the surname has Пісковим
			return -25
		}
	case "і":
		if hasAny(stem, "ев") && (nominative == "а" || nominative == "") { // Бондареві is of Бондар
			return -20
		}
		if nominative == "" && hasAny(stem, "ов") { // Харкові is of Харків
			return -12
		}
	}
	return 0
}

// isClumsy says whether a word hardly ends in that consonant behind its head.
func isClumsy(head string, final rune) bool {
	before, _ := utf8.DecodeLastRuneInString(head)
	switch {
	case strings.ContainsRune(vowels, before) || before == 'р' && final != 'л' || before == 'й' && final != 'к' && final != 'л':
		return false
	case before == final:
		return final != 'л' && final != 'н' && final != 'с' && final != 'т'
	}
	return strings.ContainsRune("нлврмк", final) && before != 'л' && !(final == 'к' && (before == 'н' || hasAny(head, "сь ць зь")))
}

// isPlausible throws out what Ukrainian does not write.
func isPlausible(lemma, stem, end string) bool {
	final, _ := utf8.DecodeLastRuneInString(stem)
	switch {
	case utf8.RuneCountInString(lemma) < 3 || !strings.ContainsAny(strings.ToLower(lemma), vowels):
		return false
	case end == "ь":
		before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(stem, string(final)))
		if isConsonant(before) && strings.ContainsRune("нц", final) {
			return false
		}
		return strings.ContainsRune("дзлнстц", final) && before != final
	case end == "и" && strings.ContainsRune("жчшщц", final):
		return false
	case end == "й", end == "ї":
		return strings.ContainsRune(vowels, final) || end == "ї" && final == '\''
	case end == "":
		return isConsonant(final)
	case end == "є":
		return strings.ContainsRune("н'іаоу", final)
	case end == "я":
		return !strings.ContainsRune("бвгґкмпфхчшщж", final) || isDoubled(stem)
	case end == "ій":
		return final == 'н'
	}
	return isConsonant(final)
}

// isDoubled says whether a stem ends in a consonant twice that neuter nouns in
// -я double: Запоріжж.
func isDoubled(stem string) bool {
	final, n := utf8.DecodeLastRuneInString(stem)
	return strings.ContainsRune("дтзсцлнжшч", final) && strings.HasSuffix(stem[:len(stem)-n], string(final))
}

func endsInVowel(s string) bool {
	final, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(vowels, unicode.ToLower(final))
}

const vowels = "аеєиіїоуюя"

func isConsonant(r rune) bool {
	return strings.ContainsRune("бвгґджзклмнпрстфхцчшщ", r)
}

// hasAny says whether s ends in one of the suffixes, which spaces part.
func hasAny(s, suffixes string) bool {
	for suffixes != "" {
		var suffix string
		suffix, suffixes, _ = strings.Cut(suffixes, " ")
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
