package codec_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// An article of about 1,000 words.
func benchmarkArticle() []byte {
	paragraph := "Рух мостом через **річку** відновили [вранці](/a) у п'ятницю, повідомили в міській раді: «Першими проїхали тролейбуси». "
	return []byte("---\ntitle: Міст\nlang: uk\n---\n\n" + strings.Repeat(strings.Repeat(paragraph, 4)+"\n\n", 16))
}

func BenchmarkReadMarkdown(b *testing.B) {
	doc := benchmarkArticle()
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if _, _, err := codec.Read("a.md", doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteMarkdown(b *testing.B) {
	article, _, err := codec.Read("a.md", benchmarkArticle())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		codec.WriteMarkdown(article, article)
	}
}

// BenchmarkDecode reads an article of 3,000 letters in UTF-8 and in
// windows-1251.
func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat(newsText, 20)
	old, err := charmap.Windows1251.NewEncoder().Bytes([]byte(text))
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{"UTF-8": []byte(text), "windows-1251": old} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := codec.Read("a.txt", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
