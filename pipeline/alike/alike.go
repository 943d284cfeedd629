// Package alike notices texts that are nearly the same: a draft that somebody sent
// in already. A Sketch of every story is kept, so small that many stories cost little;
// it says which stories may be meant, and Share measures those. Intake uses it.
package alike

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/align"
	"github.com/tovmach/tovmach/pipeline/markup"
)

const (
	// Short texts, of fewer words than this, are notes: only the same words are the
	// same text.
	Short = 50
	// Near is how much of two texts must be the same, in per cent of the longer one,
	// for one to be nearly the other.
	Near = 80

	run   = 3  // words that are looked at together
	least = 32 // how many runs are kept: those with the least hashes
	// possible is how many of a hundred runs of both must be common to two sketches, for
	// the texts to be measured. Of texts of which 80 % of the words are the same it is
	// about 34 when the others lie scattered; the sketch may err by 8 to either side.
	possible = 18
)

// Words returns the article's words as they are compared: what is typed in another
// way, and capital letters, make no difference. What nobody translates is left out.
func Words(a pipeline.Article) []string {
	var words []string
	for _, b := range a.Blocks {
		if b.Kind.Translated() {
			text := strings.ToLower(pipeline.TextKey(markup.Plain(b.Text)))
			for _, word := range strings.FieldsFunc(text, parts) {
				if word = strings.Trim(word, "'-"); word != "" {
					words = append(words, word)
				}
			}
		}
	}
	return words
}

// parts reports whether r parts words.
func parts(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '-'
}

// Of returns the sketch of a text with those words: how many they are (4 bytes), a
// hash of them all (8), and the least hashes of its runs of three (4 each, ascending;
// Broder, On the resemblance and containment of documents, 1997).
func Of(words []string) pipeline.Sketch {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(words))) //nolint:gosec // no text has so many
	out = binary.BigEndian.AppendUint64(out, hash(words))
	if len(words) < Short {
		return out
	}
	hashes := make([]uint32, 0, len(words))
	for i := range len(words) - run + 1 {
		hashes = append(hashes, uint32(hash(words[i:i+run])>>32)) //nolint:gosec // half of it is enough
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	for _, h := range hashes[:min(least, len(hashes))] {
		out = binary.BigEndian.AppendUint32(out, h)
	}
	return out
}

func hash(words []string) uint64 {
	sum := fnv.New64a()
	for _, w := range words {
		sum.Write([]byte(w)) //nolint:gosec // a hash never fails
		sum.Write([]byte{0}) //nolint:gosec // a hash never fails
	}
	return spread(sum.Sum64())
}

// spread makes every bit of a hash depend on every other (the finalizer of
// MurmurHash3): the last word of a run else moves only the low ones.
func spread(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

const head = 12 // bytes of a sketch before its hashes

// Maybe reports whether the texts of two sketches may be nearly the same. It errs to
// the side of yes; of two short texts it is sure.
func Maybe(a, b pipeline.Sketch) bool {
	if len(a) < head || len(b) < head {
		return false // there is none
	}
	if string(a[:head]) == string(b[:head]) {
		return true // the same words, but for chance
	}
	n, m := binary.BigEndian.Uint32(a), binary.BigEndian.Uint32(b)
	if min(n, m) < Short || 100*min(n, m) < Near*max(n, m) {
		return false
	}
	return 100*common(a[head:], b[head:]) >= possible*min(least, min(len(a), len(b))/4)
}

// common counts, of the least hashes of two texts together, those that both have.
func common(a, b []byte) int {
	n := 0
	for taken := 0; taken < least && len(a) >= 4 && len(b) >= 4; taken++ {
		x, y := binary.BigEndian.Uint32(a), binary.BigEndian.Uint32(b)
		if x == y {
			n++
		}
		if x <= y {
			a = a[4:]
		}
		if y <= x {
			b = b[4:]
		}
	}
	return n
}

// Share tells how many of a hundred words of the longer text stand in the other, in
// the same order. Of two texts of which one is short it is 100 or 0.
func Share(a, b []string) int {
	if min(len(a), len(b)) < Short || slices.Equal(a, b) {
		if slices.Equal(a, b) && len(a) > 0 {
			return 100
		}
		return 0
	}
	return 100 * len(align.Common(a, b)) / max(len(a), len(b))
}
