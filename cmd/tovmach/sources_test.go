package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// testSite is a site on loopback whose pages tests change.
type testSite struct {
	*httptest.Server

	mu    sync.Mutex
	pages map[string]string // by path; others are not there
}

func newTestSite(t *testing.T) *testSite {
	s := &testSite{pages: map[string]string{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		text, ok := s.pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(text, "to "); ok {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		http.SetCookie(w, &http.Cookie{Name: "secret", Value: "1"})
		fmt.Fprintf(w, "<!doctype html><html lang=uk><title>Пором</title><article><h1>Пором через річку</h1>%s</article></html>", text)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *testSite) set(path, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text == "" {
		delete(s.pages, path)
		return
	}
	s.pages[path] = text
}

// newsroomWith is a server that may read the site, and asks it often.
func newsroomWith(t *testing.T, dir string, site *testSite) *process {
	t.Helper()
	return startServer(t, dir, "--allow-hosts", strings.TrimPrefix(site.URL, "http://"), "--archive-sources", "all", "--watch-sources", "400ms")
}

// command runs a command with the server and returns what it printed and said.
func (p *process) command(t *testing.T, args ...string) (code int, out, talk string) {
	t.Helper()
	var stdout, stderr strings.Builder
	code = run(t.Context(), append(args, "--server", p.ready.URL, "--token", p.ready.Token), strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// TestSources submits a page by its address. It and what it links to are kept;
// each that changes and then is gone is an event and an alert, once, over a kill
// of the server too; the snapshots open; and one byte of them that is another
// makes verify fail.
func TestSources(t *testing.T) {
	t.Parallel()
	site, dir := newTestSite(t), filepath.Join(t.TempDir(), "data")
	site.set("/news", `<p>Пором іде через річку щодня, каже <a href="/mayor">мер міста</a>.</p><p>Квиток коштує дві гривні.</p>`)
	site.set("/mayor", "<p>Мер каже: пором іде щодня.</p>")
	s := newsroomWith(t, dir, site)
	if code, out, talk := s.command(t, "submit", site.URL+"/news", "--slug", "ferry", "--wait"); code != 0 {
		t.Fatalf("exit code %d: %s%s", code, out, talk)
	}
	s.told(t, "ferry", pipeline.KindSourceArchived, 1)
	site.set("/news", `<p>Пором не іде.</p><p>Квиток коштує дві гривні.</p>`)
	s.told(t, "ferry", pipeline.KindSourceChanged, 1)
	s.kill()
	s = newsroomWith(t, dir, site)
	site.set("/mayor", "")
	s.told(t, "ferry", pipeline.KindSourceVanished, 1)
	site.set("/news", "")
	s.told(t, "ferry", pipeline.KindSourceVanished, 2)

	_, status, _ := s.command(t, "status", "ferry")
	for _, want := range []string{"source gone since ", site.URL + "/news, say (since deleted; snapshot of ", site.URL + "/mayor, say (since deleted; snapshot of "} {
		if !strings.Contains(status, want) {
			t.Errorf("the status does not say %q:\n%s", want, status)
		}
	}
	folder := filepath.Join(t.TempDir(), "evidence")
	code, listed, talk := s.command(t, "sources", "ferry", "-o", "json", "--save", folder)
	var pages []api.Source
	if err := json.Unmarshal([]byte(listed), &pages); err != nil || code != 0 || !strings.Contains(talk, "3 snapshots") {
		t.Fatalf("exit code %d, %v: %s%s", code, err, listed, talk)
	}
	if len(pages) != 2 || len(pages[0].Snapshots) != 2 || len(pages[1].Snapshots) != 1 || len(pages[0].Snapshots[1].Header) == 0 || strings.Contains(listed, "secret") {
		t.Errorf("the sources are %s", listed)
	}
	saved, err := filepath.Glob(filepath.Join(folder, "page_127.0.0.1_*.html"))
	if err != nil || len(saved) != 3 {
		t.Fatalf("saved %v, %v", saved, err)
	}
	opened := ""
	for _, name := range saved {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		opened += string(data)
	}
	for _, want := range []string{"Пором іде через річку щодня", "Пором не іде", "Мер каже"} {
		if !strings.Contains(opened, want) {
			t.Errorf("no snapshot says %q", want)
		}
	}
	s.stop(t)
	tamper(t, dir, pages[0].Snapshots[0].Digest, "Пором іде через річку")
}

// told waits until the story has so many events of the kind, and fails the test
// when it has more.
func (p *process) told(t *testing.T, story string, kind pipeline.Kind, want int) {
	t.Helper()
	got, err := until(t.Context(), func() (int, bool, error) {
		history, err := p.admin().History(context.WithoutCancel(t.Context()), story)
		n := count(history, kind)
		return n, n >= want, err
	})
	if err != nil || got != want {
		t.Fatalf("%d of %s, want %d: %v\n%s", got, kind, want, err, p.log)
	}
}

// tamper changes one stored byte of the snapshot that says words; then verify
// fails and names it.
func tamper(t *testing.T, dir, digest, words string) {
	t.Helper()
	verify := func() (code int, said string) {
		var out, talk strings.Builder
		code = run(t.Context(), []string{"verify", "--data", dir}, strings.NewReader(""), &out, &talk)
		return code, out.String() + talk.String()
	}
	if code, said := verify(); code != 0 {
		t.Fatalf("untouched, verify fails: %s", said)
	}
	blocks, err := filepath.Glob(filepath.Join(dir, "nats", "jetstream", "$G", "streams", "OBJ_TOVMACH_VAULT", "msgs", "*.blk"))
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, name := range blocks {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if at := bytes.Index(data, []byte(words)); at >= 0 {
			data[at] ^= 1
			changed++
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if code, said := verify(); changed != 1 || code != 1 || !strings.Contains(said, digest) {
		t.Errorf("one byte of %s is changed, in %d files; verify ends with %d: %s", digest, changed, code, said)
	}
}

// TestSubmitRefuses: what is not read is refused with its reason and a hint, by an
// exit code, and nothing is stored.
func TestSubmitRefuses(t *testing.T) {
	t.Parallel()
	site := newTestSite(t)
	site.set("/inside", "to http://169.254.169.254/latest/meta-data/")
	site.set("/loop", "to /loop")
	site.set("/robots.txt", "x") // no rules in it
	s := newsroomWith(t, filepath.Join(t.TempDir(), "data"), site)
	for _, tt := range []struct {
		url  string
		code int
		says string
	}{
		{"http://127.0.0.1/", 7, "this machine"},
		{"http://localhost/", 7, "a name inside a network"},
		{"http://10.0.0.1/", 7, "a private address"},
		{"http://169.254.169.254/", 7, "a cloud's metadata"},
		{"http://[::1]/", 7, "this machine"},
		{"http://[::ffff:10.0.0.1]/", 7, "an IPv4 address in the form of IPv6"},
		{"http://2130706433/", 7, "the host is a number"},
		{"http://0177.0.0.1/", 7, "the host is a number"},
		{"http://0x7f.0.0.1/", 7, "the host is a number"},
		{site.URL + "/inside", 7, "leads elsewhere: 169.254.169.254 is not read"},
		{site.URL + "/loop", 6, "redirect in a row"},
		{site.URL + "/none", 3, "404 Not Found"},
		{"http://user@example.org/", 2, "a user's name"},
		{"ftp://example.org/", 2, "only http: and https:"},
		{"http://example.org:8080/", 7, "its port is 8080"},
	} {
		code, out, talk := s.command(t, "submit", tt.url)
		if code != tt.code || !strings.Contains(talk, tt.says) || !strings.Contains(talk, "hint: ") || out != "" {
			t.Errorf("%s: exit code %d, %s; want %d, %q", tt.url, code, talk, tt.code, tt.says)
		}
	}
	out, err := s.admin().Verify(t.Context(), nil)
	if err != nil || out.Events != 0 || out.Objects != 0 {
		t.Errorf("something was stored: %+v, %v", out, err)
	}
	s.stop(t)
}

// TestArchivistAlone: in a process of its own, as its least-privileged user of an
// outside NATS, the archivist keeps what an article links to and sees it go.
func TestArchivistAlone(t *testing.T) {
	t.Parallel()
	dir, site := t.TempDir(), newTestSite(t)
	site.set("/mayor", "<p>Мер каже: пором іде щодня.</p>")
	keys := filepath.Join(dir, "keys")
	url := startNATSWith(t, printed(t, "nats", "permissions", "--keys", keys, "archivist", "serve"))
	s := startServer(t, filepath.Join(dir, "serve"), "--nats", url, "--nats-seed", filepath.Join(keys, "serve.nk"),
		"--workers", "segmenter,annotator,router", "--archive-sources", "none", "--house", "false")
	alone := start(t, "worker", "archivist", "--nats", url, "--nats-seed", filepath.Join(keys, "archivist.nk"), "--data", filepath.Join(dir, "archivist"),
		"--allow-hosts", strings.TrimPrefix(site.URL, "http://"), "--archive-sources", "all", "--watch-sources", "400ms")
	if _, err := s.admin().Submit(t.Context(), pipeline.Submission{
		Name: "a.md", Slug: "ferry", Data: []byte("# Пором\n\nПором іде, каже [мер](" + site.URL + "/mayor).\n"),
	}, true); err != nil {
		t.Fatal(err)
	}
	s.told(t, "ferry", pipeline.KindSourceArchived, 1)
	site.set("/mayor", "<p>Мер каже: пором не іде.</p>")
	s.told(t, "ferry", pipeline.KindSourceChanged, 1)
	site.set("/mayor", "")
	s.told(t, "ferry", pipeline.KindSourceVanished, 1)
	alone.stop(t)
	if strings.Contains(alone.log.String(), "ermissions") {
		t.Errorf("it asked for what it may not:\n%s", alone.log)
	}
	s.stop(t)
}
