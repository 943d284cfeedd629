package alike_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/alike"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// text is n different words, the same for the same name.
func text(name string, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint(name, i)
	}
	return words
}

// changed returns the words with so many of a hundred of them changed, anywhere.
func changed(words []string, percent int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same each time
	out := slices.Clone(words)
	for _, i := range r.Perm(len(out))[:(len(out)*percent+99)/100] {
		out[i] = fmt.Sprint("інше", i)
	}
	return out
}

// same reports what intake makes of two texts.
func same(a, b []string) bool {
	return alike.Maybe(alike.Of(a), alike.Of(b)) && alike.Share(a, b) >= alike.Near
}

func TestShare(t *testing.T) {
	opening := text("вступ", 60)
	for _, tt := range []struct {
		name  string
		a, b  []string
		want  bool
		share int
	}{
		{"the same", text("а", 200), text("а", 200), true, 100},
		{"a twentieth changed", text("а", 200), changed(text("а", 200), 5, 1), true, 95},
		{"a tenth added", text("а", 200), append(text("а", 200), text("б", 20)...), true, 90},
		{"half of it added", text("а", 200), append(text("а", 200), text("б", 100)...), false, 66},
		{"another text", text("а", 200), text("б", 200), false, 0},
		{"the same opening", append(slices.Clone(opening), text("а", 140)...), append(slices.Clone(opening), text("б", 140)...), false, 30},
		{"a note, the same", text("а", 10), text("а", 10), true, 100},
		{"a note, one word of it", text("а", 49), changed(text("а", 49), 2, 1), false, 0},
		{"nothing", nil, nil, false, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := alike.Share(tt.a, tt.b); got != tt.share || same(tt.a, tt.b) != tt.want || same(tt.b, tt.a) != tt.want {
				t.Errorf("share %d, the same: %v; want %d, %v", got, same(tt.a, tt.b), tt.share, tt.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	a := pipeline.Article{Blocks: []pipeline.Block{
		{Kind: pipeline.Headline, Text: "«Пором» {1}ІДЕ{/1}"},
		{Kind: pipeline.Code, Text: "x := 1"},
		{Kind: pipeline.Paragraph, Text: "М’яч — 15\u00a0шт., по-нашому."},
	}}
	if got, want := alike.Words(a), []string{"пором", "іде", "м'яч", "15", "шт", "по-нашому"}; !slices.Equal(got, want) {
		t.Errorf("words %q, want %q", got, want)
	}
}

// TestSketch: however long the text, the sketch is short; one that cannot be read is
// like nothing.
func TestSketch(t *testing.T) {
	for _, n := range []int{0, 1, 49, 50, 1000, 20000} {
		if size := len(alike.Of(text("а", n))); size > 140 {
			t.Errorf("the sketch of %d words has %d bytes", n, size)
		}
	}
	if whole := alike.Of(text("а", 100)); alike.Maybe(nil, whole) || alike.Maybe(whole[:5], whole) || alike.Maybe(nil, nil) {
		t.Error("no sketch is like another")
	}
}

// TestCorpus: no two documents of the corpus are taken for one, and each is known
// again with a twentieth of its words changed.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(pipelinetest.Shared(t, "data/corpora/docpairs"), "*", "*", "uk.md"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	var names []string
	var texts [][]string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		article, _, err := codec.Read("uk.md", data)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		names = append(names, filepath.Base(filepath.Dir(file)))
		texts = append(texts, alike.Words(article))
	}
	nearest, pair, measured := 0, "", 0
	for i, a := range texts {
		for j, b := range texts[:i] {
			if !alike.Maybe(alike.Of(a), alike.Of(b)) {
				continue
			}
			measured++
			share := alike.Share(a, b)
			if share > nearest {
				nearest, pair = share, names[i]+" and "+names[j]
			}
			if share >= alike.Near {
				t.Errorf("%s and %s are taken for one: %d %%", names[i], names[j], share)
			}
		}
		for seed := range uint64(3) {
			if edited := changed(a, 5, seed); len(a) >= alike.Short && !same(a, edited) {
				t.Errorf("%s is not known again with a twentieth of its words changed", names[i])
			}
		}
	}
	t.Logf("%d documents, %d pairs measured, the nearest %d %%: %s", len(texts), measured, nearest, strings.TrimSpace(pair))
}

// TestScattered: the sketch lets few pairs pass unmeasured that Near would refuse.
func TestScattered(t *testing.T) {
	for _, tt := range []struct{ percent, missed int }{{5, 0}, {10, 0}, {15, 1}, {19, 8}} {
		missed := 0
		for seed := range uint64(200) {
			a := text(fmt.Sprint(seed, "слово"), 300)
			if !alike.Maybe(alike.Of(a), alike.Of(changed(a, tt.percent, seed))) {
				missed++
			}
		}
		if missed > tt.missed {
			t.Errorf("of 200 texts with %d %% changed %d are missed, at most %d", tt.percent, missed, tt.missed)
		}
	}
}

func BenchmarkMaybe(b *testing.B) {
	one, other := alike.Of(text("а", 500)), alike.Of(text("б", 500))
	for b.Loop() {
		alike.Maybe(one, other)
	}
}

func BenchmarkOf(b *testing.B) {
	words := text("слово", 500)
	for b.Loop() {
		alike.Of(words)
	}
}
