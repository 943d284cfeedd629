package inflect

import "strings"

// soften changes the last consonant of a stem before і (A6: г ґ к х to з з ц
// с) or before е (A7: г к х to ж ч ш).
func soften(s, before string) string {
	from, to := "гґкх", "ззцс"
	if before == "е" {
		from, to = "гкх", "жчш"
	}
	for i, soft := range []rune(to) {
		hard := string([]rune(from)[i])
		rest, ok := strings.CutSuffix(s, hard)
		if !ok {
			continue
		}
		if again, ok := strings.CutSuffix(rest, hard); ok && hard == "к" && before == "і" {
			return again + strings.Repeat(string(soft), 2) // Малакка, Малацці
		}
		return rest + string(soft)
	}
	return s
}

// consonantStems returns the stems of a word in a consonant, й or ь, which the
// endings of oblique cases follow; body is the word without a final ь or й.
// The alternations are A1 to A5.
func consonantStems(w word, body string) []stem {
	if w.role == givenName {
		return givenNameStems(w, body)
	}
	if listed, ok := irregularStem(w); ok {
		return []stem{{listed, Regular, "A0"}, {body, Possible, ""}}
	}
	if stems := fleeting(w, body); stems != nil {
		return stems
	}
	if stems := closedI(w, body); stems != nil {
		return stems
	}
	return []stem{{body, Regular, ""}}
}

// givenNameStems knows that men's given names keep their vowels (Леоніда), but
// for a few old ones, and for those in -ець and -ок.
func givenNameStems(w word, body string) []stem {
	open := butLast(body)
	switch {
	case oneOf(w.low, "антін тихін федір сидір прокіп нестір тиміш никифір яків"):
		return []stem{{butLast(open) + "о" + string(last(body)), Regular, "A1"}}
	case w.low == "лев": // Лева and Льва
		return []stem{{body, Regular, ""}, {likeCase("льв", w.text), Possible, "A3b"}}
	case w.low == "павел":
		return []stem{{body, Regular, ""}, {butLast(open) + "л", Possible, "A3b"}}
	case ends(w.low, "ець єць ок"):
		return fleeting(w, body)
	}
	return []stem{{body, Regular, ""}}
}

// irregular lists the short words that lose their vowel and the few others that
// no rule covers, each with the stem of its oblique cases.
const irregular = "день:дн пень:пн пес:пс сон:сн рот:рт лоб:лб мох:мх лід:льод овес:вівс хребет:хребт" +
	" єгипет:єгипт човен:човн терен:терн овен:овн оцет:оцт псел:псл колір:кольор" +
	" тиждень:тижн ківш:ковш четвер:четверг чернець:ченц мрець:мерц швець:шевц жнець:женц жрець:жерц"

// irregularStem returns the listed stem of a word.
func irregularStem(w word) (string, bool) {
	for list := irregular; list != ""; {
		var entry string
		entry, list, _ = strings.Cut(list, " ")
		if lemma, low, _ := strings.Cut(entry, ":"); lemma == w.low {
			return likeCase(low, w.text), true
		}
	}
	return "", false
}

// fleeting is A3 to A5: the vowel of the last syllable that falls out.
func fleeting(w word, body string) []stem {
	switch {
	case syllables(w.low) < 2 && strings.HasSuffix(w.low, "лець"): // Клець, Кльця
		return []stem{{body, Regular, ""}, {cutLast(body, 2) + "ьц", Possible, "A4"}}
	case syllables(w.low) < 2:
		return nil
	case strings.HasSuffix(w.low, "єць"):
		before := cutLast(body, 2)
		stems := []stem{{before + "йц", Regular, "A4"}}
		if last(before) == 'о' { // боєць, бійця
			stems = append(stems, stem{butLast(before) + "ійц", Regular, "A4 A5"})
		}
		return stems
	case strings.HasSuffix(w.low, "ець"):
		return append(reopened(cutLast(body, 2), "ц", "A3"), stem{body, Possible, ""})
	case ends(w.low, "йок"):
		return []stem{{cutLast(body, 2) + "к", Regular, "A3"}, {body, Possible, ""}}
	case ends(w.low, "ок"):
		return append(reopened(cutLast(body, 2), "к", "A3"), stem{body, Possible, ""})
	case ends(w.low, "ень ель онь оть ел ер ор ол"):
		before := cutLast(body, 2)
		if strings.HasSuffix(before, "ь") || !isConsonant(last(before)) {
			return nil
		}
		return []stem{{body, Regular, ""}, {before + string(last(body)), Possible, "A3b"}}
	}
	return nil
}

// reopened joins what is left of a stem whose vowel fell out with its last
// consonant: л takes ь before ц (A4: Стрільця, but притулку), and the syllable
// that is closed now may turn о and е into і (A5).
func reopened(before, consonant, rule string) []stem {
	joint := ""
	if last(before) == 'л' && consonant == "ц" {
		joint, rule = "ь", rule+" A4"
	}
	stems := []stem{{before + joint + consonant, Regular, rule}}
	final := last(before)
	if final == 'й' || isConsonant(final) {
		open := butLast(before)
		switch last(open) {
		case 'о', 'е', 'є':
			i := "і"
			if last(open) == 'є' {
				i = "ї"
			}
			stems = append(stems, stem{butLast(open) + i + string(final) + joint + consonant, Regular, rule + " A5"})
		}
	}
	return stems
}

// closedI is A1 and A2: і and ї of a closed last syllable become о, е and є.
func closedI(w word, body string) []stem {
	final := last(body)
	if !isConsonant(final) {
		return nil
	}
	if head, ok := strings.CutSuffix(body, "іст"); ok && head != "" { // міст, моста; гість, гостя
		return []stem{{body, Regular, ""}, {head + "ост", Possible, "A1b"}}
	}
	open := butLast(body)
	head := butLast(open)
	switch {
	case last(open) == 'ї' && final == 'в':
		return []stem{{head + "єв", Regular, "A2"}, {body, Possible, ""}}
	case last(open) != 'і' || head == "":
		return nil
	case ends(w.low, "ів іль інь"):
		stems := []stem{
			{head + "о" + string(final), Regular, "A1"},
			{head + "е" + string(final), Regular, "A1"},
			{body, Possible, ""},
		}
		if strings.HasSuffix(w.low, "лів") { // Ковалів, Ковальова
			stems = append(stems, stem{head + "ьов", Possible, "A1"})
		}
		return stems
	}
	if strings.HasSuffix(w.low, "хід") { // Захід, Заходу
		return []stem{{head + "од", Regular, "A1"}, {body, Possible, ""}}
	}
	if final == 'н' && w.role == surname && syllables(w.low) > 1 { // Цзіньпін
		return []stem{{body, Regular, ""}}
	}
	stems := []stem{{body, Regular, ""}, {head + "о" + string(final), Possible, "A1b"}}
	if strings.HasSuffix(w.low, "літ") { // політ, польоту
		stems = append(stems, stem{head + "ьот", Possible, "A1b"})
	}
	if !isVelar(final) {
		stems = append(stems, stem{head + "е" + string(final), Possible, "A1b"})
	}
	return stems
}

// cutLast returns s without its last n letters.
func cutLast(s string, n int) string {
	for range n {
		s = butLast(s)
	}
	return s
}
