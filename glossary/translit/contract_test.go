package translit

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/transform"
)

// chunkSizes are the buffer sizes at which every result must be the same.
var chunkSizes = []int{1, 2, 3, 4, 5, 7, 8, 101, 4003}

// inChunks feeds t with n bytes more at a time and gives it room for n bytes,
// but never less than the promised minimum.
func inChunks(tb testing.TB, t transform.Transformer, text string, n int) string {
	tb.Helper()
	var out []byte
	dst := make([]byte, max(n, minDst))
	src, end := []byte(text), 0
	for {
		end = min(len(src), end+n)
		atEOF := end == len(src)
		nDst, nSrc, err := t.Transform(dst, src[:end], atEOF)
		out = append(out, dst[:nDst]...)
		src, end = src[nSrc:], end-nSrc
		switch {
		case err == nil && len(src) == 0:
			return string(out)
		case err == nil && end > 0:
			tb.Fatalf("%q in chunks of %d: no error, but %d bytes left", text, n, end)
		case errors.Is(err, transform.ErrShortSrc) && atEOF:
			tb.Fatalf("%q in chunks of %d: asks for more at the end", text, n)
		case errors.Is(err, transform.ErrShortDst) && nSrc == 0:
			tb.Fatalf("%q in chunks of %d: no progress with room for %d bytes", text, n, len(dst))
		}
	}
}

// spanAgrees checks that Span returns a prefix that Transform leaves alone, and
// moves the state as Transform would.
func spanAgrees(tb testing.TB, t transform.SpanningTransformer, text, want string) {
	tb.Helper()
	t.Reset()
	n, err := t.Span([]byte(text), true)
	if !strings.HasPrefix(want, text[:n]) {
		tb.Errorf("Span(%q) = %d, but the output is %q", text, n, want)
		return
	}
	if (err == nil) != (n == len(text)) {
		tb.Errorf("Span(%q) = %d, %v", text, n, err)
	}
	if err != nil && !errors.Is(err, transform.ErrEndOfSpan) {
		tb.Errorf("Span(%q) at the end of the text: %v", text, err)
	}
	dst := make([]byte, 4*len(text)+minDst)
	nDst, _, err := t.Transform(dst, []byte(text[n:]), true)
	if got := text[:n] + string(dst[:nDst]); err != nil || got != want {
		tb.Errorf("Span(%q) = %d, then Transform: got %q, %v, want %q", text, n, got, err, want)
	}
}

// allWays checks that every way to romanize text gives want.
func allWays(tb testing.TB, s Scheme, text, want string) {
	tb.Helper()
	if got := s.String(text); got != want {
		tb.Errorf("%s String(%q): got %q, want %q", s.ID(), text, got, want)
		return
	}
	if got := string(s.Bytes([]byte(text))); got != want {
		tb.Errorf("%s Bytes(%q): got %q, want %q", s.ID(), text, got, want)
	}
	if got := string(s.Append([]byte("ї"), []byte(text))); got != "ї"+want {
		tb.Errorf("%s Append(%q): got %q, want %q", s.ID(), text, got, "ї"+want)
	}
	for _, n := range chunkSizes {
		if got := inChunks(tb, s.Transformer(), text, n); got != want {
			tb.Errorf("%s %q in chunks of %d: got %q, want %q", s.ID(), text, n, got, want)
		}
	}
	got, err := io.ReadAll(transform.NewReader(iotest.OneByteReader(strings.NewReader(text)), s.Transformer()))
	if err != nil || string(got) != want {
		tb.Errorf("%s NewReader(%q): got %q, %v, want %q", s.ID(), text, got, err, want)
	}
	var out bytes.Buffer
	w := transform.NewWriter(&out, s.Transformer())
	for i := range len(text) {
		if _, err := w.Write([]byte{text[i]}); err != nil {
			tb.Errorf("%s Write(%q): %v", s.ID(), text, err)
		}
	}
	if err := w.Close(); err != nil || out.String() != want {
		tb.Errorf("%s NewWriter(%q): got %q, %v, want %q", s.ID(), text, out.String(), err, want)
	}
	spanAgrees(tb, s.Transformer(), text, want)
}

func TestTransformWaitsForTheNextLetter(t *testing.T) {
	tests := []struct {
		name, src  string
		out        string
		nSrc       int
		want       error
		whenAtEnds string
	}{
		{"capital with a long output", "як Щ", "yak ", len("як "), transform.ErrShortSrc, "yak Shch"},
		{"apostrophe", "як м'", "yak m", len("як м"), transform.ErrShortSrc, "yak m'"},
		{"half a letter", "як \xD0", "yak ", len("як "), transform.ErrShortSrc, "yak \xD0"},
		{"finished words", "як я ", "yak ya ", len("як я "), nil, "yak ya "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := KMU55.Transformer()
			dst := make([]byte, 64)
			nDst, nSrc, err := tr.Transform(dst, []byte(test.src), false)
			if string(dst[:nDst]) != test.out || nSrc != test.nSrc || !errors.Is(err, test.want) {
				t.Errorf("got %q, %d, %v, want %q, %d, %v", dst[:nDst], nSrc, err, test.out, test.nSrc, test.want)
			}
			more, _, err := tr.Transform(dst[nDst:], []byte(test.src)[nSrc:], true)
			if got := string(dst[:nDst+more]); got != test.whenAtEnds || err != nil {
				t.Errorf("at the end: got %q, %v, want %q", got, err, test.whenAtEnds)
			}
		})
	}
}

func TestTransformShortDst(t *testing.T) {
	tr := KMU55.Transformer()
	var dst [minDst]byte
	nDst, nSrc, err := tr.Transform(dst[:3], []byte("щ"), true)
	if nDst != 0 || nSrc != 0 || !errors.Is(err, transform.ErrShortDst) {
		t.Errorf("room for 3: got %d, %d, %v", nDst, nSrc, err)
	}
	nDst, _, err = tr.Transform(dst[:4], []byte("щ"), true)
	if string(dst[:nDst]) != "shch" || err != nil {
		t.Errorf("room for 4: got %q, %v", dst[:nDst], err)
	}
}

func TestReset(t *testing.T) {
	tr := KMU55.Transformer()
	dst := make([]byte, 1024)
	long := strings.Repeat("яє", maxUnit)
	if _, _, err := tr.Transform(dst, []byte(long), false); err == nil {
		t.Fatal("the word has not ended")
	}
	tr.Reset()
	n, _, err := tr.Transform(dst, []byte("я"), true)
	if string(dst[:n]) != "ya" || err != nil {
		t.Errorf("got %q, %v", dst[:n], err)
	}
}

func TestEmpty(t *testing.T) {
	for _, s := range Schemes() {
		allWays(t, s, "", "")
		if n, _, err := s.Transformer().Transform(nil, nil, true); n != 0 || err != nil {
			t.Errorf("%s: got %d, %v", s.ID(), n, err)
		}
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		src   string
		atEOF bool
		n     int
		want  error
	}{
		{"plain text, 5G!", true, 15, nil},
		{"plain text ", false, 11, nil},
		{"plain text", false, 6, transform.ErrShortSrc}, // a Cyrillic letter may follow
		{"in Київ", true, 3, transform.ErrEndOfSpan},
		{"it's", true, 2, transform.ErrEndOfSpan},
		{"Xapкiв", true, 0, transform.ErrEndOfSpan}, // Latin letters that will be read as Cyrillic
		{"«Łódź» – 😀 ", true, len("«Łódź» – 😀 "), nil},
		{"", true, 0, nil},
	}
	for _, test := range tests {
		n, err := KMU55.Transformer().Span([]byte(test.src), test.atEOF)
		if n != test.n || !errors.Is(err, test.want) {
			t.Errorf("Span(%q, %v): got %d, %v, want %d, %v", test.src, test.atEOF, n, err, test.n, test.want)
		}
	}
}

// An endless run of what is skipped, or of letters, must not stall a stream or
// make it hold everything.
func TestEndlessRuns(t *testing.T) {
	for _, run := range []string{"\u0301", "'", "Ь", "\u00AD", "я", "x", "Щ", "І", "aя", "і\u0308", "\u0308", "\xD1"} {
		text := "Щ" + strings.Repeat(run, 20_000) + " я"
		got, err := io.ReadAll(transform.NewReader(strings.NewReader(text), KMU55.Transformer()))
		if err != nil {
			t.Errorf("Щ and many %q: %v", run, err)
		}
		if want := KMU55.String(text); string(got) != want {
			t.Errorf("Щ and many %q: the stream differs from the string", run)
		}
		for _, n := range []int{1, 7, 101} {
			if got := inChunks(t, KMU55.Transformer(), text[:4096+len("Щ")], n); got != KMU55.String(text[:4096+len("Щ")]) {
				t.Errorf("Щ and many %q in chunks of %d differ from the string", run, n)
			}
		}
	}
}

func TestNoAllocations(t *testing.T) {
	src := []byte(prose + "ЩА́СТЯ Xapкiв ХХІ Ки\u0456\u0308в Эдуард 'слово'")
	dst := make([]byte, 2*len(src))
	for _, s := range Schemes() {
		tr := s.Transformer()
		if n := testing.AllocsPerRun(20, func() {
			tr.Reset()
			if _, _, err := tr.Transform(dst, src, true); err != nil {
				t.Error(err)
			}
			tr.Reset()
			if _, err := tr.Span(src, true); err == nil {
				t.Error("no end of span")
			}
			s.Append(dst[:0], src)
		}); n != 0 {
			t.Errorf("%s: %v allocations", s.ID(), n)
		}
	}
}
