package codec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A hyphenation is what a hyphen at the end of a line means.
type hyphenation int

const (
	unsure   hyphenation = iota
	divided              // it divides a word that has none
	compound             // the word has it wherever it stands
	likely               // the word may well have it
)

// Parts of words by the Ukrainian orthography of 2019, paragraphs 35 to 41:
// those in front of a hyphen, and those written together with what follows.
const (
	hyphenFirst = "будь казна хтозна бозна невідь прем'єр генерал унтер обер дизель більш врешті віч давним кінець " +
		"північно південно східно західно військово науково суспільно соціально політично навчально лікувально торговельно культурно фінансово економічно адміністративно всесвітньо народно"
	hyphenOld   = "віце екс прес веб топ міні максі бізнес інтернет онлайн медіа пів арт шоу поп рок фан" // with a hyphen before 2019, or as people like it
	hyphenLast  = "небудь таки"
	pronouns    = "хто що як так де тим того чого там якось десь коли все"
	adverbsOfPo = "перше друге третє четверте п'яте шосте сьоме восьме дев'яте десяте нашому вашому моєму твоєму своєму їхньому іншому новому старому справжньому людському різному українському англійському іноземному сусідському"
	prefixes    = "на за ви до не об від під при про пере перед роз без над між най пред спів по зі су у о " +
		"авто радіо теле кіно фото відео аеро мікро макро мульти анти супер ультра гіпер нано еко агро євро кібер контр екстра архі гідро електро енерго само ново"
)

// judge tells what the hyphen between two parts, small ones with plain
// apostrophes, means: by the same word elsewhere in the text, or by the parts.
func (j *joints) judge(left, right string) hyphenation {
	first, second := left[strings.LastIndex(left, "-")+1:], right
	if at := strings.Index(right, "-"); at > 0 {
		second = right[:at]
	}
	second = strings.TrimRight(second, "'")
	switch {
	case j.words[left+"-"+right], isCompound(first, second):
		return compound
	case j.words[left+right], isDivided(first, second):
		return divided
	case isLikely(first, second), j.words[left] || j.words[right]:
		return likely
	}
	return unsure
}

func isCompound(first, second string) bool {
	switch {
	case strings.ContainsFunc(first, unicode.IsDigit): // 16-річний
		return true
	case first == second:
		return utf8.RuneCountInString(first) > 2
	case first == "по":
		return isOneOf(adverbsOfPo, second) || endsIn(second, "ськи", "цьки", "зьки")
	case second == "то":
		return isOneOf(pronouns, first)
	}
	return isOneOf(hyphenFirst, first) || isOneOf(hyphenLast, second)
}

// isDivided reports whether the first part is a prefix, or the second one
// syllable that ends as no second part of a compound does.
func isDivided(first, second string) bool {
	if vowels(first) == 0 || vowels(second) == 0 || isOneOf(hyphenOld, first) { // no syllable is without a vowel
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(second)
	return isOneOf(prefixes, first) || vowels(second) == 1 && strings.ContainsRune(ukrainianVowels+"йьвмх", last)
}

// isLikely reports whether the parts look like two adjectives in one, or have
// letters of another alphabet, or no vowel.
func isLikely(first, second string) bool {
	if vowels(first) == 0 || vowels(second) == 0 || isOneOf(hyphenOld, first) {
		return true
	}
	return vowels(second) > 1 && utf8.RuneCountInString(second) > 4 &&
		endsIn(first, "сько", "цько", "зько", "ично", "ічно", "ійно", "ально", "ельно", "івно", "ово", "ево", "енно", "урно") &&
		endsIn(second, "ий", "ій", "ого", "ому", "им", "ім", "их", "іх", "ими", "а", "у", "ої", "ою", "е", "і")
}

const ukrainianVowels = "аеєиіїоуюя"

func vowels(part string) int {
	n := 0
	for _, c := range part {
		if strings.ContainsRune(ukrainianVowels, c) {
			n++
		}
	}
	return n
}

func isOneOf(words, word string) bool { return slices.Contains(strings.Fields(words), word) }

func endsIn(word string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(word, ending) })
}
