// Package align compares two versions of a text: which segments of a new revision
// of a source are those of the revision before, and what changed in a sentence, word
// by word. The segmenter cuts revisions by it, the desk shows it to translators, and
// pipeline/alike measures with it how much of a draft stands in another.
package align

import (
	"slices"
	"sort"
)

// A Pair is an index into each of two lists.
type Pair struct{ A, B int }

// equals bounds how many of the places of a frequent element are tried: the n-th of
// a list with those whose number in the other is at most this far from n. With it
// the work grows with the length of the lists, and not with its square.
const equals = 32

// Common returns a longest common subsequence of a and b, in order, by the method of
// Hunt and Szymanski (Communications of the ACM 20, 1977). Where an element stands
// more than 32 times it may be one that is a little shorter.
func Common[T comparable](a, b []T) []Pair {
	places := make(map[T][]int, len(b))
	for j, e := range b {
		places[e] = append(places[e], j)
	}
	met := make(map[T]int, len(places))
	type link struct {
		Pair

		before int // index of the link before it, or -1
	}
	var links []link
	var ends []int // of the chains of each length, the link at whose end B is least
	for i, e := range a {
		at := places[e]
		n := met[e]
		met[e]++
		at = at[min(len(at), max(0, n-equals)):min(len(at), n+equals)]
		for _, j := range slices.Backward(at) { // so that i is not used twice
			length := sort.Search(len(ends), func(k int) bool { return links[ends[k]].B >= j })
			l := link{Pair{i, j}, -1}
			if length > 0 {
				l.before = ends[length-1]
			}
			links = append(links, l)
			if length == len(ends) {
				ends = append(ends, 0)
			}
			ends[length] = len(links) - 1
		}
	}
	pairs := make([]Pair, len(ends))
	if len(ends) == 0 {
		return pairs
	}
	for k, l := len(ends)-1, ends[len(ends)-1]; k >= 0; k-- {
		pairs[k], l = links[l].Pair, links[l].before
	}
	return pairs
}
