package feeder_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/feeder"
)

// A site is a server with a feed and pages; it writes down what it is asked.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	items  []string
	pages  map[string]string
	status int
	asked  []string
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{status: 200, pages: map[string]string{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.URL.Path)
	if r.URL.Path != "/feed" {
		page, ok := s.pages[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, page)
		return
	}
	doc := `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><language>uk</language>` + strings.Join(s.items, "") + `</channel></rss>`
	tag := fmt.Sprintf("%q", pipeline.DerivedID(doc))
	w.Header().Set("ETag", tag)
	switch {
	case s.status != 200:
		if s.status == 500 {
			w.Header().Set("Retry-After", "7200")
		}
		w.WriteHeader(s.status)
	case r.Header.Get("If-None-Match") == tag:
		s.asked = append(s.asked, "304")
		w.WriteHeader(http.StatusNotModified)
	default:
		_, _ = io.WriteString(w, doc)
	}
}

// publish puts an item on top of the feed.
func (s *site) publish(guid, title, rest string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = slices.Insert(s.items, 0, "<item><guid>"+guid+"</guid><link>"+s.URL+"/"+guid+"</link><title>"+title+"</title>"+rest+"</item>")
}

func at(t time.Time) string { return "<pubDate>" + t.Format(time.RFC1123Z) + "</pubDate>" }

func text(words string) string {
	return "<content:encoded><![CDATA[<p>" + words + "</p>]]></content:encoded>"
}

// A fetcher is a plain client: the one of the program refuses this machine.
type fetcher struct{ client *http.Client }

func (f fetcher) Fetch(ctx context.Context, v pipeline.Visit) (page pipeline.Page, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.URL, http.NoBody)
	if err != nil {
		return page, err
	}
	req.Header.Set("If-None-Match", v.Have.ETag)
	resp, err := f.client.Do(req)
	if err != nil {
		return page, pipeline.Errorf(pipeline.Unavailable, "no answer")
	}
	defer resp.Body.Close()
	page.Snapshot = pipeline.Snapshot{URL: v.URL, Status: resp.StatusCode, ETag: resp.Header.Get("ETag")}
	if after := resp.Header.Get("Retry-After"); after != "" {
		page.Header = []pipeline.Meta{{Key: "Retry-After", Value: after}}
	}
	page.Data, err = io.ReadAll(resp.Body)
	switch resp.StatusCode {
	case 304:
		page.Unchanged = true
	case 404:
		err = pipeline.Errorf(pipeline.NotFound, "not there")
	case 500:
		err = pipeline.Errorf(pipeline.Unavailable, "broken")
	}
	return page, err
}

// A newsroom reads what comes in as intake does, and keeps notes.
type newsroom struct {
	t       *testing.T
	stories []pipeline.Submission
	revised []pipeline.Submission
	notes   map[string][]byte
	broken  error
}

func (n *newsroom) Submit(_ context.Context, s pipeline.Submission) (pipeline.StoryID, error) {
	if n.broken != nil {
		return "", n.broken
	}
	if _, _, err := codec.Read(s.Name, s.Data); err != nil {
		return "", err
	}
	id := pipeline.StoryID(pipeline.DerivedID(string(s.By), s.Key))
	for _, before := range n.stories {
		if before.Key == s.Key && before.By == s.By {
			return id, nil
		}
	}
	n.stories = append(n.stories, s)
	return id, nil
}

func (n *newsroom) Revise(_ context.Context, s pipeline.Submission) error {
	n.revised = append(n.revised, s)
	return nil
}

func (n *newsroom) Note(_ context.Context, key string) ([]byte, error) { return n.notes[key], nil }

func (n *newsroom) Keep(_ context.Context, key string, note []byte) error {
	n.notes[key] = note
	return nil
}

// headlines are those of what was submitted, oldest first.
func (n *newsroom) headlines() string {
	var all []string
	for _, s := range n.stories {
		a, _, err := codec.Read(s.Name, s.Data)
		if err != nil {
			n.t.Fatal(err)
		}
		all = append(all, a.Headline())
	}
	return strings.Join(all, ", ")
}

// A bureau is a feeder with all around it, at a time that tests move.
type bureau struct {
	*newsroom
	site *site
	feed feeder.Feed
	now  time.Time
	log  bytes.Buffer
}

func open(t *testing.T) *bureau {
	t.Helper()
	b := &bureau{newsroom: &newsroom{t: t, notes: map[string][]byte{}}, site: newSite(t), now: pipelinetest.Noon()}
	b.feed = feeder.Feed{URL: b.site.URL + "/feed", Desk: "news", Every: 10 * time.Minute}
	return b
}

// poll looks once, as a program that was just started does.
func (b *bureau) poll() time.Duration {
	b.now = b.now.Add(time.Hour)
	f := feeder.New(fetcher{b.site.Client()}, b, b, func() time.Time { return b.now }, zerolog.New(&b.log))
	return f.Poll(b.t.Context(), b.feed)
}

func (b *bureau) want(headlines string) {
	b.t.Helper()
	if got := b.headlines(); got != headlines {
		b.t.Errorf("submitted %q, want %q\n%s", got, headlines, b.log.String())
	}
}

// said counts the lines of the log at that level or above, and empties it.
func (b *bureau) said(level string) int {
	n := strings.Count(b.log.String(), `"level":"`+level+`"`)
	b.log.Reset()
	return n
}

// TestPoll: the archive of a new feed stays where it is, what is published then
// is submitted once, and nothing is fetched for nothing.
func TestPoll(t *testing.T) {
	b := open(t)
	b.site.publish("old", "Давнє", text("Давнє.")+at(b.now.Add(-time.Hour)))
	b.site.publish("undated", "Без дати", text("Колись."))
	b.poll()
	b.want("")
	b.site.publish("1", "Пором", text("Пором іде.")+at(b.now.Add(time.Minute)))
	b.site.publish("2", "Міст", text("Міст стоїть."))
	b.site.publish("dug up", "Викопане", text("Давнє.")+at(b.now.Add(-time.Hour)))
	b.poll()
	b.want("Пором, Міст")
	s := b.stories[0]
	if s.Desk != "news" || s.Priority != pipeline.Normal || s.By != "feed:127.0.0.1" || s.Name != "1.html" || s.Slug != "" {
		t.Errorf("submission %+v", s)
	}
	if a, _, err := codec.Read(s.Name, s.Data); err != nil || a.Lang != pipeline.Ukrainian || len(a.Blocks) != 2 {
		t.Errorf("article %+v, %v", a, err)
	}
	b.site.asked = nil
	b.poll()
	if want := []string{"/feed", "304"}; !slices.Equal(b.site.asked, want) {
		t.Errorf("asked %v, want %v", b.site.asked, want)
	}
	b.site.publish("3", "Злива", text("Дощ."))
	b.poll()
	b.want("Пором, Міст, Злива")
	if n := b.said("warn") + b.said("error"); n > 0 {
		t.Errorf("%d complaints", n)
	}
}

// TestLost: without its notes the feeder begins anew, and submits nothing twice.
func TestLost(t *testing.T) {
	b := open(t)
	b.poll()
	b.site.publish("1", "Пором", text("Пором іде.")+at(b.now.Add(90*time.Minute)))
	b.poll()
	for key := range b.notes {
		b.notes[key] = []byte("{")
	}
	b.now = b.now.Add(-2 * time.Hour) // so that the item is new again
	b.poll()
	b.want("Пором")
}

// TestSummary: where the feed has only a summary, the page is the story; it is
// waited for a while.
func TestSummary(t *testing.T) {
	b := open(t)
	b.poll()
	b.site.publish("1", "Пором", "<description>Коротко.</description>")
	b.poll()
	b.want("")
	b.site.pages["/1"] = "<html lang=uk><head><title>Пором</title></head><body><article><h1>Пором іде</h1><p>Усе про пором.</p></article></body></html>"
	b.poll()
	b.want("Пором іде")
	if s := b.stories[0].Source; s == nil || s.URL != b.site.URL+"/1" {
		t.Errorf("the page that it came from is %+v", s)
	}
	b.site.publish("2", "Міст", "<description>Коротко.</description>")
	b.said("")
	for range 8 {
		b.poll()
	}
	if n := strings.Count(strings.Join(b.site.asked, " "), "/2"); n != 5 {
		t.Errorf("the page was asked for %d times, want 5", n)
	}
	if n := b.said("warn"); n != 1 {
		t.Errorf("told %d times", n)
	}
	b.want("Пором іде")
}

// TestChanged: an item that changed is told once, with the key of its story.
func TestChanged(t *testing.T) {
	b := open(t)
	b.poll()
	b.site.publish("1", "Пором", text("Пором іде."))
	b.poll()
	b.site.items = nil
	b.site.publish("1", "Пором", text("Пором уже прийшов."))
	b.poll()
	b.site.publish("2", "Міст", text("Міст стоїть."))
	b.poll()
	b.want("Пором, Міст")
	if len(b.revised) != 1 || b.revised[0].Key != b.stories[0].Key || b.revised[0].By != b.stories[0].By || !bytes.Contains(b.revised[0].Data, []byte("прийшов")) {
		t.Errorf("told of %+v", b.revised)
	}
}

// TestFlood: a site that comes back with a lot brings it a few at a time, and
// all of it.
func TestFlood(t *testing.T) {
	b := open(t)
	b.poll()
	for i := range 45 {
		b.site.publish(fmt.Sprint(i), fmt.Sprint("Новина ", i), text("Текст."))
	}
	for _, want := range []int{20, 40, 45, 45} {
		b.poll()
		if len(b.stories) != want {
			t.Errorf("%d stories, want %d", len(b.stories), want)
		}
	}
	if !strings.HasPrefix(b.headlines(), "Новина 0, Новина 1, ") {
		t.Errorf("out of order: %s", b.headlines())
	}
}

// TestTwoFeeds: an item that stands in two feeds of a site is one story.
func TestTwoFeeds(t *testing.T) {
	b := open(t)
	poll := func(query string) {
		feed := b.feed
		b.feed.URL += query
		b.poll()
		b.feed = feed
	}
	poll("?a")
	poll("?b")
	b.site.publish("https://a.ua/?p=1", "Пором", text("Пором іде."))
	b.site.publish("17", "Міст", text("Міст стоїть."))
	poll("?a")
	poll("?b")
	b.want("Пором, Міст, Міст")
}

// TestFails: a feed that cannot be read is told once, asked less and less, and
// told again when it is worse, or over.
func TestFails(t *testing.T) {
	b := open(t)
	if wait := b.poll(); wait < 10*time.Minute || wait > 11*time.Minute {
		t.Errorf("the next look is in %s", wait)
	}
	b.said("")
	b.site.status = 500
	for range 3 {
		if wait := b.poll(); wait < 2*time.Hour { // as its Retry-After says
			t.Errorf("the next look is in %s", wait)
		}
	}
	if n := b.said("warn"); n != 1 {
		t.Errorf("told %d times", n)
	}
	b.site.status = 404
	for _, least := range []time.Duration{160 * time.Minute, 320 * time.Minute} { // ten minutes, doubled four times and five times
		if wait := b.poll(); wait < least || wait > least*11/10+time.Second {
			t.Errorf("the next look is in %s, want %s", wait, least)
		}
	}
	if n := b.said("error"); n != 1 {
		t.Errorf("that a person is needed was told %d times", n)
	}
	for range 20 {
		if wait := b.poll(); wait > 7*time.Hour {
			t.Errorf("the next look is in %s", wait)
		}
	}
	b.site.status = 200
	b.site.publish("1", "Пором", text("Пором іде."))
	if wait := b.poll(); wait > 11*time.Minute {
		t.Errorf("the next look is in %s", wait)
	}
	b.want("Пором")
	if n := strings.Count(b.log.String(), "answers again"); n != 1 {
		t.Errorf("its end was told %d times", n)
	}
}

// TestNewsroomFails: when nothing can be stored the item is tried again; one
// that cannot be read is not.
func TestNewsroomFails(t *testing.T) {
	b := open(t)
	b.poll()
	b.site.publish("1", "Пором", text("Пором іде."))
	b.site.publish("2", "", text(""))
	b.broken = pipeline.Errorf(pipeline.Unavailable, "no room")
	b.poll()
	b.want("")
	b.broken = nil
	b.said("")
	b.poll()
	b.poll()
	b.want("Пором")
	if n := b.said("warn"); n > 1 {
		t.Errorf("told %d times", n)
	}
}
