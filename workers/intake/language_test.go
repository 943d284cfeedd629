package intake_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/intake"
)

const (
	inUkrainian = "Минулої середи міська рада урочисто відкрила новий міст через річку. Його будували три роки, і тепер дорога до лікарні забирає п'ять хвилин замість сорока."
	inRussian   = "Минувшей средой городской совет торжественно открыл новый мост через реку. Его строили три года, и теперь эта дорога до больницы занимает пять минут вместо сорока. Объезд закроют на ремонт, и жители окраины останутся без автобусов."
	inEnglish   = "Last Wednesday the city council opened the new bridge over the river. It was built in three years, and now the road to the hospital takes five minutes instead of forty. The detour will be closed for repairs."
)

// TestLanguage: the sender or the letters say what an article is in; what was
// decided is told, and another language than Ukrainian is not stored.
func TestLanguage(t *testing.T) {
	front := func(lang, text string) string { return "---\nlang: " + lang + "\n---\n\n" + text + "\n" }
	for _, tt := range []struct {
		name, text string
		given      pipeline.Lang
		want       pipeline.Lang // none is refused
		says       string        // in a notice, or in the refusal
	}{
		{"Ukrainian", inUkrainian, "", "uk", "judging by its letters it is uk"},
		{"declared", front("uk", inUkrainian), "", "uk", ""},
		{"declared Russian, but Ukrainian", front("ru", inUkrainian), "", "uk", "The document says that its language is ru; judging by its letters it is uk"},
		{"with a Russian quote", inUkrainian + "\n\n«Мы открыли мост, которого ждали все жители города».\n", "", "uk", "A paragraph with text in Russian was kept: «Мы открыли мост"},
		{"short", "Новини.", "", "uk", "Is it Ukrainian?"},
		{"short, declared", front("uk", "Новини."), "", "uk", ""},
		{"short, confirmed", "Новини.", "uk", "uk", ""},
		{"short, declared Russian", front("ru", "Новости."), "", "", "in Russian: the document says so"},
		{"Russian", inRussian, "", "", "not in Ukrainian but in Russian: «ы», «ъ» and «э» occur 6 times"},
		{"Russian, declared Ukrainian", front("uk", inRussian), "", "", "not in Ukrainian but in Russian"},
		{"Russian, confirmed", inRussian, "uk", "uk", "The language is uk, as was said, although its letters look like Russian"},
		{"Russian, as the sender says", inRussian, "ru", "ru", ""},
		{"English", inEnglish, "", "", "not in Ukrainian but in English: of its 166 letters 0 are Cyrillic"},
		{"no language", inUkrainian, "укр", "", "no language"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &stores{}
			ev, notices, err := intake.New(s, s, "news").Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte(tt.text), Lang: tt.given}, free)
			if tt.want == "" {
				e, ok := errors.AsType[*pipeline.Error](err)
				if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.says) || !strings.Contains(e.Hint, "uk") || len(s.calls) > 0 {
					t.Errorf("%#v, stored in %v", err, s.calls)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			fact, err := pipeline.Decode[pipeline.StorySubmitted](ev)
			if err != nil || fact.Article.Lang != tt.want {
				t.Errorf("the language is %q, %v", fact.Article.Lang, err)
			}
			told := ""
			for _, n := range notices {
				told += n.Text + "\n"
				if n.Block != "" {
					if _, ok := fact.Article.Block(n.Block); !ok {
						t.Errorf("a notice about no block: %+v", n)
					}
				}
			}
			if !strings.Contains(told, tt.says) || tt.says == "" && told != "" && told != "The language is not named; judging by its letters it is ru.\n" {
				t.Errorf("told %q", told)
			}
		})
	}
}

// TestPageCharset: what a server said of a page is believed.
func TestPageCharset(t *testing.T) {
	page, err := charmap.KOI8U.NewEncoder().String("<html><head><title>Міст</title></head><body><article><h1>Міст</h1><p>" + inUkrainian + "</p><p><a href=\"/b\">Ще</a></p></article></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	source := &pipeline.Snapshot{URL: "https://a.example/x/", Charset: "koi8-u"}
	_, fact := submit(t, &stores{}, pipeline.Submission{Name: "a.html", Data: []byte(page), Source: source}, free)
	if fact.Article.Headline() != "Міст" || fact.Article.Lang != pipeline.Ukrainian {
		t.Errorf("article %+v", fact.Article)
	}
}

// TestRepair: a garbled text is stored as it was meant, when that was asked for.
func TestRepair(t *testing.T) {
	garbled, err := charmap.Windows1251.NewDecoder().String(strings.ReplaceAll(inUkrainian, "И", ""))
	if err != nil {
		t.Fatal(err)
	}
	s := &stores{}
	if _, _, err := intake.New(s, s, "news").Submit(t.Context(), pipeline.Submission{Name: "a.txt", Data: []byte(garbled)}, free); pipeline.KindOf(err) != pipeline.Invalid || len(s.calls) > 0 {
		t.Errorf("%v, stored in %v", err, s.calls)
	}
	_, fact := submit(t, s, pipeline.Submission{Name: "a.txt", Data: []byte(garbled), Repair: true}, free)
	if fact.Article.Blocks[0].Text != inUkrainian {
		t.Errorf("stored %q", fact.Article.Blocks[0].Text)
	}
}
