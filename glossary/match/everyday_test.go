package match_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
)

// everyday are twenty terms of the news with all their forms, written by hand
// and apart from the rules of inflection, as patterns over one word.
func everyday() map[string]string {
	return map[string]string{
		"Україна":      `Україн(а|и|і|у|ою|о)`,
		"Київ":         `Київ|Києв(а|у|ом|і|ові|е)`,
		"Росія":        `Росі(я|ї|ю|єю|є)`,
		"Європа":       `Європ(а|и|і|у|ою|о)`,
		"Польща":       `Польщ(а|і|у|ею|е)`,
		"Чехія":        `Чехі(я|ї|ю|єю|є)`,
		"Прага":        `Праг(а|и|у|ою|о)|Празі`,
		"Німеччина":    `Німеччин(а|и|і|у|ою|о)`,
		"Трамп":        `Трамп(а|у|ові|ом|і|е)?`,
		"Байден":       `Байден(а|у|ові|ом|і|е)?`,
		"Зеленський":   `Зеленськ(ий|ого|ому|им|ім)`,
		"Путін":        `Путін(а|у|ові|им|і|е)?`,
		"міністерство": `міністерств(о|а|у|ом|і|ам|ами|ах)?`,
		"президент":    `президент(а|у|ові|ом|і|е|и|ів|ам|ами|ах)?`,
		"уряд":         `уряд(у|ові|ом|і|е|и|ів|ам|ами|ах)?`,
		"країна":       `країн(а|и|і|у|ою|о|ам|ами|ах)?`,
		"поліція":      `поліці(я|ї|ю|єю|є)`,
		"Харків":       `Харків|Харков(а|у|ом|і|ові|е)`,
		"Лондон":       `Лондон(а|у|ом|і|ові|е)?`,
		"війна":        `війн(а|и|і|у|ою|о|ам|ами|ах)?|воєн`,
	}
}

// TestEverydayTerms finds twenty everyday terms in translated news and
// speeches: at least 99 of 100 occurrences, in whatever case they stand.
func TestEverydayTerms(t *testing.T) {
	var entries []glossary.Entry
	patterns := map[string]*regexp.Regexp{}
	for lemma, pattern := range everyday() {
		uk := glossary.Term{Lang: "uk", Text: lemma}
		if lemma == "Зеленський" {
			uk.Gender = glossary.Masculine // Зеленська is another person
		}
		entries = append(entries, glossary.Entry{
			ID: glossary.EntryID(lemma), Terms: []glossary.Term{uk, {Lang: "en", Text: lemma}},
		})
		patterns[lemma] = regexp.MustCompile(`(?i)^(` + pattern + `)$`)
	}
	index := match.New(entries, match.Options{})
	found, all, exact := 0, 0, 0
	var missed []string
	for _, text := range newsColumns(t) {
		hits := map[match.Span]string{}
		for _, h := range index.Find(text) {
			hits[h.Span] = h.SourceTerm
		}
		for _, at := range wordSpans(text) {
			word := text[at.Start:at.End]
			for lemma, p := range patterns {
				if !p.MatchString(word) || isCapital(lemma) && !isCapital(word) {
					continue
				}
				all++
				if word == lemma {
					exact++
				}
				if hits[at] == lemma {
					found++
				} else {
					missed = append(missed, word)
				}
			}
		}
	}
	t.Logf("%d of %d occurrences found; %d stand in the nominative", found, all, exact)
	if all < 1000 || found*100 < all*99 {
		t.Errorf("%d of %d found; missed %v", found, all, missed[:min(len(missed), 40)])
	}
}

// newsColumns returns the Ukrainian side of the parallel news texts.
func newsColumns(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"ntrex_uken.tsv", "president_par_uken.tsv", "president_headlines_uken.tsv"} {
		data, err := os.ReadFile(filepath.Join(sharedData(t), "corpora", "parallel", name))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		column := 0
		for i, head := range strings.Split(lines[0], "\t") {
			if head == "uk" {
				column = i
			}
		}
		for _, line := range lines[1:] {
			texts = append(texts, strings.Split(line, "\t")[column])
		}
	}
	return texts
}

// wordSpans cuts a text at everything but letters, apostrophes and stress.
func wordSpans(text string) []match.Span {
	var spans []match.Span
	for _, at := range regexp.MustCompile(`[\pL\pM'’ʼ]+`).FindAllStringIndex(text, -1) {
		word := strings.Trim(text[at[0]:at[1]], "'’ʼ")
		start := at[0] + strings.Index(text[at[0]:at[1]], word)
		spans = append(spans, match.Span{Start: start, End: start + len(word)})
	}
	return spans
}

func isCapital(word string) bool { return strings.ToLower(word[:2]) != word[:2] }
