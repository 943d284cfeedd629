package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// TestMain lets the tests stand in for the program that compile starts.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == compileAlone {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// Every benchmark runs at its smallest size, finds its answers right, and
// prints rows whose figures are there and in order.
func TestBenchmarks(t *testing.T) {
	rows := map[string][]string{
		"submit":       {"from submit to claimable", "vault put", "story.submitted", "article.segmented", "segments.annotated", "tasks.opened"},
		"fold":         {"append, 2 stories", "append, 10 stories", "until it is folded as well"},
		"start":        {"tovmach serve, without one", "tovmach serve, from the snapshot"},
		"pipeline":     {"raw limit: same appends and acks", "the runner and its workers", "one at a time"},
		"cluster":      {"the leader is killed", "a follower is killed", "the leader is stopped", "the leader is cut off", "a follower is cut off", "two are lost and come back"},
		"compile":      {"tovmach glossary/match"},
		"glossary":     {"tovmach glossary/match", "Go map of word n-grams (oracle)", "anknown/ahocorasick", "petar-dambovaliev/aho-corasick"},
		"segmentation": {"tovmach pipeline/split", "clipperhouse/uax29", "rivo/uniseg", "neurosnap/sentences"},
		"translit":     {"tovmach KMU55, Transformer", "mozillazg/go-unidecode"},
	}
	for _, b := range benchmarks() {
		t.Run(b.name, func(t *testing.T) {
			var out, errOut bytes.Buffer
			if code := run(t.Context(), []string{"-quick", "-dir", t.TempDir(), b.name}, &out, &errOut); code != 0 {
				t.Fatalf("exit %d: %s\n%s", code, &errOut, &out)
			}
			if len(rows[b.name]) == 0 {
				t.Fatal("the test knows no row of it")
			}
			for _, name := range rows[b.name] {
				checkRow(t, out.String(), name)
			}
			if !strings.Contains(out.String(), "machine: 16 MB hashed in ") {
				t.Errorf("it does not say how steady the machine was:\n%s", &out)
			}
		})
	}
}

var figure = regexp.MustCompile(`[0-9]+\.[0-9]+`)

// checkRow looks at every row of that name: its first figures are p50, p95 and
// p99, or a median, the slowest and the fastest.
func checkRow(t *testing.T, out, name string) {
	t.Helper()
	found := false
	for line := range strings.Lines(out) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), name)
		if !ok || rest != "" && rest[0] != ' ' {
			continue
		}
		found = true
		var n []float64
		for _, f := range figure.FindAllString(rest, -1) {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, v)
		}
		switch outage, speeds := strings.Contains(name, "leader") || strings.Contains(name, "follower") || strings.Contains(name, "are lost"), strings.Contains(name, "/") || strings.Contains(name, "tovmach") || strings.Contains(name, "oracle"); {
		case len(n) < 4:
			t.Errorf("too few figures: %s", line)
		case outage:
			if !(0 <= n[0] && n[0] <= n[1] && 0 <= n[2] && n[2] <= n[3] && n[1]+n[3] > 0) {
				t.Errorf("median and slowest out of order: %s", line)
			}
		case speeds && !(0 < n[1] && n[1] <= n[0] && n[0] <= n[2]):
			t.Errorf("median, slowest and fastest out of order: %s", line)
		case !speeds && !(0 < n[0] && n[0] <= n[1] && n[1] <= n[2] && n[3] <= n[0] && n[2] <= n[4]):
			t.Errorf("p50, p95, p99, min and max out of order: %s", line)
		}
	}
	if !found {
		t.Errorf("no row %q in\n%s", name, out)
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"-h", 0, "from submitting an article"},
		{"nothing", 2, `no benchmark "nothing"`},
		{"-stories 0", 2, "at least 1"},
		{"-fast", 2, "not defined"},
	} {
		var errOut bytes.Buffer
		code := run(t.Context(), strings.Fields(c.args), io.Discard, &errOut)
		if code != c.code || !strings.Contains(errOut.String(), c.says) {
			t.Errorf("%q: exit %d, %s", c.args, code, &errOut)
		}
	}
}

func TestQuantile(t *testing.T) {
	s := sample{5, 1, 4, 2, 3}
	for q, want := range map[float64]time.Duration{0: 1, 0.2: 1, 0.5: 3, 0.95: 5, 1: 5} {
		if got := s.quantile(q); got != want {
			t.Errorf("quantile %v: got %d, want %d", q, got, want)
		}
	}
	if got := (sample{}).quantile(0.5); got != 0 {
		t.Errorf("of nothing: %d", got)
	}
}

func TestVerdict(t *testing.T) {
	calm := sample{10, 10, 10, 11}
	for _, c := range []struct {
		name      string
		cpu, disk []sample
		syncs     bool
		noisy     string
	}{
		{"steady", []sample{calm, calm}, []sample{calm, calm}, true, ""},
		{"slower core", []sample{calm, {20, 20, 20}}, []sample{calm}, false, "the core changed its speed by a factor of 2.0"},
		{"jumpy core", []sample{{10, 10, 10, 90}}, []sample{calm}, false, "the core took 9.0 times"},
		{"slower disk", []sample{calm}, []sample{calm, {40, 40}}, true, "the disk changed its speed by a factor of 4.0"},
		{"slower disk that nobody waits for", []sample{calm}, []sample{calm, {40, 40}}, false, ""},
	} {
		m := machine{cpu: c.cpu, disk: c.disk}
		got := m.verdict(c.syncs)
		if noisy := strings.Contains(got, "NOISY"); noisy != (c.noisy != "") || !strings.Contains(got, c.noisy) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// A story is claimable only with a task that has all segments, which tile.
func TestClaimable(t *testing.T) {
	story := func(change func(*pipeline.Story)) pipeline.Story {
		s := pipeline.Story{
			Source: pipeline.Article{Blocks: []pipeline.Block{{ID: "b", Kind: pipeline.Paragraph, Text: "Раз. Два."}}},
			Segments: []pipeline.Segment{
				{ID: "b-1", Block: "b", Span: pipeline.Span{Start: 0, End: 8}, Text: pipeline.Span{Start: 0, End: 7}, Source: "Раз."},
				{ID: "b-2", Block: "b", Span: pipeline.Span{Start: 8, End: 15}, Text: pipeline.Span{Start: 8, End: 15}, Source: "Два."},
			},
			Tasks: []pipeline.Task{{ID: "t", Kind: pipeline.Translate, State: pipeline.TaskOpen, Segments: []pipeline.SegmentID{"b-1", "b-2"}}},
		}
		change(&s)
		return s
	}
	for _, c := range []struct {
		name   string
		change func(*pipeline.Story)
		ok     bool
	}{
		{"as it should be", func(*pipeline.Story) {}, true},
		{"no task", func(s *pipeline.Story) { s.Tasks = nil }, false},
		{"task taken", func(s *pipeline.Story) { s.Tasks[0].State = pipeline.TaskHeld }, false},
		{"segment without a task", func(s *pipeline.Story) { s.Tasks[0].Segments = s.Tasks[0].Segments[:1] }, false},
		{"gap", func(s *pipeline.Story) { s.Segments[1].Span.Start = 9 }, false},
		{"overlap", func(s *pipeline.Story) { s.Segments[1].Span.Start = 7 }, false},
		{"end missing", func(s *pipeline.Story) { s.Segments[1].Span.End = 14; s.Segments[1].Text.End = 14 }, false},
		{"block left out", func(s *pipeline.Story) {
			s.Source.Blocks = append(s.Source.Blocks, pipeline.Block{ID: "c", Kind: pipeline.Paragraph, Text: "Три."})
		}, false},
		{"segment of no block", func(s *pipeline.Story) { s.Segments[1].Block = "x" }, false},
	} {
		if err := claimable(story(c.change)); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// The engines that are compared agree on what is hard about it.
func TestMatchersAgree(t *testing.T) {
	forms := []string{"рада", "рада європи", "київ", "об’єднання", "європи сьогодні"}
	text := "Порада. РАДА Європи сьогодні, рада, європи сьогодні. Об’єднання об’єднаннями; Київ"
	want := []string{"РАДА Європи", "рада", "європи сьогодні", "Об’єднання", "Київ"}
	for _, m := range matchers() {
		find, err := m.build(forms, entriesOf(forms))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range find(text) {
			got = append(got, text[s.start:s.end])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: got %q, want %q", m.name, got, want)
		}
	}
}

// The articles have what a story has, about as many words as asked for, and are
// the same every time.
func TestArticle(t *testing.T) {
	for _, words := range []int{400, 1_000, 10_000} {
		text := newWriter(1, 2, nil).article(words)
		if n := len(strings.Fields(string(text))); n < words || n > words+100 {
			t.Errorf("%d words asked for, %d given", words, n)
		}
		for _, mark := range []string{"# ", "\n## ", "\n> «", "](https://", "\n- ", "**"} {
			if !bytes.Contains(text, []byte(mark)) {
				t.Errorf("%d words: no %q", words, mark)
			}
		}
		if n := bytes.Count(text, []byte("![")); n != 2 {
			t.Errorf("%d words: %d figures", words, n)
		}
		if !bytes.Equal(text, newWriter(1, 2, nil).article(words)) || bytes.Equal(text, newWriter(1, 3, nil).article(words)) {
			t.Errorf("%d words: not by the seed and number", words)
		}
	}
}
