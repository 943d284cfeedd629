package translit

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzTransform: the result does not depend on how the text is cut up, on
// whether the fast path is taken, or on how often it is done (for valid
// UTF-8); text without Cyrillic letters does not change.
func FuzzTransform(f *testing.F) {
	for _, seed := range []string{
		"Юрій зв’язав Щиголя: 5G – це «Хуавей».", "Щ'\u00AD'я", "СOVID-19 Яpемче", "ХХІ ХІ'я IV", "і\u0301\u0308 й и\u0306 ѐ", "\xD0\xD1я\xFF",
		"ўи ўp 'ў'я'", "аaЬ\u200Bя-їЇ", "м\u00AD'я я\u00AD", "ЩЬЬЬЬ'Я", "a'яb", "зг з-г з'г зґ З\u0301Г", "Кuїв",
		strings.Repeat("я", 127) + "aХХ", strings.Repeat("X", 255) + "І\u0308",
	} {
		f.Add(seed, uint8(0), uint16(7))
		f.Add(seed, uint8(9), uint16(3))
	}
	f.Fuzz(func(t *testing.T, text string, scheme uint8, cut uint16) {
		s := Scheme(int(scheme) % len(catalogue))
		want := s.String(text)
		if got := slowly(t, s, text); got != want {
			t.Errorf("%s %q: got %q, without the fast path %q", s.ID(), text, want, got)
		}
		for _, n := range []int{1, 3, 8, 1 + int(cut)%300} {
			if got := inChunks(t, s.Transformer(), text, n); got != want {
				t.Errorf("%s %q in chunks of %d: got %q, want %q", s.ID(), text, n, got, want)
			}
		}
		spanAgrees(t, s.Transformer(), text, want)
		// (A dropped letter can bring the halves of another one together.)
		if again := s.String(want); again != want && utf8.ValidString(text) {
			t.Errorf("%s %q: first %q, then %q", s.ID(), text, want, again)
		}
		if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) && want != text {
			t.Errorf("%s changed %q to %q", s.ID(), text, want)
		}
	})
}

// FuzzNotes: notes are in order, do not overlap within a kind, and lie in the
// text.
func FuzzNotes(f *testing.F) {
	for _, seed := range []string{prose, "Яpемче ХХІ ў\xFF ЄС з''їзд Ё 3апо", "аa\u00ADЩ\"я"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := map[NoteKind]int{}
		start := 0
		for _, n := range KMU55.Notes(text) {
			if n.Start < start || n.Start < end[n.Kind] || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("%q: note %v", text, n)
			}
			start, end[n.Kind] = n.Start, n.End
		}
	})
}

// slowly romanizes one code point at a time.
func slowly(t *testing.T, s Scheme, text string) string {
	r := romanizer{table: s.table(Options{})}
	var out []byte
	var room [minDst]byte
	for src := []byte(text); len(src) > 0; {
		d, n, err := r.step(room[:], src, true)
		if err != nil || n == 0 {
			t.Fatalf("step(%q): %d, %v", src, n, err)
		}
		out = append(out, room[:d]...)
		src = src[n:]
	}
	return string(out)
}
