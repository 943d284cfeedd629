package match_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
)

// asWritten makes no forms but the lemma, so that n terms are n forms.
func asWritten(lemma string, _ inflect.Hints) []inflect.Form {
	return []inflect.Form{{Text: lemma, Grade: inflect.Listed}}
}

// vocabulary returns n made-up words without repetition.
func vocabulary(rnd *rand.Rand, n int) []string {
	syllables := strings.Fields("ба ве ги ґо ду жи за ки ла ма не по ри са то фу хи ча ши ще ві їв іст ань ськ ий ома ого ть нь ро ст пр кр")
	seen := map[string]bool{}
	words := make([]string, 0, n)
	for len(words) < n {
		word := ""
		for range 2 + rnd.IntN(4) {
			word += syllables[rnd.IntN(len(syllables))]
		}
		if rnd.IntN(50) == 0 {
			word += "’яни"
		}
		if !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// corpus returns n terms of one, two and three words (50, 30 and 20 in a
// hundred), and a megabyte of articles of 14 KB from the same vocabulary. One
// word in twenty begins a term, one in ten has a capital.
func corpus(n int) ([]glossary.Entry, []string) {
	rnd := rand.New(rand.NewPCG(7, uint64(n)))
	all := vocabulary(rnd, n+50_000)
	words, fresh := all[:n], all[n:] // most words of a text are in no term
	entries := make([]glossary.Entry, n)
	for i := range entries {
		text := words[i]
		for k := rnd.IntN(10); k >= 5; k -= 3 {
			text += " " + words[rnd.IntN(len(words))]
		}
		entries[i] = glossary.Entry{ID: glossary.EntryID(fmt.Sprint(i)), Terms: []glossary.Term{{Lang: "uk", Text: text}}}
	}
	articles := make([]string, 75)
	for i := range articles {
		var b strings.Builder
		for b.Len() < 14_000 {
			word := fresh[rnd.IntN(len(fresh))]
			if rnd.IntN(20) == 0 {
				word = entries[rnd.IntN(n)].Terms[0].Text
			}
			if r, size := utf8.DecodeRuneInString(word); rnd.IntN(10) == 0 {
				word = string(unicode.ToUpper(r)) + word[size:]
			}
			b.WriteString(word + [...]string{" ", " ", " ", " ", " ", " ", ", ", ". "}[rnd.IntN(8)])
		}
		articles[i] = b.String()
	}
	return entries, articles
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d_forms", n), func(b *testing.B) {
			entries, articles := corpus(n)
			search(b, match.New(entries, match.Options{Generate: asWritten}), articles)
		})
	}
}

// News as it is written, with the forms of thousands of names.
func BenchmarkFindNews(b *testing.B) {
	search(b, match.New(newsTerms(b), match.Options{}), newsArticles(b))
}

func search(b *testing.B, x *match.Index, articles []string) {
	var hits []match.Hit
	found, length := 0, 0
	for _, a := range articles {
		found, length = found+len(x.Find(a)), length+len(a)
	}
	b.ReportAllocs()
	b.SetBytes(int64(length))
	for b.Loop() {
		for _, a := range articles {
			hits = x.AppendHits(hits[:0], a)
		}
	}
	b.ReportMetric(float64(found), "hits")
}

// newsTerms returns the names of the data for romanization as a termbase.
func newsTerms(tb testing.TB) []glossary.Entry {
	tb.Helper()
	seen := map[string]bool{}
	var entries []glossary.Entry
	for _, p := range formPairs(tb, "forms_hunspell.tsv.gz") {
		if !seen[p[0]] {
			seen[p[0]] = true
			entries = append(entries, glossary.Entry{ID: glossary.EntryID(p[0]), Terms: []glossary.Term{{Lang: "uk", Text: p[0]}}})
		}
	}
	return entries
}

// newsArticles returns the Ukrainian side of the parallel texts of news, in
// pieces of about the length of an article.
func newsArticles(tb testing.TB) []string {
	tb.Helper()
	var articles []string
	var b strings.Builder
	for _, name := range []string{"president_par_uken.tsv", "ntrex_uken.tsv"} {
		text, err := os.ReadFile(filepath.Join(sharedData(tb), "corpora", "parallel", name))
		if err != nil {
			tb.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			b.WriteString(strings.Split(line, "\t")[2] + "\n\n")
			if b.Len() > 14_000 {
				articles = append(articles, b.String())
				b.Reset()
			}
		}
	}
	return articles
}

func BenchmarkNew(b *testing.B) {
	entries, _ := corpus(1_000_000)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := match.New(entries, match.Options{Generate: asWritten})
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(len(entries)), "bytes/form")
		runtime.KeepAlive(x)
	}
}
