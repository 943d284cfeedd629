package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
)

// extend lengthens a name by the common nouns that belong to it: Закарпатська
// митниця, Ужгородський міськрайонний суд, Міністерство культури, Музей
// сакрального мистецтва.
func (r *reader) extend(m *mention) {
	w := r.words[m.first]
	follows := func(j int) bool {
		return j < len(r.words) && r.words[j].joined && r.words[j].shape == small && !r.words[j].known && !r.lexicon.never[r.words[j].low]
	}
	if r.isBody(w) {
		j := m.first + 1
		for follows(j) && hasAny(r.words[j].low, "ого ої ьої их ього") {
			j++
		}
		if follows(j) && isGenitive(r.words[j].low) {
			m.kind, m.last, m.fixed = glossary.Organisation, j, j-m.first
		}
		return
	}
	if !isAdjective(w.low) || m.opening && !isOfPlace(w.low) {
		return
	}
	for j := m.first + 1; follows(j) && j < m.first+4; j++ {
		if c, _ := r.lexicon.cueOf(r.words[j].low); c.body {
			m.kind, m.last, m.headed = c.kind, j, true
			return
		}
		if !isAdjective(r.words[j].low) {
			return
		}
	}
}

// isGenitive says whether a common word looks like a genitive, and not like a
// verb or an adverb.
func isGenitive(low string) bool {
	return utf8.RuneCountInString(low) > 3 && hasAny(low, "и і ї у ю а я ів їв ей ств") && !hasAny(low, "ла ли ти ся чи ючи ачи ому ими іше ові")
}

// isAdjective says whether a word in small letters looks like an adjective.
func isAdjective(low string) bool {
	return utf8.RuneCountInString(low) > 3 && hasAny(low, "ий а е ого ої ому ій у ою им і их ими ім ня ньої нє") &&
		(!hasAny(low, "ка ку ки ці") || hasAny(low, "ська цька зька ську цьку зьку"))
}

// isOfPlace says whether an adjective is one that names of bodies begin with.
func isOfPlace(low string) bool {
	for _, part := range [...]string{"ськ", "цьк", "зьк", "національн", "державн", "верховн"} {
		if strings.Contains(low, part) {
			return true
		}
	}
	return false
}

// isCommon says whether a word at the start of a sentence has an ending of verbs
// or of abstract nouns.
func isCommon(low string) bool {
	return utf8.RuneCountInString(low) > 4 && hasAny(low, "ати ити іти яти ути ться емо имо ють уть ає ує яє іє йте йтесь ння ття ість ості"+
		" ала ила іла яла ула али или іли яли ули ало ило іло яло уло лася лися лося")
}

// isSurname says whether a word in small letters has an ending that surnames
// have, and hardly anything else.
func isSurname(low string) bool {
	return utf8.RuneCountInString(low) > 5 && hasAny(low, "енко єнко енка єнка енку єнку енком єнком енкові єнкові чук чука чуку чуком чукові щук щука щуку щуком щукові"+
		" швілі ович евич")
}

// isCamel says whether a word has a capital inside, as companies like it.
func isCamel(text string) bool {
	upper := 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 1 && !strings.Contains(text, "-")
}
