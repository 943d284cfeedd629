package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestDemo runs the demo as a person would. Its story is the golden: the
// sample's English article, byte for byte, and nothing else on standard output.
func TestDemo(t *testing.T) {
	t.Parallel()
	var out, talk bytes.Buffer
	if code := run(t.Context(), []string{"demo", "--exit"}, strings.NewReader(""), &out, &talk); code != 0 {
		t.Fatalf("exit code %d:\n%s", code, &talk)
	}
	want, err := sampleFiles.ReadFile("sample/article.en.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("the story is not the golden: %s", firstDifference(out.Bytes(), want))
	}
	for _, line := range strings.Split(strings.TrimSpace(talk.String()), "\n") {
		if !strings.HasPrefix(line, "tovmach: ") {
			t.Errorf("it says %q", line)
		}
	}
	if !strings.Contains(talk.String(), "findings: 0 errors, 0 warnings") {
		t.Errorf("the sample has findings:\n%s", &talk)
	}
}

// TestSample holds the sample to what it shows: the agency in five cases and
// with two apostrophes, its one English form, and a structure that the English
// article has block for block.
func TestSample(t *testing.T) {
	t.Parallel()
	source, target := sampleArticle(t, "sample/article.uk.md"), sampleArticle(t, "sample/article.en.md")
	if len(source.Blocks) != len(target.Blocks) {
		t.Fatalf("%d blocks in Ukrainian, %d in English", len(source.Blocks), len(target.Blocks))
	}
	var text, english strings.Builder
	kinds := map[pipeline.BlockKind]int{}
	for i, b := range source.Blocks {
		twin := target.Blocks[i]
		if b.Kind != twin.Kind || b.Level != twin.Level || b.URL != twin.URL || len(b.Tags) != len(twin.Tags) {
			t.Errorf("block %d: %s and %s differ in structure", i, b.ID, twin.ID)
		}
		kinds[b.Kind]++
		text.WriteString(b.Text + "\n")
		english.WriteString(twin.Text + "\n")
	}
	for kind, least := range map[pipeline.BlockKind]int{
		pipeline.Headline: 1, pipeline.Standfirst: 1, pipeline.Byline: 1, pipeline.Heading: 2, pipeline.Quote: 1,
		pipeline.Item: 3, pipeline.Figure: 2, pipeline.Caption: 2, pipeline.Credit: 2, pipeline.ReadAlso: 1,
	} {
		if kinds[kind] < least {
			t.Errorf("%d of %s, want %d", kinds[kind], kind, least)
		}
	}
	if n := len(strings.Fields(text.String())); n < 600 {
		t.Errorf("%d words", n)
	}
	for _, form := range []string{
		"Держспецзв'язок", "Держспецзв’язку", "Держспецзв'язку", "Держспецзв’язком", "Держспецзв'язкові", "Зеленського",
		"Ма Ці", "Huawei", "Тернополя", "«Укртелемережею»",
	} {
		if !strings.Contains(text.String(), form) {
			t.Errorf("%s does not stand in the sample", form)
		}
	}
	if i := strings.IndexFunc(english.String(), func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }); i >= 0 {
		t.Errorf("Cyrillic is left: %s", english.String()[i:min(i+40, english.Len())])
	}
	if got, want := strings.Count(english.String(), "Derzhspetszviazok"), strings.Count(text.String(), "Держспецзв"); got < want {
		t.Errorf("the agency stands %d times in English, %d times in Ukrainian", got, want)
	}
}

func sampleArticle(t *testing.T, path string) pipeline.Article {
	t.Helper()
	data, err := sampleFiles.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	article, _, err := codec.Read(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return article
}
