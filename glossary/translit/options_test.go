package translit

import (
	"testing"

	"golang.org/x/text/transform"
)

func TestOptions(t *testing.T) {
	tests := []struct {
		name     string
		scheme   Scheme
		opts     Options
		in, want string
	}{
		{"hyphen joins", KMU55, Options{HyphenJoins: true}, "Марія-Юлія, -я", "Mariia-Iuliia, -ya"},
		{"keep apostrophes", KMU55, Options{KeepApostrophes: true}, "Знам’янка, м‛я", "Znam’ianka, mia"},
		{"keep rare apostrophes", KMU55, Options{KeepRareApostrophes: true}, "Знам’янка, м‛я", "Znamianka, m‛ia"},
		{"first letter only", KMU55, Options{Capitals: FirstOnly}, "ЩАСТЯ Щ", "ShchASTIa Shch"},
		{"all letters", KMU55, Options{Capitals: AllLetters}, "Щастя Щ", "SHCHastia SHCH"},
		{"keep stress", KMU55, Options{KeepStress: true}, "Ки\u0301їв", "Ky\u0301iv"},
		{"keep invisible", KMU55, Options{KeepInvisible: true}, "ма\u00ADяк", "ma\u00ADiak"},
		{"keep homoglyphs", KMU55, Options{KeepHomoglyphs: true}, "Яpемче СOVID", "Yapemche SOVID"},
		{"keep roman", KMU55, Options{KeepRoman: true}, "ХХІ", "KHKHI"},
		{"keep russian", KMU55, Options{KeepRussian: true}, "Эдуард", "Эduard"},
		{"dots", BGNPCGN1965, Options{OptionalSequences: true}, "Згурський, Братство, ЗГ, цг", "Z·hurs’kyy, Brat·stvo, Z·H, ts·h"},
		{"no dots", BGNPCGN1965, Options{}, "Згурський", "Zhurs’kyy"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _, err := transform.String(test.scheme.TransformerWith(test.opts), test.in)
			if got != test.want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
			for _, n := range chunkSizes {
				if got := inChunks(t, test.scheme.TransformerWith(test.opts), test.in, n); got != test.want {
					t.Errorf("in chunks of %d: got %q, want %q", n, got, test.want)
				}
			}
		})
	}
}
