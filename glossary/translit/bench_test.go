package translit

import (
	"strings"
	"testing"

	"golang.org/x/text/transform"
)

// prose is Ukrainian text with the usual mix of capitals, apostrophes, quotes
// and Latin words.
const prose = `Держспецзв’язок співпрацюватиме з компанією «Хуавей» у сфері кібербезпеки. ` +
	`Про це повідомив голова служби Юрій Щиголь 15 жовтня 2020 року під час зустрічі в Києві – ` +
	`столиці України. Сторони обговорили розвиток мереж 5G, захист персональних даних та навчання ` +
	`фахівців. «Ми раді, що наша команда має змогу переймати досвід», — зазначив Щиголь на сторінці ` +
	`у Facebook. За його словами, об'єднання зусиль держави й бізнесу є важливим для сім'ї європейських народів. `

func BenchmarkTransform(b *testing.B) {
	src := []byte(strings.Repeat(prose, 64))
	dst := make([]byte, 2*len(src))
	for _, s := range []Scheme{KMU55, ISO9, DSTU9112A} {
		b.Run(s.ID(), func(b *testing.B) {
			t := s.Transformer()
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				t.Reset()
				if _, _, err := t.Transform(dst, src, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNews is BenchmarkTransform on real prose.
func BenchmarkNews(b *testing.B) {
	var text strings.Builder
	for _, row := range shared(b, "corpora/parallel/president_par_uken.tsv") {
		text.WriteString(row["uk"] + "\n")
	}
	src := []byte(text.String())
	dst := make([]byte, 2*len(src))
	t := KMU55.Transformer()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		t.Reset()
		if _, _, err := t.Transform(dst, src, true); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkString(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		KMU55.String("Юрій Щиголь")
	}
}

var _ transform.SpanningTransformer = (*romanizer)(nil)
