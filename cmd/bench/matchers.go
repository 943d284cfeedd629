package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	anknown "github.com/anknown/ahocorasick"
	petar "github.com/petar-dambovaliev/aho-corasick"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
)

// span is a place in a text: bytes, half open.
type span struct{ start, end int }

// A matcher finds forms, which are in small letters, in a text: whole words in
// any case, from the left the longest first. The answer is good until the next
// call.
type matcher struct {
	name  string
	build func(forms []string, entries []glossary.Entry) (func(text string) []span, error)
}

// matchers are the engines that are compared, ours first.
func matchers() []matcher {
	return []matcher{
		{"tovmach glossary/match", buildOurs},
		{"Go map of word n-grams (oracle)", buildMap},
		{"anknown/ahocorasick", buildAnknown},
		{"petar-dambovaliev/aho-corasick", buildPetar},
	}
}

func buildOurs(_ []string, entries []glossary.Entry) (func(string) []span, error) {
	x := match.New(entries, match.Options{Generate: func(lemma string, _ inflect.Hints) []inflect.Form {
		return []inflect.Form{{Text: lemma, Grade: inflect.Listed}} // n terms are n forms
	}})
	var hits []match.Hit
	var out []span
	return func(text string) []span {
		hits, out = x.AppendHits(hits[:0], text), out[:0]
		for _, h := range hits {
			out = append(out, span{h.Span.Start, h.Span.End})
		}
		return out
	}, nil
}

// buildMap is the plain way: every run of words, longest first, is looked up.
func buildMap(forms []string, _ []glossary.Entry) (func(string) []span, error) {
	known, longest := map[string]bool{}, 0
	for _, f := range forms {
		known[f] = true
		longest = max(longest, strings.Count(f, " ")+1)
	}
	var words, out []span
	return func(text string) []span {
		text = strings.ToLower(text)
		words, out = appendWords(words[:0], text), out[:0]
		for i := 0; i < len(words); {
			n := min(longest, len(words)-i)
			for ; n > 0; n-- {
				s := span{words[i].start, words[i+n-1].end}
				if known[text[s.start:s.end]] {
					out = append(out, s)
					break
				}
			}
			i += max(n, 1)
		}
		return out
	}, nil
}

func buildAnknown(forms []string, _ []glossary.Entry) (func(string) []span, error) {
	var m anknown.Machine
	letters := make([][]rune, len(forms))
	for i, f := range forms {
		letters[i] = []rune(f)
	}
	if err := m.Build(letters); err != nil {
		return nil, err
	}
	var runes []rune
	var at []int // where each rune begins, and the end
	var found []span
	return func(text string) []span {
		runes, at, found = runes[:0], at[:0], found[:0]
		for i, r := range text {
			runes, at = append(runes, unicode.ToLower(r)), append(at, i)
		}
		at = append(at, len(text))
		for _, t := range m.MultiPatternSearch(runes, false) {
			found = append(found, span{at[t.Pos], at[t.Pos+len(t.Word)]})
		}
		return longestFirst(text, found)
	}, nil
}

func buildPetar(forms []string, _ []glossary.Entry) (func(string) []span, error) {
	// Its own "leftmost longest" and "whole words" give other answers: they
	// drop a short hit for a longer one that fails at its border, and test the
	// border by bytes.
	builder := petar.NewAhoCorasickBuilder(petar.Opts{MatchKind: petar.StandardMatch})
	machine := builder.Build(forms)
	var found []span
	return func(text string) []span {
		text = strings.ToLower(text)
		found = found[:0]
		it := machine.IterOverlapping(text)
		for m := it.Next(); m != nil; m = it.Next() {
			found = append(found, span{m.Start(), m.End()})
		}
		return longestFirst(text, found)
	}, nil
}

// longestFirst keeps of all hits those between the borders of words, then from
// the left the longest ones that do not overlap.
func longestFirst(text string, found []span) []span {
	whole := slices.DeleteFunc(found, func(s span) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:s.start])
		after, _ := utf8.DecodeRuneInString(text[s.end:])
		return inWord(before) || inWord(after)
	})
	slices.SortFunc(whole, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	out, end := whole[:0], 0
	for _, s := range whole {
		if s.start >= end {
			out, end = append(out, s), s.end
		}
	}
	return out
}

func inWord(r rune) bool { return r == '’' || r != utf8.RuneError && unicode.IsLetter(r) }

func appendWords(dst []span, text string) []span {
	start := -1
	for i, r := range text {
		switch {
		case inWord(r):
			if start < 0 {
				start = i
			}
		case start >= 0:
			dst, start = append(dst, span{start, i}), -1
		}
	}
	if start >= 0 {
		dst = append(dst, span{start, len(text)})
	}
	return dst
}
