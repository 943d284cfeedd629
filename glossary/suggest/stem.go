package suggest

import (
	"strings"
	"unicode/utf8"
)

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
