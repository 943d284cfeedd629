package split_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/split"
)

func ExampleSentences() {
	text := "Про це В. О. Зеленський заявив 15 жовтня 2020 р. у Києві. Чи готові ви? — запитали його."
	for _, s := range split.Sentences(text, pipeline.Ukrainian) {
		fmt.Printf("%3d %s\n", s.Start, strings.TrimSpace(text[s.Start:s.End]))
	}
	// Output:
	//   0 Про це В. О. Зеленський заявив 15 жовтня 2020 р. у Києві.
	//  94 Чи готові ви? — запитали його.
}

func ExampleNew() {
	text := "Відповідь надав деп. Коваль. Запит надіслали торік."
	s := split.New(pipeline.Ukrainian, split.Options{Opens: []string{"деп"}})
	for span := range s.All(text) {
		fmt.Println(strings.TrimSpace(text[span.Start:span.End]))
	}
	// Output:
	// Відповідь надав деп. Коваль.
	// Запит надіслали торік.
}

func TestSpans(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"white space only", " \n\n ", []string{" \n\n "}},
		{"tags only", "\ue000\ue001", []string{"\ue000\ue001"}},
		{"white space around", "  Так. \t Ні.\n", []string{"  Так. \t ", "Ні.\n"}},
		{"no-break space", "Так.\u00a0Ні.", []string{"Так.\u00a0", "Ні."}},
		{"line end", "Він\nпішов.\nВона ні.", []string{"Він\nпішов.\n", "Вона ні."}},
		{"empty line", "Заголовок\n\nтекст", []string{"Заголовок\n\n", "текст"}},
		{"empty line after a stop", "Усе.\r\n\r\nтекст", []string{"Усе.\r\n\r\n", "текст"}},
		{"empty line at the end", "Усе\n\n", []string{"Усе\n\n"}},
		{"paragraph separator", "Заголовок\u2029текст", []string{"Заголовок\u2029", "текст"}},
		{"tag closes after the stop", "\ue000Так.\ue001 Ні.", []string{"\ue000Так.\ue001 ", "Ні."}},
		{"tag opens the next", "Так. \ue000Ні.\ue001", []string{"Так. ", "\ue000Ні.\ue001"}},
		{"tag around the stop", "Так\ue000.\ue001 Ні.", []string{"Так\ue000.\ue001 ", "Ні."}},
		{"tag amid white space", "Так. \ue001 Ні.", []string{"Так. \ue001 ", "Ні."}},
		{"tag closes behind the quote", "«\ue000Так.\ue001» Ні.", []string{"«\ue000Так.\ue001» ", "Ні."}},
		{"tag in an abbreviation", "і т\ue000. \ue001д. Усе.", []string{"і т\ue000. \ue001д. ", "Усе."}},
		{"tag before a name", "в м. \ue000Київ\ue001. Усе.", []string{"в м. \ue000Київ\ue001. ", "Усе."}},
		{"tag in a footnote", "Так.\ue000[1]\ue001 Ні.", []string{"Так.\ue000[1]\ue001 ", "Ні."}},
		{"broken UTF-8", "\xff. А\xd0. Б", []string{"\xff. А\xd0. Б"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range split.Sentences(tt.in, pipeline.Ukrainian) {
				got = append(got, tt.in[s.Start:s.End])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	text := "Ціна 5 уо. Вона стала. Це рек. Коваль."
	s := split.New(pipeline.Ukrainian, split.Options{Opens: []string{"рек."}, Closes: []string{"УО"}})
	var got []string
	for span := range s.All(text) {
		got = append(got, strings.TrimSpace(text[span.Start:span.End]))
	}
	want := []string{"Ціна 5 уо.", "Вона стала.", "Це рек. Коваль."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOtherLanguage(t *testing.T) {
	got := cut("Das ist gut. Was nun? Nichts.", "de")
	want := []string{"Das ist gut.", "Was nun?", "Nichts."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStopEarly(t *testing.T) {
	n := 0
	for range split.New(pipeline.English, split.Options{}).All("One. Two. Three.") {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d sentences, want 2", n)
	}
}

func TestParagraphs(t *testing.T) {
	text := "\n Перший абзац. \r\nДругий.\n\n \t\n\nТретій"
	var got []string
	for _, p := range split.Paragraphs(text) {
		got = append(got, text[p.Start:p.End])
	}
	want := []string{"Перший абзац.", "Другий.", "Третій"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := split.Paragraphs(" \n"); got != nil {
		t.Errorf("blank text: got %v, want none", got)
	}
}

// FuzzSentences checks that the spans tile the text, that none is empty, that
// they lie on rune boundaries, and that tags are transparent: without them the
// text is cut in the same places.
func FuzzSentences(f *testing.F) {
	for _, lang := range []pipeline.Lang{pipeline.Ukrainian, pipeline.English} {
		for _, line := range casesOf(f, lang) {
			f.Add(strings.ReplaceAll(line, "‖", " "), string(lang), uint(len(line)))
		}
	}
	f.Add("« \n\n » \u2029.\ufeff(. (!) [1] …\xff\xd0.", "uk", uint(3))
	f.Fuzz(func(t *testing.T, text, lang string, seed uint) {
		plain := strings.Map(func(r rune) rune {
			if tag(r) {
				return -1
			}
			return r
		}, text)
		want := tile(t, plain, pipeline.Lang(lang))
		tagged := sprinkle(plain, seed)
		got := tile(t, tagged, pipeline.Lang(lang))
		if len(plain) > 0 && !slices.Equal(got, want) {
			t.Errorf("tags move the ends in %q\n got %v\nwant %v", tagged, got, want)
		}
	})
}

// tile checks the spans of text and returns where they end, tags not counted.
func tile(t *testing.T, text string, lang pipeline.Lang) []int {
	t.Helper()
	var ends []int
	at, visible, valid := 0, 0, utf8.ValidString(text)
	for _, s := range split.Sentences(text, lang) {
		if s.Start != at || s.End <= s.Start {
			t.Fatalf("span %v after %d in %q", s, at, text)
		}
		if s.End < len(text) && valid && !utf8.RuneStart(text[s.End]) {
			t.Fatalf("span %v ends inside a rune of %q", s, text)
		}
		for _, r := range text[s.Start:s.End] {
			if !tag(r) {
				visible++
			}
		}
		ends = append(ends, visible)
		at = s.End
	}
	if at != len(text) {
		t.Fatalf("spans end at %d of %d in %q", at, len(text), text)
	}
	return ends
}

func tag(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

// sprinkle puts tags between the characters of text.
func sprinkle(text string, seed uint) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
		seed = seed*6364136223846793005 + 1442695040888963407
		if seed>>60 < 6 {
			b.WriteRune(0xE000 + rune(seed>>40&0xff))
		}
	}
	return b.String()
}

// article is a text of every kind of line, some 20 KB.
func article(tb testing.TB) string {
	lines := casesOf(tb, pipeline.Ukrainian)
	return strings.ReplaceAll(strings.Join(lines, " "), "‖", " ")
}

func TestNoAllocations(t *testing.T) {
	s, text := split.New(pipeline.Ukrainian, split.Options{}), article(t)
	n := 0
	got := testing.AllocsPerRun(10, func() {
		for range s.All(text) {
			n++
		}
	})
	if got > 2 || n < 1000 {
		t.Errorf("%v allocations for %d sentences, want 2 for any number", got, n/11)
	}
}

// TestLinear cuts texts that would be slow if the work for a stop grew with
// the sentence.
func TestLinear(t *testing.T) {
	for _, part := range []string{"т. ", "р. Р", "(", "(a. A", ". ", "\ue000", "«", "1 р. Київ ", "\n", "- ", "… 5", "А. ", "[1"} {
		text := "Він" + strings.Repeat(part, 1<<18/len(part))
		tile(t, text, pipeline.Ukrainian)
	}
}

func BenchmarkSentences(b *testing.B) {
	s, text := split.New(pipeline.Ukrainian, split.Options{}), article(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for range s.All(text) { //nolint:revive // only the walk is measured
		}
	}
}
