package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// TestWorkers does the sample's day on a NATS server of its own, built from its
// Go module, with each worker in a process of its own.
func TestWorkers(t *testing.T) {
	t.Parallel()
	url := startNATS(t)
	dir := t.TempDir()
	terms := filepath.Join(dir, "terms.csv")
	if err := copySampleTerms(terms); err != nil {
		t.Fatal(err)
	}
	s := startServer(t, filepath.Join(dir, "serve"), "--nats", url, "--workers", "none")
	for _, name := range staffNames() {
		start(t, "worker", name, "--nats", url, "--terms", terms, "--data", filepath.Join(dir, name), "--log", "warn")
	}
	slug, err := sampleDay{url: s.ready.URL, admin: s.ready.Token, tell: t.Logf}.run(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	if _, err := os.Stat(filepath.Join(dir, "publisher", "published", slug+".en.md")); err != nil {
		t.Error(err)
	}
	history, err := s.admin().History(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []pipeline.Kind{pipeline.KindArticleSegmented, pipeline.KindSegmentsAnnotated, pipeline.KindStoryAssembled, pipeline.KindStoryPublished} {
		if n := count(history, kind); n != 1 {
			t.Errorf("%s stands %d times in the history", kind, n)
		}
	}
	termIsLive(t, s)
	s.stop(t)
}

// termIsLive changes the termbase at the server: the annotator, a process of
// its own, knows of it, and the story says with which revision it was annotated.
func termIsLive(t *testing.T, s *process) {
	t.Helper()
	if _, err := s.admin().Decide(t.Context(), glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{{
		Kind: glossary.Place, Terms: []glossary.Term{{Lang: "uk", Text: "Нижня Діброва"}, {Lang: "en", Text: "Nyzhnia Dibrova"}},
	}}}); err != nil {
		t.Fatal(err)
	}
	olena := s.person(t, "olena", "editor")
	if _, err := until(t.Context(), func() (string, bool, error) {
		story, err := olena.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("# Новини\n\nУ Нижній Діброві сонячно.\n"), Again: true}, true)
		if err != nil {
			return "", false, err
		}
		rows, err := olena.Impact(t.Context(), "Nyzhnia Dibrova", false)
		if err != nil {
			return "", false, err
		}
		for _, r := range rows {
			if r.Story == story.Story && r.Revision == 1 {
				return r.Texts[0], r.Texts[0] == "Нижній Діброві", nil
			}
		}
		return "", false, nil // annotated before the change arrived: with the next it has
	}); err != nil {
		t.Errorf("the annotator does not know the new term: %v", err)
	}
}

// startNATS builds nats-server and starts it with JetStream, every write
// synced, on a free port.
func startNATS(t *testing.T) (url string) {
	t.Helper()
	dir := t.TempDir()
	exe := filepath.Join(dir, "nats-server")
	if out, err := exec.Command("go", "build", "-o", exe, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		t.Fatalf("nats-server does not build: %v\n%s", err, out)
	}
	port := freePort(t)
	config := filepath.Join(dir, "nats.conf")
	text := fmt.Sprintf("listen: 127.0.0.1:%d\njetstream { store_dir: %q, sync_interval: always }\n", port, filepath.Join(dir, "store"))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-c", config)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	url = fmt.Sprintf("nats://127.0.0.1:%d", port)
	nc, err := nats.Connect(url, nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(20*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := until(t.Context(), func() (bool, bool, error) {
		_, err := js.AccountInfo(t.Context())
		return true, err == nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	return url
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
