package codec

import (
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// leastLetters is how many letters a text must have before its language can be
// told from them.
const leastLetters = 40

// guessLanguage tells the language of an article that does not name it. It is
// a guess, and the notice says so.
func guessLanguage(a pipeline.Article) (pipeline.Lang, []Notice) {
	var text strings.Builder
	for _, b := range a.Blocks {
		text.WriteString(markup.Plain(b.Text))
		text.WriteByte('\n')
	}
	lang := LanguageOf(text.String())
	if lang == "" {
		return "", []Notice{{Kind: Guessed, Text: "The language is not named and could not be told from the letters."}}
	}
	return lang, []Notice{{Kind: Guessed, Text: "The language is not named; judging by its letters it is " + string(lang) + "."}}
}

// LanguageOf tells the language of a whole text by letters that only one
// language has: і ї є ґ Ukrainian, ы э ё Russian, ў Belarusian. Texts mostly
// in Latin letters are taken for English. It has no opinion, "", on fewer than
// 40 letters and on Cyrillic texts with none of those letters.
func LanguageOf(text string) pipeline.Lang {
	var latin, cyrillic, ukrainian, russian, belarusian int
	for _, c := range strings.ToLower(text) {
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case unicode.Is(unicode.Cyrillic, c):
			cyrillic++
		}
		switch c {
		case 'і', 'ї', 'є', 'ґ':
			ukrainian++
		case 'ы', 'э', 'ё':
			russian++
		case 'ў':
			belarusian++
		}
	}
	switch {
	case latin+cyrillic < leastLetters:
		return ""
	case latin > cyrillic:
		return pipeline.English
	case belarusian > 0 && belarusian*4 > ukrainian:
		return "be"
	case ukrainian > 2*russian:
		return pipeline.Ukrainian
	case russian > 0:
		return "ru"
	}
	return ""
}
