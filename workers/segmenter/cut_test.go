package segmenter_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/split"
	"github.com/tovmach/tovmach/workers/segmenter"
)

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name string
		kind pipeline.BlockKind
		text string
		want []string // the sources
	}{
		{"sentences", pipeline.Paragraph, "Пором іде. Порт чекає!", []string{"Пором іде.", "Порт чекає!"}},
		{"whole", pipeline.Heading, "Пором іде. Порт чекає", []string{"Пором іде. Порт чекає"}},
		{"not translated", pipeline.EdNote, "Не друкувати.", nil},
		{"nothing", pipeline.Paragraph, "", nil},
		{"white space", pipeline.Paragraph, " \u00a0\n", nil},
		{"tags alone", pipeline.Paragraph, "{1}{2/}{/1}", nil},
		{"bold around all", pipeline.Paragraph, "{1}Пором іде.{/1}", []string{"Пором іде."}},
		{"bold over the boundary", pipeline.Paragraph, "{1}Пором іде. Порт{/1} чекає.", []string{"Пором іде.", "Порт{/1} чекає."}},
		{"link numbered anew", pipeline.Paragraph, "{1}Пором{/1} іде. {2}Порт{/2} чекає.", []string{"{1}Пором{/1} іде.", "{1}Порт{/1} чекає."}},
		{"literal brace", pipeline.Paragraph, "{{Пором} іде.", []string{"{{Пором} іде."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := pipeline.Block{ID: "b1", Kind: tt.kind, Text: tt.text}
			var got []string
			for _, c := range new(segmenter.Segmenter).Cut(b, pipeline.Ukrainian) {
				source := c.Source
				if source == "" {
					source = tt.text[c.Text.Start:c.Text.End]
				}
				got = append(got, source)
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
				t.Errorf("cut into %q, want %q", got, tt.want)
			}
			tiles(t, b)
		})
	}
}

// tiles checks what every cut promises: the spans join to the block without
// gap or overlap, each text lies in its span and has words, and its source with
// the tags' numbers put back is the text.
func tiles(t *testing.T, b pipeline.Block) {
	t.Helper()
	cuts := new(segmenter.Segmenter).Cut(b, pipeline.Ukrainian)
	at := 0
	for i, c := range cuts {
		if c.ID != pipeline.SegmentID(fmt.Sprintf("%s-%d", b.ID, i+1)) || c.Block != b.ID {
			t.Errorf("segment %d is %s of %s", i+1, c.ID, c.Block)
		}
		if c.Span.Start != at || c.Text.Start < c.Span.Start || c.Text.End > c.Span.End || c.Text.Start >= c.Text.End {
			t.Fatalf("segment %s has span %v and text %v after %d of %q", c.ID, c.Span, c.Text, at, b.Text)
		}
		at = c.Span.End
		text := b.Text[c.Text.Start:c.Text.End]
		if strings.TrimSpace(markup.Plain(text)) == "" {
			t.Errorf("segment %s has no words: %q", c.ID, text)
		}
		if c.Source != "" && markup.Restore(c.Source, c.Tags) != text {
			t.Errorf("segment %s: %q with tags %v is not %q", c.ID, c.Source, c.Tags, text)
		}
	}
	if len(cuts) > 0 && at != len(b.Text) {
		t.Errorf("the segments end at %d of %d: %q", at, len(b.Text), b.Text)
	}
	if words := strings.TrimSpace(markup.Plain(b.Text)) != ""; words && len(cuts) == 0 && b.Kind.Translated() {
		t.Errorf("the words of %q are in no segment", b.Text)
	}
}

// FuzzCut: every text keeps the promise of tiles.
func FuzzCut(f *testing.F) {
	f.Add("{1}Пором іде. Порт{/1} {2/}чекає. {{Так}! «Ні?» – сказав він.")
	f.Add(" {1/} . {2}a{/2}")
	f.Add("{1}.{/1} {2}. {/2}{3/}")
	f.Fuzz(func(t *testing.T, text string) {
		tiles(t, pipeline.Block{ID: "b1", Kind: pipeline.Paragraph, Text: text})
		tiles(t, pipeline.Block{ID: "b1", Kind: pipeline.Headline, Text: text})
	})
}

// TestNew: a sentence does not end with an abbreviation of the newsroom.
func TestNew(t *testing.T) {
	b := pipeline.Block{ID: "p", Kind: pipeline.Paragraph, Text: "Про це сказав деп. Коваль."}
	for want, s := range map[int]segmenter.Segmenter{2: {}, 1: segmenter.New(split.Options{Opens: []string{"деп."}})} {
		if got := s.Cut(b, pipeline.Ukrainian); len(got) != want {
			t.Errorf("%d segments, want %d", len(got), want)
		}
	}
}
