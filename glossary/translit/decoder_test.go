package translit

import (
	"errors"
	"testing"

	"golang.org/x/text/transform"
)

func TestDecoder(t *testing.T) {
	tests := []struct {
		scheme   Scheme
		in, want string
	}{
		{DSTU9112A, "J'emen pid'jom v'juny nj'a", "Йемен підйом в'юни ньа"},
		{DSTU9112A, "ŜASTJA LJVIV", "ЩАСТЯ ЛЬВІВ"},
		{DSTU9112A, "'slovo'", "'слово'"},
		{DSTU9112B, "sh'ch shch Khmeljnycjkyj z'jizd", "шч щ Хмельницький з'їзд"},
		{GOST779B, "cy`rk czar zv'yazku", "цирк цар зв'язку"},
		{ISO9, "G\u0300alag\u0300an Ûrìj RUSʹ LʹVÌV Lʹvìv", "Ґалаґан Юрій РУСЬ ЛЬВІВ Львів"},
		{ISO9, "Z\u030cuk s\u030c", "Жук ш"}, // NFD
		{ISO9, "Znamʼânka ʼ", "Знам'янка ʼ"},
		{ISO9, "15% – \xFF", "15% – \xFF"},
		{ISO9, "", ""},
	}
	for _, test := range tests {
		d, err := test.scheme.Decoder()
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := transform.String(d, test.in); got != test.want || err != nil {
			t.Errorf("%s %q: got %q, %v, want %q", test.scheme.ID(), test.in, got, err, test.want)
		}
		for _, n := range chunkSizes {
			d.Reset()
			if got := inChunks(t, d, test.in, n); got != test.want {
				t.Errorf("%s %q in chunks of %d: got %q, want %q", test.scheme.ID(), test.in, n, got, test.want)
			}
		}
	}
}

func TestDecoderRefuses(t *testing.T) {
	_, err := KMU55.Decoder()
	if want := "kmu2010 cannot be reversed: її and їй both give yii"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	reversible := 0
	for _, s := range Schemes() {
		_, err := s.Decoder()
		if err == nil {
			reversible++
			continue
		}
		if !errors.Is(err, ErrNotReversible) {
			t.Errorf("%s: %v does not wrap ErrNotReversible", s.ID(), err)
		}
		if a, b := s.edition().alike[0], s.edition().alike[1]; a == b || s.String(a) != s.String(b) {
			t.Errorf("%s: %s and %s are not alike: %s, %s", s.ID(), a, b, s.String(a), s.String(b))
		}
	}
	if reversible != 4 {
		t.Errorf("%d schemes can be reversed, want 4", reversible)
	}
}
