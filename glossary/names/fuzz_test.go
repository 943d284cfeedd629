package names_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/glossary/names"
)

// Whatever the text, findings are in order, apart, in bounds, on the edges of
// characters, and say what stands there.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"The Ukraine’s HUAWEI met Yuriy Shchigol in Kiev, Odessa, Texas.",
		"Derzhspetsviazok's https://kiev.example/a(b) @Kiev `Kiev",
		"<a> </a> <<i>> # ## #1 #x . .. a.com/ ://x http:// '’s s’ ’",
		"in the\nUkraine \xff\xfe Ki\u0301ev Youtube\u00a0YOUTUBE İstanbul ŁÓDŹ ŽŠČ-ž",
		"Krivoy Rog Kryvyy-Rih Volodymyr Zelenskyi Zelenskyi",
	} {
		f.Add(seed)
	}
	x := names.New(append(houseEntries(f), termbase()...))
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, found := range x.Find(text) {
			s := found.Span
			if s.Start < end || s.End <= s.Start || s.End > len(text) || found.Text != text[s.Start:s.End] {
				t.Fatalf("%q: finding %+v behind %d", text, found, end)
			}
			if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) && utf8.ValidString(text) {
				t.Fatalf("%q: finding %+v splits a character", text, found)
			}
			if found.Suggestion == found.Text {
				t.Fatalf("%q: finding %+v suggests what stands there", text, found)
			}
			end = s.End
		}
	})
}

// A key does not depend on how marks are encoded, and no word is a near miss of
// itself.
func FuzzKey(f *testing.F) {
	for _, seed := range []string{"Derzhspetszviazok", "Ščyholʹ", "Kryvyi  Rih", "Zghorany-yji", "wW", "шщ", "\xff", "K\u030cž"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := names.Key(s)
		if got := names.Key(norm.NFD.String(s)); utf8.ValidString(s) && got != key {
			t.Fatalf("Key(%q) = %q, decomposed %q", s, key, got)
		}
		if names.NearMiss(s, s) || names.NearKey(s, s) {
			t.Fatalf("%q is a near miss of itself", s)
		}
	})
}
