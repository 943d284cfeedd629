package match_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

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
	syllables := strings.Fields("ба ве ги ґо ду жи за ки ла ма не по ри са то фу хи ча ши ще ві їв іст ання ськ ий ому ами ого ть нь ро ст пр кр")
	seen := map[string]bool{}
	words := make([]string, 0, n)
	for len(words) < n {
		word := ""
		for range 3 + rnd.IntN(4) {
			word += syllables[rnd.IntN(len(syllables))]
		}
		if !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// corpus returns n terms of one, two and three words (50, 30 and 20 in a
// hundred), and about a megabyte of text from the same vocabulary.
func corpus(n int) ([]glossary.Entry, string) {
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
	var b strings.Builder
	for b.Len() < 1<<20 {
		word := fresh[rnd.IntN(len(fresh))]
		if rnd.IntN(20) == 0 {
			word = entries[rnd.IntN(n)].Terms[0].Text
		}
		b.WriteString(word + [...]string{" ", " ", " ", " ", " ", " ", ", ", ". "}[rnd.IntN(8)])
	}
	return entries, b.String()
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d_forms", n), func(b *testing.B) {
			entries, text := corpus(n)
			x := match.New(entries, match.Options{Generate: asWritten})
			hits := x.Find(text)
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				hits = x.AppendHits(hits[:0], text)
			}
			b.ReportMetric(float64(len(hits)), "hits")
		})
	}
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
