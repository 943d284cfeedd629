package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// articleLength is how long the texts are that are searched at a time, in
// bytes: articles of 1,000 words.
const articleLength = 14_000

// formsAndTexts returns n forms in small letters, and so many texts in which one
// word in twenty begins one of them; their other words are in no form.
func formsAndTexts(seed uint64, n, texts int) (forms, all []string) {
	w := writer{Rand: rand.New(rand.NewPCG(seed, uint64(n)))}
	known := map[string]bool{}
	words := w.vocabulary(max(20_000, n), known)
	seen := map[string]bool{}
	for len(forms) < n {
		form := words[w.IntN(len(words))]
		for k := w.IntN(10); k >= 5; k -= 3 { // 50 % one word, 30 % two, 20 % three
			form += " " + words[w.IntN(len(words))]
		}
		if !seen[form] {
			seen[form] = true
			forms = append(forms, form)
		}
	}
	others := w.vocabulary(50_000, known)
	for range texts {
		all = append(all, w.text(forms, others))
	}
	return forms, all
}

func (w *writer) text(forms, others []string) string {
	var b strings.Builder
	for b.Len() < articleLength {
		word := others[w.IntN(len(others))]
		if w.IntN(20) == 0 {
			word = forms[w.IntN(len(forms))]
		}
		if w.IntN(10) == 0 {
			word = capital(word)
		}
		b.WriteString(word + [...]string{" ", " ", " ", " ", " ", " ", ", ", ". "}[w.IntN(8)])
	}
	return b.String()
}

// entriesOf returns a termbase with an entry for each form.
func entriesOf(forms []string) []glossary.Entry {
	entries := make([]glossary.Entry, len(forms))
	for i, f := range forms {
		entries[i] = glossary.Entry{ID: glossary.EntryID(fmt.Sprint(i)), Terms: []glossary.Term{{Lang: "uk", Text: f}}}
	}
	return entries
}

// vocabulary returns n words that are not known yet.
func (w *writer) vocabulary(n int, known map[string]bool) []string {
	words := make([]string, 0, n)
	for len(words) < n {
		word := w.name()
		if w.IntN(50) == 0 {
			word += "’яни"
		}
		if !known[word] {
			known[word] = true
			words = append(words, word)
		}
	}
	return words
}
