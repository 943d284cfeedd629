package suggest_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/sheet"
	"github.com/tovmach/tovmach/glossary/suggest"
)

// story reads the sample story and the names that stand in it: the lemma of
// each by where it starts.
func story(t *testing.T) (text string, lemmas map[int]string) {
	source, err := os.ReadFile(glossarytest.Shared(t, "data", "stories/icons/source.md"))
	if err != nil {
		t.Fatal(err)
	}
	lemmas = map[int]string{}
	for _, row := range rows(t, "stories/icons/names.tsv") {
		start, err := strconv.Atoi(row[0])
		if err != nil {
			t.Fatal(err)
		}
		lemmas[start] = row[3]
	}
	return string(source), lemmas
}

// compare counts the names that were found and those that are not in want.
func compare(names []suggest.Name, want []string) (found int, wrong []string) {
	for _, n := range names {
		if slices.Contains(want, n.Lemma) {
			found++
		} else {
			wrong = append(wrong, n.Lemma)
		}
	}
	return found, wrong
}

func TestStory(t *testing.T) {
	text, lemmas := story(t)
	f, err := os.Open(glossarytest.Shared(t, "data", "stories/icons/terms.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, _, err := sheet.Read("terms.csv", f)
	if err != nil {
		t.Fatal(err)
	}
	var all, unknown []string
	for _, lemma := range lemmas {
		if slices.Contains(all, lemma) {
			continue
		}
		all = append(all, lemma)
		if !slices.ContainsFunc(entries, func(e glossary.Entry) bool { return e.Preferred("uk") == lemma }) {
			unknown = append(unknown, lemma)
		}
	}
	for _, tt := range []struct {
		name         string
		known        *match.Index
		want         []string
		found, wrong int
	}{
		{"with nothing known", nil, all, 28, 6},
		{"with the terms of the story", match.New(entries, match.Options{}), unknown, 14, 5},
	} {
		found, wrong := compare(suggest.Names(text, tt.known, suggest.Options{}), tt.want)
		t.Logf("%s: %d of %d names, and others: %s", tt.name, found, len(tt.want), strings.Join(wrong, ", "))
		if found < tt.found || len(wrong) > tt.wrong {
			t.Errorf("%s: %d of %d names found, want %d; %d others, want at most %d", tt.name, found, len(tt.want), tt.found, len(wrong), tt.wrong)
		}
	}
}

// articles returns the texts of a parallel corpus, Ukrainian and English.
func articles(t *testing.T, path string) (uk, en []string) {
	at := map[string]int{}
	for _, row := range rows(t, path) {
		i, ok := at[row[0]]
		if !ok {
			i = len(uk)
			at[row[0]] = i
			uk, en = append(uk, ""), append(en, "")
		}
		uk[i] += row[2] + "\n"
		en[i] += row[3] + "\n"
	}
	return uk, en
}

// places returns the places of the lists of names, and for each of their forms
// the places that have it.
func places(t *testing.T) (lemmas map[string]bool, forms map[string][]string) {
	lemmas, forms = map[string]bool{}, map[string][]string{}
	for _, path := range []string{"corpora/names/libgweather_places.tsv", "corpora/names/cldr.tsv"} {
		for _, row := range rows(t, path) {
			lemma := strings.NewReplacer("’", "'", "ʼ", "'").Replace(row[0])
			if lemmas[lemma] || path == "corpora/names/cldr.tsv" && row[2] != "cldr-territory" || strings.ToLower(lemma) == lemma {
				continue
			}
			lemmas[lemma] = true
			for _, f := range inflect.Generate(lemma, inflect.Hints{Kind: glossary.Place}) {
				forms[f.Text] = append(forms[f.Text], lemma)
			}
		}
	}
	return lemmas, forms
}

// owner returns a place that has all of the forms, or "".
func owner(forms []string, of map[string][]string) string {
	for _, place := range of[forms[0]] {
		if !slices.ContainsFunc(forms, func(f string) bool { return !slices.Contains(of[f], place) }) {
			return place
		}
	}
	return ""
}

// News with nothing known: of the names that stand in forms of a place of the
// lists, and never in its nominative, how many get the nominative of a place.
func TestNews(t *testing.T) {
	listed, forms := places(t)
	for _, tt := range []struct {
		path  string
		share float64
	}{
		{"corpora/parallel/ntrex_uken.tsv", 0.78},
		{"corpora/parallel/president_par_uken.tsv", 0.82},
	} {
		uk, en := articles(t, tt.path)
		words, proposed, sure, inEnglish, oblique, right := 0, 0, 0, 0, 0, 0
		var wrong []string
		for i, text := range uk {
			words += len(strings.Fields(text))
			for _, n := range suggest.Names(text, nil, suggest.Options{}) {
				proposed++
				if n.Confidence == match.High {
					sure++
				}
				if strings.Contains(en[i], n.Target) {
					inEnglish++
				}
				place := owner(n.Forms, forms)
				if place == "" || slices.ContainsFunc(n.Forms, func(f string) bool { return listed[f] }) {
					continue
				}
				oblique++
				if listed[n.Lemma] {
					right++
				} else {
					wrong = append(wrong, n.Lemma+" not "+place)
				}
			}
		}
		share := float64(right) / float64(oblique)
		t.Logf("%s: %d words, %d names, %d sure, %d romanized as in the English; of %d places in oblique cases only, %.3f are right; not %s",
			tt.path, words, proposed, sure, inEnglish, oblique, share, strings.Join(wrong, ", "))
		if share < tt.share {
			t.Errorf("%s: %.3f of the places are right, want %.3f", tt.path, share, tt.share)
		}
	}
}
