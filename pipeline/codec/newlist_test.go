package codec_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestNewList: a list that is written anew is the same list when it is read
// again, but for levels that nothing stands on.
func TestNewList(t *testing.T) {
	t.Parallel()
	item := func(level, number int, text string) pipeline.Block {
		return pipeline.Block{Kind: pipeline.Item, Level: level, Number: number, Text: text}
	}
	for _, tt := range []struct {
		name  string
		items []pipeline.Block
		want  string
	}{
		{"one after another", []pipeline.Block{item(1, 1, "А"), item(1, 2, "Б"), item(2, 0, "В"), item(1, 3, "Г")}, "1. А\n2. Б\n    - В\n3. Г\n"},
		{"a part that begins in the middle", []pipeline.Block{item(1, 7, "А"), item(1, 8, "Б"), item(2, 7, "В"), item(1, 9, "Г")}, "7. А\n8. Б\n\n    7. В\n9. Г\n"},
		{"a list that begins anew", []pipeline.Block{item(1, 1, "А"), item(1, 2, "Б"), item(1, 1, "В"), item(1, 5, "Г")}, "1. А\n2. Б\n1) В\n\n5. Г\n"},
		{"numbers behind signs", []pipeline.Block{item(1, 0, "А"), item(1, 3, "Б"), item(1, 0, "В")}, "- А\n\n3. Б\n- В\n"},
		{"a wide number", []pipeline.Block{item(1, 1000, "А"), item(2, 0, "Б"), item(2, 0, "В")}, "1000. А\n      - Б\n      - В\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := pipeline.Article{Blocks: tt.items}
			written := codec.WriteMarkdown(a, a)
			if got := string(written); got != "---\n---\n\n"+tt.want {
				t.Errorf("written\n%swant\n%s", got, tt.want)
			}
			again, _, err := codec.Read("a.md", written)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := plain(again), plain(a); got != want {
				t.Errorf("read again\n%swant\n%s", got, want)
			}
		})
	}
	floating := pipeline.Article{Blocks: []pipeline.Block{item(2, 0, "А"), item(9, 0, "Б")}}
	if got, want := string(codec.WriteMarkdown(floating, floating)), "---\n---\n\n- А\n    - Б\n"; got != want {
		t.Errorf("levels that nothing stands on: written\n%swant\n%s", got, want)
	}
}
