package feeder_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/feeder"
)

// A counter answers every question with an empty feed.
type counter struct{ asked map[string][]time.Time }

func (c *counter) Fetch(_ context.Context, v pipeline.Visit) (pipeline.Page, error) {
	c.asked[v.URL] = append(c.asked[v.URL], time.Now())
	return pipeline.Page{Data: []byte("<rss></rss>")}, nil
}

// TestStart: feeds are looked at in their own time, and a restart waits for it.
func TestStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := &newsroom{t: t, notes: map[string][]byte{}}
		site := &counter{asked: map[string][]time.Time{}}
		feed := feeder.Feed{URL: "https://a.ua/feed", Desk: "news", Every: 10 * time.Minute}
		f := feeder.New(site, room, room, time.Now, zerolog.Nop())
		begun := time.Now()
		f.Start(t.Context(), feed)
		time.Sleep(65 * time.Minute)
		f.Stop()
		if n := len(site.asked[feed.URL]); n < 6 || n > 7 {
			t.Errorf("asked %d times in 65 minutes", n)
		}
		before := len(site.asked[feed.URL])
		last := site.asked[feed.URL][before-1]
		if site.asked[feed.URL][0].Sub(begun) > time.Second {
			t.Error("a new feed waited")
		}
		again := feeder.New(site, room, room, time.Now, zerolog.Nop())
		again.Start(t.Context(), feed)
		time.Sleep(11 * time.Minute)
		again.Stop()
		if len(site.asked[feed.URL]) == before {
			t.Fatal("after a restart it was not asked again")
		}
		if gap := site.asked[feed.URL][before].Sub(last); gap < feed.Every {
			t.Errorf("after a restart it was asked again after %s", gap)
		}
	})
}
