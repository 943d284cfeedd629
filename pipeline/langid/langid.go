// Package langid tells whether an article is Ukrainian, by letters that other
// languages do not have and letters that they have besides. The intake asks it
// before a story is stored.
//
// It counts and knows no words, so that it needs no model and can say why it
// thinks so. Over an article that is right practically always, over a sentence
// it is not: a short text gets no opinion, and a paragraph only a mark.
package langid

import (
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A Verdict is what the letters of an article say.
type Verdict struct {
	Opinion Opinion
	Lang    pipeline.Lang // empty when they do not say which
	Reason  string        // in words: "«ы» and «э» occur 312 times, «і», «ї» and «є» never"
	Marks   []Mark        // paragraphs in another language, of an article in Ukrainian
}

// Opinion is how sure a verdict is.
type Opinion int

// The opinions.
const (
	None      Opinion = iota // too short to tell
	Unsure                   // it may be Ukrainian and may be not
	Ukrainian                // it is Ukrainian
	Other                    // it is another language
)

// A Mark is a block whose letters are of another language.
type Mark struct {
	Block  pipeline.BlockID
	Lang   pipeline.Lang // empty when they do not say which
	Text   string        // how it begins
	Reason string
}

// Judge judges an article by all of its text: not by code, embeds and the
// addresses of links.
func Judge(a pipeline.Article) Verdict {
	var all letters
	var marks []Mark
	for _, b := range a.Blocks {
		text := markup.Plain(b.Text)
		l := count(text)
		all.add(&l)
		if lang, ok := l.foreign(); ok {
			marks = append(marks, Mark{Block: b.ID, Lang: lang, Text: beginning(text), Reason: l.reason()})
		}
	}
	v := all.verdict()
	if v.Opinion == Ukrainian || v.Opinion == Unsure {
		v.Marks = marks
	}
	return v
}

// Text judges a text as one paragraph of an article.
func Text(text string) Verdict {
	l := count(text)
	return l.verdict()
}

// Thresholds, measured on 40 news articles of NTREX-128 in each of six
// languages, and on articles that the house has as samples. Of the Cyrillic
// letters of an article, і ї є ґ are 4.8 to 9.6 per cent in Ukrainian, 4.1 to
// 7.6 in Belarusian, none elsewhere; letters that Ukrainian does not have are
// at most 0.9 in Ukrainian articles with Russian quotes, 6.5 to 11.7 in
// Belarusian, 1.2 and more in Russian, Bulgarian, Serbian and Macedonian.
const (
	least       = 40  // letters of a text that there is an opinion on
	leastRefuse = 160 // letters of a text that can be called another language: two or three sentences
)

func (l *letters) verdict() Verdict {
	v := Verdict{Reason: l.reason()}
	switch all := l.all(); {
	case all < least:
		v.Reason = "it has " + strconv.Itoa(all) + " letters, and fewer than " + strconv.Itoa(least) + " tell nothing"
	case l.cyrillic*5 < all && (l.cyrillic < least || l.cyrillic*10 < all):
		v.Opinion, v.Lang = Other, l.latinLang()
		v.Reason = "of its " + strconv.Itoa(all) + " letters " + strconv.Itoa(l.cyrillic) + " are Cyrillic"
	case l.cyrillic*5 < all:
		v.Opinion, v.Reason = Unsure, "of its "+strconv.Itoa(all)+" letters "+strconv.Itoa(l.cyrillic)+" are Cyrillic"
	default:
		v.Opinion, v.Lang = l.cyrillicOpinion()
	}
	if l.all() < leastRefuse && (v.Opinion == Other || l.alien() > 0 && v.Opinion == Ukrainian) {
		v.Opinion = Unsure
	}
	return v
}

// cyrillicOpinion decides between Ukrainian and the other languages with
// Cyrillic letters.
func (l *letters) cyrillicOpinion() (Opinion, pipeline.Lang) {
	own, alien, n := l.own(), l.alien(), l.cyrillic
	switch {
	case alien*3 <= own && own*50 >= n: // Russian quotes, names of people abroad
		return Ukrainian, pipeline.Ukrainian
	case own == 0 && alien == 0 && n < leastRefuse:
		return Unsure, ""
	case own*100 >= n && !l.belarusian() && !l.distant() && alien*2 <= own*3: // two languages in one; Rusyn; old spelling
		return Unsure, ""
	case own*200 >= n && alien*3 <= own: // few і, but nothing else either
		return Unsure, ""
	}
	return Other, l.cyrillicLang()
}

// foreign reports whether most of a paragraph is not Ukrainian, and what it is.
func (l *letters) foreign() (pipeline.Lang, bool) {
	switch {
	case l.all() < least:
		return "", false
	case l.cyrillic*5 < l.all():
		return pipeline.English, l.latinLang() == pipeline.English // the others may be code, or names
	case l.alien() >= 2 && l.alien() > l.own(): // a quote, perhaps with who said it
		return l.cyrillicLang(), true
	}
	return "", false
}

func beginning(text string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}

// Name is the name of a language in a sentence; "another language" when it is
// not known.
func Name(lang pipeline.Lang) string {
	for _, known := range []struct {
		lang pipeline.Lang
		name string
	}{
		{pipeline.Ukrainian, "Ukrainian"},
		{pipeline.English, "English"},
		{"ru", "Russian"},
		{"be", "Belarusian"},
		{"bg", "Bulgarian"},
		{"sr", "Serbian"},
		{"mk", "Macedonian"},
	} {
		if lang == known.lang {
			return known.name
		}
	}
	if lang != "" {
		return "the language " + strings.ToLower(string(lang))
	}
	return "another language"
}
