package publisher_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/publisher"
)

func delivery(slug pipeline.Slug, text string) publisher.Delivery {
	source := pipeline.Article{Lang: pipeline.Ukrainian, Format: pipeline.Text, Blocks: []pipeline.Block{
		{ID: "h1", Kind: pipeline.Headline, Text: "Пором"}, {ID: "b1", Kind: pipeline.Paragraph, Text: "Пором іде."},
	}}
	target := pipeline.Article{Lang: pipeline.English, Format: pipeline.Text, Blocks: []pipeline.Block{
		{ID: "h1", Kind: pipeline.Headline, Text: "Ferry"}, {ID: "b1", Kind: pipeline.Paragraph, Text: text},
	}}
	return publisher.Delivery{ID: "d1", Edition: 1, Story: pipeline.Story{
		ID: "s1", Slug: slug, Desk: "news", Source: source, Target: target, Edition: 1,
	}}
}

// files lists everything below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func openFolder(t *testing.T, dir string) *publisher.Folder {
	t.Helper()
	f, err := publisher.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "published")
	f := openFolder(t, dir)
	receipt, err := f.Deliver(t.Context(), delivery("ferry", "The ferry sails."))
	if err != nil || receipt != "ferry.en.html" {
		t.Errorf("receipt %q, %v", receipt, err)
	}
	want := []string{"ferry.en.html", "ferry.en.json", "ferry.en.md"}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder has %v, want %v", got, want)
	}
	for _, name := range want {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), "The ferry sails.") {
			t.Errorf("%s is %q, %v", name, data, err)
		}
	}

	// What says the same already stays untouched; a new edition takes its place.
	past := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range want {
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	untouched := func() (n int) {
		for _, name := range want {
			if at, err := os.Stat(filepath.Join(dir, name)); err == nil && at.ModTime().Equal(past) {
				n++
			}
		}
		return n
	}
	if _, err := f.Deliver(t.Context(), delivery("ferry", "The ferry sails.")); err != nil || untouched() != 3 {
		t.Errorf("the same again: %v, %d files untouched, want 3", err, untouched())
	}
	if _, err := f.Deliver(t.Context(), delivery("ferry", "It sank.")); err != nil || untouched() != 0 {
		t.Errorf("a new edition: %v, %d files untouched, want none", err, untouched())
	}
	if got := files(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder has %v, want %v", got, want)
	}
}

// TestFolderStaysInside: whatever a story is called, nothing outside of the
// folder is written.
func TestFolderStaysInside(t *testing.T) {
	t.Parallel()
	for _, slug := range []pipeline.Slug{"../ferry", "../../etc/ferry", "/ferry", "a/../../ferry", "link/ferry"} {
		t.Run(string(slug), func(t *testing.T) {
			t.Parallel()
			above := t.TempDir()
			dir := filepath.Join(above, "published")
			f := openFolder(t, dir)
			if err := os.Symlink(above, filepath.Join(dir, "link")); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Deliver(t.Context(), delivery(slug, "The ferry sails.")); err == nil {
				t.Error("it is delivered")
			}
			if got := files(t, above); !slices.Equal(got, []string{"published/link"}) {
				t.Errorf("written are %v", got)
			}
		})
	}
}

// TestWire: the outbox gets each edition once, as programs read it.
func TestWire(t *testing.T) {
	t.Parallel()
	box := &outbox{}
	w := publisher.NewWire(box)
	receipt, err := w.Deliver(t.Context(), delivery("ferry", "The ferry sails."))
	if err != nil || receipt != "outbox:7" {
		t.Errorf("receipt %q, %v", receipt, err)
	}
	var body struct {
		Story, Slug, Desk string
		Edition           int
		Article           map[string]any
	}
	if err := json.Unmarshal(box.body, &body); err != nil {
		t.Fatal(err)
	}
	if box.lang != "en" || box.desk != "news" || box.id != "d1" || body.Story != "s1" || body.Slug != "ferry" || body.Desk != "news" || body.Edition != 1 || len(body.Article) == 0 {
		t.Errorf("published to %s.%s as %s: %s", box.lang, box.desk, box.id, box.body)
	}
	box.err = errors.New("gone")
	if _, err := w.Deliver(t.Context(), delivery("ferry", "The ferry sails.")); !errors.Is(err, box.err) {
		t.Errorf("%v, want the fault of the outbox", err)
	}
}

type outbox struct {
	lang pipeline.Lang
	desk pipeline.DeskID
	id   string
	body []byte
	err  error
}

func (o *outbox) Publish(_ context.Context, lang pipeline.Lang, desk pipeline.DeskID, id string, body []byte) (uint64, error) {
	o.lang, o.desk, o.id, o.body = lang, desk, id, body
	return 7, o.err
}

// TestWireOnce: delivered again after a crash, an edition reaches readers once.
func TestWireOnce(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := publisher.NewWire(j)
	first, err := w.Deliver(t.Context(), delivery("ferry", "The ferry sails."))
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.Deliver(t.Context(), delivery("ferry", "The ferry sails."))
	if err != nil || again != first {
		t.Errorf("delivered again it is %q, %v; want %q", again, err, first)
	}
	second := delivery("ferry", "It sank.")
	second.ID, second.Edition = "d2", 2
	if next, err := w.Deliver(t.Context(), second); err != nil || next == first {
		t.Errorf("the next edition is %q, %v", next, err)
	}
}

// TestPublisherFails: what an outlet cannot take is told to the runner; the
// other outlets have the story all the same, and the journal is told so.
func TestPublisherFails(t *testing.T) {
	fault := errors.New("no room")
	p := publisher.New(pipelinetest.Noon, broken{fault}, outlet("second"))
	story := pipeline.Story{ID: "s1", Edition: 1, Published: 1, Assembled: true}
	events, err := p.Work(t.Context(), story, pipeline.Event{ID: "e1", Story: "s1", Kind: pipeline.KindStoryPublished})
	if !errors.Is(err, fault) || !strings.Contains(err.Error(), "broken") || len(events) != 1 || events[0].Kind != pipeline.KindDeliveryMade {
		t.Errorf("%d events, %v", len(events), err)
	}
}

type broken struct{ err error }

func (broken) Name() string { return "broken" }

func (b broken) Deliver(context.Context, publisher.Delivery) (string, error) { return "", b.err }
