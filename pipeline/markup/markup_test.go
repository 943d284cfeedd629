package markup_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

func ExamplePlain() {
	fmt.Println(markup.Plain("Двоє поранено в {1}Сумській області{/1}{2/} {{дані}."))
	// Output: Двоє поранено в Сумській області {дані}.
}

func TestScan(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want string // the tokens, divided by |
	}{
		{"", ""},
		{"слово", "слово"},
		{"{1}a{/1}{2/}", "{1}|a|{/1}|{2/}"},
		{"{{1}a", "{{1}a"},
		{"{{{1}a", "{{|{1}|a"},
		{"{0}{01}{/0}{}{/}{/1/}{a}{1", "{0}{01}{/0}{}{/}{/1/}{a}{1"},
		{"{1234567}{123456}", "{1234567}|{123456}"},
		{"}{1}}", "}|{1}|}"},
	} {
		var got []string
		for token := range markup.Scan(tt.in) {
			got = append(got, tt.in[token.Span.Start:token.Span.End])
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("Scan(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// What was printed is scanned back: tokens of random texts survive.
func TestScanPrinted(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	literals := []string{"слово", "{", "{1}", "{{", "}", " ", "a{/2}", "\U0001F1FA\U0001F1E6"}
	for range 2000 {
		var printed, want strings.Builder
		literal := false
		for range random.IntN(8) {
			kind := markup.Kind(random.IntN(4))
			if kind == markup.Literal {
				plain := literals[random.IntN(len(literals))]
				printed.WriteString(markup.Escape(plain))
				if !literal {
					want.WriteString("\x00L")
				}
				want.WriteString(plain)
			} else {
				tag := markup.Tag(kind, 1+random.IntN(12))
				printed.WriteString(tag)
				want.WriteString("\x00T" + tag)
			}
			literal = kind == markup.Literal
		}
		var got strings.Builder
		for token := range markup.Scan(printed.String()) {
			part := printed.String()[token.Span.Start:token.Span.End]
			if token.Kind == markup.Literal {
				got.WriteString("\x00L" + markup.Plain(part))
			} else {
				got.WriteString("\x00T" + markup.Tag(token.Kind, token.N))
			}
		}
		if got.String() != want.String() {
			t.Fatalf("%q scanned as %q, want %q", printed.String(), got.String(), want.String())
		}
	}
}

func TestTrim(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Речення.", "Речення."},
		{" Речення. ", "Речення."},
		{"{1}Речення.{/1}", "Речення."},
		{"{1} Речення.{/1} ", "Речення."},
		{"{1}{2}Речення.{/2}{/1}", "Речення."},
		{"{1}Київ{/1} тихий.", "{1}Київ{/1} тихий."},
		{"Тихий {1}Київ{/1}", "Тихий {1}Київ{/1}"},
		{"{1}Київ{/1} та {2}Львів{/2}", "{1}Київ{/1} та {2}Львів{/2}"},
		{"{1}Перше речення. ", "Перше речення."},
		{"Друге речення.{/1}", "Друге речення."},
		{"{/1} Третє.", "Третє."},
		{"Четверте. {1}", "Четверте."},
		{"{1}Київ{/1} тихий.{/2}", "{1}Київ{/1} тихий."},
		{"Рядок.{1/}", "Рядок."},
		{"{1/}Рядок.", "Рядок."},
		{"{1/} — це команда.", "{1/} — це команда."},
		{"Натисніть {1/}", "Натисніть {1/}"},
		{"{1/}{2}Рядок.{/2}{3/}", "Рядок."},
		{"{1/}", ""},
		{" ", ""},
		{"", ""},
		{"\u00a0Речення.\u00a0", "Речення."},
	} {
		span := markup.Trim(tt.in)
		if got := tt.in[span.Start:span.End]; got != tt.want {
			t.Errorf("Trim(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRenumber(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		numbers  []int
	}{
		{"слово", "слово", nil},
		{"{3}a{/3} {{ {7/}{2}", "{1}a{/1} {{ {2/}{3}", []int{3, 7, 2}},
		{"{/5}a{5}", "{/1}a{1}", []int{5}},
	} {
		got, numbers := markup.Renumber(tt.in)
		if got != tt.want || !reflect.DeepEqual(numbers, tt.numbers) {
			t.Errorf("Renumber(%q) = %q %v, want %q %v", tt.in, got, numbers, tt.want, tt.numbers)
		}
	}
	if got, want := markup.Restore("{1}a{/1}{2/}", []int{4}), "{4}a{/4}"; got != want {
		t.Errorf("Restore with an unknown tag = %q, want %q", got, want)
	}
}

func TestCompare(t *testing.T) {
	links := func(n int) bool { return n != 2 } // tag 2 is bold
	for _, tt := range []struct{ name, source, target, want string }{
		{"equal", "{1}a{/1} {2}b{/2}", "{1}x{/1} {2}y{/2}", ""},
		{"reordered", "{1}a{/1} {2}b{/2}", "{2}x{/2} {1}y{/1}", ""},
		{"bold dropped", "{1}a{/1} {2}b{/2}", "{1}x{/1} y", ""},
		{"half of bold dropped", "{2}b{/2}", "{2}b", "missing {/2}"},
		{"link dropped", "{1}a{/1}", "x", "missing {1}, missing {/1}"},
		{"unknown", "a", "{3/}x", "unknown {3/}"},
		{"doubled", "{1/}", "{1/}{1/}", "doubled {1/}"},
		{"other kind", "{1/}", "{1}", "missing {1/}, unknown {1}"},
		{"crossing", "{1}a{/1}{3}b{/3}", "{1}x{3}y{/1}z{/3}", "nested {/1}"},
		{"close first", "{1}a{/1}", "{/1}x{1}", "nested {/1}"},
		{"cut pair", "a.{/1} b {3}c", "x.{/1} y {3}z", ""},
		{"cut pair dropped", "a {3}c", "x", "missing {3}"},
		{"half of a cut bold dropped", "a {2}b", "x y", "missing {2}"},
		{"escaped", "{{1}", "{1}", "unknown {1}"},
	} {
		var got []string
		for _, p := range markup.Compare(tt.source, tt.target, links) {
			got = append(got, string(p.Kind)+" "+p.Tag)
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMask(t *testing.T) {
	marked := "{1}Київ{/1} {{\uE000} {12/}тихо"
	masked := markup.Mask(marked)
	if want := "\uE000Київ\uE001 {\uFFFD} \uE002тихо"; masked.Text != want {
		t.Fatalf("masked %q, want %q", masked.Text, want)
	}
	for _, part := range []struct{ masked, marked string }{
		{"Київ", "Київ"}, {"{", "{{"}, {"} ", "} {12"}, {"\uE002", "{12/}"}, {"тихо", "тихо"}, {"\uE000", "{1}"},
	} {
		at := masked.Offset(strings.Index(masked.Text, part.masked))
		if want := strings.Index(marked, part.marked); at != want {
			t.Errorf("offset of %q is %d, want %d", part.masked, at, want)
		}
	}
	if got := masked.Offset(len(masked.Text)); got != len(marked) {
		t.Errorf("the end is at %d, want %d", got, len(marked))
	}
	if got := masked.Offset(2); got != 0 {
		t.Errorf("inside the first tag: %d, want 0", got)
	}
}

func FuzzMarkup(f *testing.F) {
	for _, seed := range []string{"", "a{{b", "{1}a{/1}", "{2} {/1} x{3/}", "{{{1}{{", "\uE000{1/}\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := markup.Plain(markup.Escape(text)); got != text {
			t.Errorf("Plain(Escape(x)) = %q", got)
		}
		end := 0
		for token := range markup.Scan(text) {
			if token.Span.Start != end || token.Span.End <= end {
				t.Fatalf("token %v does not follow %d", token, end)
			}
			end = token.Span.End
		}
		if end != len(text) {
			t.Errorf("tokens end at %d of %d", end, len(text))
		}
		short, numbers := markup.Renumber(text)
		if got := markup.Restore(short, numbers); got != text {
			t.Errorf("Restore(Renumber(x)) = %q", got)
		}
		if problems := markup.Compare(text, text, nil); problems != nil {
			t.Errorf("compared with itself: %v", problems)
		}
		checkTrim(t, text)
		checkMask(t, text)
	})
}

func checkTrim(t *testing.T, text string) {
	span := markup.Trim(text)
	if span.Start < 0 || span.Start > span.End || span.End > len(text) {
		t.Fatalf("trimmed to %v", span)
	}
	outside := text[:span.Start] + text[span.End:]
	if got := strings.TrimSpace(markup.Plain(outside)); got != "" {
		t.Errorf("words outside: %q", got)
	}
	inside := text[span.Start:span.End]
	if again := markup.Trim(inside); again != (pipeline.Span{End: len(inside)}) {
		t.Errorf("trimmed twice: %v of %q", again, inside)
	}
}

func checkMask(t *testing.T, text string) {
	masked := markup.Mask(text)
	last := 0
	for i := range len(masked.Text) + 1 {
		at := masked.Offset(i)
		if at < last || at > len(text) {
			t.Fatalf("offset %d is %d after %d", i, at, last)
		}
		last = at
	}
	if last != len(text) {
		t.Errorf("the end is at %d of %d", last, len(text))
	}
}
