package split_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/split"
)

// shared returns the lines of a conformance file that lies beside the
// repository; the test is skipped when it is not there.
func shared(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(pipelinetest.Shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(data), "\n"), "\n")
}

// cut returns the sentences of text, without the white space around them.
func cut(text string, lang pipeline.Lang) []string {
	var got []string
	for _, s := range split.Sentences(text, lang) {
		got = append(got, strings.TrimSpace(text[s.Start:s.End]))
	}
	return got
}

func TestUkrainianCases(t *testing.T) {
	n := 0
	for _, line := range shared(t, "data/segmentation/uk_cases.tsv") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		want := strings.Split(f[3], "‖")
		got := cut(strings.Join(want, " "), pipeline.Ukrainian)
		if !slices.Equal(got, want) {
			t.Errorf("%s (%s):\n got %s\nwant %s", f[0], f[2], strings.Join(got, "‖"), f[3])
		}
		n++
	}
	if n != 65 {
		t.Errorf("%d cases, want 65", n)
	}
}

// A paragraph of a treebank: its sentences, and whether white space follows
// each.
type paragraph []string

// score compares boundaries inside paragraphs and returns their F1. Gold list
// numbers that stand alone are merged with what follows them: that is our
// policy.
func score(t *testing.T, paragraphs []paragraph) float64 {
	t.Helper()
	var hit, missed, extra int
	for _, p := range paragraphs {
		gold, text := map[int]bool{}, ""
		for i, s := range p {
			if i > 0 {
				text += " "
				if !number(p[i-1]) {
					gold[len(text)] = true
				}
			}
			text += s
		}
		for _, s := range split.Sentences(text, pipeline.Ukrainian) {
			switch {
			case s.End == len(text):
			case gold[s.End]:
				hit++
				delete(gold, s.End)
			default:
				extra++
				t.Logf("extra: …%s‖%s…", tail(text[:s.End]), head(text[s.End:]))
			}
		}
		missed += len(gold)
		for at := range gold {
			t.Logf("missed: …%s‖%s…", tail(text[:at]), head(text[at:]))
		}
	}
	f1 := 2 * float64(hit) / float64(2*hit+missed+extra)
	t.Logf("F1 %.4f: %d found, %d missed, %d extra", f1, hit, missed, extra)
	return f1
}

// number reports whether s is the number of a list item and nothing else.
func number(s string) bool {
	return strings.HasSuffix(s, ".") && strings.Trim(s, "0123456789.") == "" && len(s) <= 3
}

func tail(s string) string { r := []rune(s); return string(r[max(0, len(r)-40):]) }
func head(s string) string { r := []rune(s); return string(r[:min(len(r), 40)]) }

// group collects consecutive rows with the same key.
func group(lines []string, row func(string) (key, sentence string)) []paragraph {
	var out []paragraph
	last := ""
	for _, line := range lines {
		key, s := row(line)
		if len(out) == 0 || key != last {
			out = append(out, nil)
		}
		last = key
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

func TestTreebank(t *testing.T) {
	lines := shared(t, "conformance/ud/uk_iu_dev.tsv")
	ps := group(lines, func(line string) (string, string) {
		f := strings.Split(line, "\t")
		return f[0] + f[1], f[2]
	})
	if f1 := score(t, ps); f1 < 0.985 {
		t.Errorf("UD_Ukrainian-IU dev, list numbers merged: F1 %.4f, want 0.985", f1)
	}
}

func TestParliament(t *testing.T) {
	lines := shared(t, "data/corpora/seg_gold/ud_parlamint_dev.tsv")
	ps := group(lines[1:], func(line string) (string, string) {
		f := strings.Split(line, "\t")
		return f[0] + "/" + f[1], f[2]
	})
	if f1 := score(t, ps); f1 < 0.995 {
		t.Errorf("UD_Ukrainian-ParlaMint dev: F1 %.4f, want 0.995", f1)
	}
}
