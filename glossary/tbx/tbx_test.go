package tbx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/tbx"
)

// samples returns the five official samples.
func samples(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(glossarytest.Shared(t, "conformance", "tbx"), "*", "dc?", "*.tbx"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 5 {
		t.Fatalf("found %d samples, want 5", len(files))
	}
	return files
}

// base names a sample by dialect and style.
func base(file string) string {
	dir := filepath.Dir(file)
	return filepath.Base(filepath.Dir(dir)) + "/" + filepath.Base(dir)
}

func readSample(t *testing.T, file string) tbx.Document {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return readDocument(t, string(raw))
}

// readDocument reads a file that gives no cause for notices.
func readDocument(t *testing.T, file string) tbx.Document {
	t.Helper()
	doc, notices, err := tbx.ReadDocument("t.tbx", strings.NewReader(file))
	if err != nil || len(notices) > 0 {
		t.Fatalf("read: %v, notices %v", err, notices)
	}
	return doc
}

func write(t testing.TB, entries []glossary.Entry, o tbx.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := tbx.Write(&b, entries, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSampleCounts(t *testing.T) {
	for _, file := range samples(t) {
		t.Run(base(file), func(t *testing.T) {
			doc := readSample(t, file)
			langs, terms := 0, 0
			for _, e := range doc.Entries {
				seen := map[string]bool{}
				for _, term := range e.Terms {
					seen[term.Lang] = true
					terms++
				}
				langs += len(seen)
			}
			if len(doc.Entries) != 45 || langs != 84 || terms != 113 {
				t.Errorf("got %d concepts, %d languages, %d terms, want 45, 84, 113", len(doc.Entries), langs, terms)
			}
			if dialect, style, _ := strings.Cut(base(file), "/"); !strings.EqualFold(string(doc.Options.Dialect), "TBX-"+dialect) ||
				(doc.Options.Style == tbx.DCT) != (style == "dct") {
				t.Errorf("the file is read as %s, style %q", doc.Options.Dialect, doc.Options.Style)
			}
		})
	}
}

// Nothing of a sample is lost by reading and writing, in its own style and by
// way of the other.
func TestSampleRoundTrip(t *testing.T) {
	for _, file := range samples(t) {
		t.Run(base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := readSample(t, file)
			same := write(t, doc.Entries, doc.Options)
			if want, got := outline(t, string(raw)), outline(t, same); !reflect.DeepEqual(got, want) {
				t.Errorf("content differs: %s", firstDifference(got, want))
			}
			other := doc.Options
			other.Style = map[tbx.Style]tbx.Style{"": tbx.DCT, tbx.DCT: tbx.DCA}[doc.Options.Style]
			turned := readDocument(t, write(t, doc.Entries, other))
			if !reflect.DeepEqual(turned.Entries, doc.Entries) {
				t.Error("the entries differ after a turn through the other style")
			}
			back := write(t, turned.Entries, doc.Options)
			if back != same {
				t.Error("the file differs after a turn through the other style")
			}
			if entries := readDocument(t, write(t, doc.Entries, tbx.Options{})).Entries; !reflect.DeepEqual(entries, doc.Entries) {
				t.Error("the entries differ after a turn through TBX-Basic")
			}
		})
	}
}

// The samples in both styles say the same, apart from notes in which they
// differ themselves.
func TestSampleStylesAgree(t *testing.T) {
	terms := map[string][]string{}
	for _, file := range samples(t) {
		for _, e := range readSample(t, file).Entries {
			for _, term := range e.Terms {
				dialect := filepath.Dir(base(file))
				terms[base(file)] = append(terms[base(file)], strings.Join([]string{string(e.ID), term.Lang, term.Text, string(term.Status), dialect}, " "))
			}
		}
	}
	for _, dialect := range []string{"basic", "min"} {
		if a, b := terms[dialect+"/dca"], terms[dialect+"/dct"]; !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %s", dialect, firstDifference(a, b))
		}
	}
}
