package suggest_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/suggest"
)

// BenchmarkNames reads about 1,000 words with 60 names.
func BenchmarkNames(b *testing.B) {
	roots := strings.Fields("Берестян Гончаров Древин Жаботин Замлин Ізюм Калинів Лозинськ Малин Новосад Остер Поділ")
	filler := strings.Repeat(" та інші слова звичайної новини, про яку пишуть", 2) + ". "
	var text strings.Builder
	for i, end := range []string{"ом", "у", "а", "ові", ""} {
		for j, root := range roots {
			text.WriteString([]string{"Рішення ухвалили з ", "Лист надіслали до "}[(i+j)%2] + root + end + filler)
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		suggest.Names(text.String(), nil, suggest.Options{})
	}
}
