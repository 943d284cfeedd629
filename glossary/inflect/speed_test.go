package inflect_test

import (
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// BenchmarkGenerate makes the forms of the usual sorts of entries.
func BenchmarkGenerate(b *testing.B) {
	for _, entry := range []struct {
		name, lemma string
		kind        glossary.Kind
	}{
		{"word", "Держспецзв'язок", glossary.Organisation},
		{"surname", "Зеленський", glossary.Person},
		{"person", "Володимир Зеленський", glossary.Person},
		{"body", "Кабінет Міністрів України", glossary.Organisation},
		{"unknown", "Мотор Січ", ""},
	} {
		b.Run(entry.name, func(b *testing.B) {
			b.ReportAllocs()
			var g inflect.Generator
			for b.Loop() {
				g.Generate(entry.lemma, inflect.Hints{Kind: entry.kind})
			}
		})
	}
}
