package names_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/names"
)

const sentence = "President Volodymyr Zelenskyy met the head of Derzhspetszviazok in Kyiv, and the Ministry of Defense said that Kharkiv was quiet. "

func BenchmarkFind(b *testing.B) {
	x := names.New(houseEntries(b))
	text := strings.Repeat(sentence, 40)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		x.Find(text)
	}
}

func BenchmarkNew(b *testing.B) {
	entries := houseEntries(b)
	for b.Loop() {
		names.New(entries)
	}
}
