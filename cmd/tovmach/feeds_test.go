package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/intake"
)

// TestFeeds names a feed of a site on loopback. What it publishes from now on is
// a story of the feed's desk, its archive is not; after a kill the site is not
// even asked again.
func TestFeeds(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	item := func(guid, title string, at time.Time) string {
		return fmt.Sprintf("<item><guid>%s</guid><title>%s</title><pubDate>%s</pubDate><description>Пором.</description><fulltext>Пором іде через річку щодня.</fulltext></item>", guid, title, at.Format(time.RFC1123Z))
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		asked.Add(1)
		_, _ = fmt.Fprint(w, "<rss><channel><language>uk</language>"+item("2", "Пором пішов", time.Now().Add(time.Hour))+item("1", "Пором стояв", time.Now().Add(-time.Hour))+"</channel></rss>")
	}))
	t.Cleanup(site.Close)
	file := filepath.Join(t.TempDir(), "config.toml")
	table := "desks = [\"news\", \"river\"]\nallow-hosts = \"" + strings.TrimPrefix(site.URL, "http://") + "\"\n\n[[feed]]\nurl = \"" + site.URL + "/feed\"\ndesk = \"river\"\n"
	if err := os.WriteFile(file, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	s := startServer(t, dir, "--config", file)
	history, err := until(t.Context(), func() ([]api.Happening, bool, error) {
		history, err := s.admin().History(context.WithoutCancel(t.Context()), "porom-pishov")
		if pipeline.KindOf(err) == pipeline.NotFound {
			return nil, false, nil
		}
		return history, true, err
	})
	if err != nil || history[0].By != "feed:127.0.0.1" {
		t.Fatalf("%v, %v\n%s", history, err, s.log)
	}
	s.told(t, "porom-pishov", pipeline.KindTasksOpened, 1)
	if _, err := s.admin().History(context.WithoutCancel(t.Context()), "porom-stoiav"); pipeline.KindOf(err) != pipeline.NotFound {
		t.Errorf("of the archive: %v", err)
	}
	s.kill()
	s = startServer(t, dir, "--config", file)
	s.told(t, "porom-pishov", pipeline.KindStorySubmitted, 1)
	if n := asked.Load(); n != 1 {
		t.Errorf("the site was asked %d times", n)
	}
	s.stop(t)
}

// TestFeedDeskRevises: an item that changed is a newer source of its story, once,
// and nothing of an item that nobody took in.
func TestFeedDeskRevises(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, stories := pipelinetest.JournalOn(t, nc)
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	desk := feedDesk{&server{premises: &premises{journal: j, stories: stories, log: zerolog.Nop()}}, intake.New(v, j, "news")}
	item := func(key, text string) pipeline.Submission {
		return pipeline.Submission{Name: "item.md", Data: []byte("# Пором\n\n" + text + "\n"), By: "feed:example.org", Key: key, Desk: "news"}
	}
	id, err := desk.Submit(t.Context(), item("1", "Пором іде через річку щодня."))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Пором іде через річку щодня, крім неділі.", "Пором іде через річку щодня, крім неділі.", "Пором не йде."} {
		last, err := j.Last(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := stories.WaitFor(t.Context(), last); err != nil {
			t.Fatal(err)
		}
		if err := desk.Revise(t.Context(), item("1", text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := desk.Revise(t.Context(), item("2", "Цього ніхто не брав.")); err != nil {
		t.Error(err)
	}
	last, err := j.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stories.WaitFor(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	if story, _ := stories.Story(id); story.Revision != 3 || last != 3 {
		t.Errorf("revision %d after %d events, want 3 of each", story.Revision, last)
	}
}
