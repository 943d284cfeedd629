package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/align"
)

func TestCommon(t *testing.T) {
	for _, tt := range []struct{ name, a, b, want string }{
		{"nothing", "", "", ""},
		{"one side", "abc", "", ""},
		{"equal", "abc", "abc", "abc"},
		{"gone", "abcd", "acd", "acd"},
		{"new", "acd", "abcd", "acd"},
		{"moved", "abcd", "dabc", "abc"},
		{"the classic one", "abcabba", "cbabac", "baba"},
		{"equals", "aaaa", "aa", "aa"},
		{"no letter in common", "abc", "xyz", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pairs := align.Common([]rune(tt.a), []rune(tt.b))
			if len(pairs) != len([]rune(tt.want)) {
				t.Errorf("%d letters are common, want %q", len(pairs), tt.want)
			}
			common(t, []rune(tt.a), []rune(tt.b), pairs)
		})
	}
}

// common fails when pairs are no common subsequence.
func common[T comparable](t *testing.T, a, b []T, pairs []align.Pair) {
	t.Helper()
	last := align.Pair{A: -1, B: -1}
	for _, p := range pairs {
		if p.A <= last.A || p.B <= last.B || a[p.A] != b[p.B] {
			t.Errorf("%v after %v is no common subsequence", p, last)
		}
		last = p
	}
}

// length is the length of a longest common subsequence, by the book.
func length(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j], up)
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

// FuzzCommon: what it finds is common, in order, and as long as can be, as long as
// nothing stands more often than it tries.
func FuzzCommon(f *testing.F) {
	f.Add("пором іде", "пором не йде")
	f.Add("abcabba", "cbabac")
	f.Add(strings.Repeat("a", 80), strings.Repeat("ab", 40))
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := []rune(x), []rune(y)
		if len(a) > 300 || len(b) > 300 {
			return
		}
		pairs := align.Common(a, b)
		common(t, a, b, pairs)
		often := func(of []rune) bool {
			times := map[rune]int{}
			for _, r := range of {
				if times[r]++; times[r] > 32 {
					return true
				}
			}
			return false
		}
		if want := length(a, b); len(pairs) > want || len(pairs) < want && !often(a) && !often(b) {
			t.Errorf("%d of %q and %q are common, want %d", len(pairs), x, y, want)
		}
	})
}

func TestDiff(t *testing.T) {
	for _, tt := range []struct{ name, old, now, want string }{
		{"a word", "Пором іде сьогодні.", "Пором іде завтра.", "Пором іде [-сьогодні-][+завтра+]."},
		{"an ending", "Пором іде.", "Пором іде", "Пором іде[-.-]"},
		{"words in a row", "Він каже їм так.", "Він мовить йому так.", "Він [-каже їм-][+мовить йому+] так."},
		{"a word more", "Пором іде.", "Пором знову іде.", "Пором [+знову +]іде."},
		{"an apostrophe is part of a word", "м'яч", "м’яч", "[-м'яч-][+м’яч+]"},
		{"a tag is one", "{1}Пором{/1} іде", "{2}Пором{/2} іде", "[-{1}-][+{2}+]Пором[-{/1}-][+{/2}+] іде"},
		{"all of it", "Так", "Ні", "[-Так-][+Ні+]"},
		{"nothing", "Так", "Так", "Так"},
		{"from nothing", "", "Так", "[+Так+]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, p := range align.Diff(tt.old, tt.now) {
				switch p.Op {
				case align.Gone:
					got.WriteString("[-" + p.Text + "-]")
				case align.New:
					got.WriteString("[+" + p.Text + "+]")
				default:
					got.WriteString(p.Text)
				}
			}
			if got.String() != tt.want {
				t.Errorf("%q, want %q", got.String(), tt.want)
			}
		})
	}
}

// FuzzDiff: the parts join to both texts, and none is empty.
func FuzzDiff(f *testing.F) {
	f.Add("Пором іде сьогодні.", "Пором  іде завтра.")
	f.Add("{1}a{/1} {", "{{ a {2/}")
	f.Add("\xffa", "a\xff ")
	f.Fuzz(func(t *testing.T, old, now string) {
		var was, is strings.Builder
		for _, p := range align.Diff(old, now) {
			if p.Text == "" {
				t.Error("an empty part")
			}
			if p.Op != align.New {
				was.WriteString(p.Text)
			}
			if p.Op != align.Gone {
				is.WriteString(p.Text)
			}
		}
		if was.String() != old || is.String() != now {
			t.Errorf("the parts of %q and %q join to %q and %q", old, now, was.String(), is.String())
		}
		if l := align.Likeness(old, now); l < 0 || l > 100 || l != align.Likeness(old, now) {
			t.Errorf("they are %d %% alike", l)
		}
	})
}

func TestLikeness(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 100},
		{"Пором іде.", "Пором іде.", 100},
		{"Пором іде.", "", 0},
		{"один два три чотири", "один два три п'ять", 75},
	} {
		if got := align.Likeness(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q are %d %% alike, want %d", tt.a, tt.b, got, tt.want)
		}
	}
	if !slices.Equal(align.Common([]int{1}, []int{1}), []align.Pair{{}}) {
		t.Error("one and one are common")
	}
}
