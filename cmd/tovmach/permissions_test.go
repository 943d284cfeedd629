package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
)

// TestPermissions starts a real server with the users that `tovmach nats
// permissions` prints, and each worker in a process of its own as its user. The
// sample's day comes to its end; then each user tries all that the others may
// do, and more, and is refused each time.
func TestPermissions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	keys := filepath.Join(dir, "keys")
	url := startNATSWith(t, printed(t, "nats", "permissions", "--keys", keys, "archivist", "segmenter", "annotator", "router", "reviewer", "assembler", "publisher", "serve", "agency"))
	terms := filepath.Join(dir, "terms.csv")
	if err := copySampleTerms(terms); err != nil {
		t.Fatal(err)
	}
	seed := func(user string) string { return filepath.Join(keys, user+".nk") }
	s := startServer(t, filepath.Join(dir, "serve"), "--nats", url, "--workers", "none", "--nats-seed", seed("serve"))
	var hosted []*process
	for _, name := range staffNames() {
		hosted = append(hosted, start(t, "worker", name, "--nats", url, "--nats-seed", seed(name), "--terms", terms, "--data", filepath.Join(dir, name), "--log", "info"))
	}
	slug, err := sampleDay{url: s.ready.URL, admin: s.ready.Token, tell: t.Logf}.run(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	if _, err := os.Stat(filepath.Join(dir, "publisher", "published", slug+".en.md")); err != nil {
		t.Error(err)
	}
	// A text that is too large for an event goes through the vault.
	large := "# Довга\n\n" + strings.Repeat("Сонячно у місті сьогодні. ", 6200) + "\n"
	story, err := s.person(t, "olena", "editor").Submit(t.Context(), pipeline.Submission{Name: "long.md", Data: []byte(large), Slug: "long"}, true)
	if err != nil {
		t.Fatalf("a large story: %v", err)
	}
	t.Logf("the large story is %s", story.Story)
	serve := connectAs(t, url, seed("serve"), "serve")
	outbox(t, serve, connectAs(t, url, seed("agency"), "agency"))
	before := everything(t, serve)

	roles, err := journal.Roles(append(staffNames(), "serve", "agency")...)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		if role.Name != "serve" {
			triesAllElse(t, connectAs(t, url, seed(role.Name), role.Name), role, roles)
		}
	}
	if after := everything(t, serve); after != before {
		t.Errorf("somebody changed something:\n got %s\nwant %s", after, before)
	}
	for _, p := range hosted {
		p.stop(t)
		if strings.Contains(p.log.String(), "ermissions") {
			t.Errorf("a worker asked for what it may not:\n%s", p.log)
		}
	}
	s.stop(t)
}

// printed is what a command prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, talk strings.Builder
	if code := run(t.Context(), args, strings.NewReader(""), &out, &talk); code != 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, talk.String())
	}
	return out.String()
}

// startNATSWith starts a real server on that configuration of users.
func startNATSWith(t *testing.T, accounts string) (url string) {
	t.Helper()
	dir := t.TempDir()
	exe, err := cluster.Build(t.Context(), "", dir)
	if err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	config := filepath.Join(dir, "nats.conf")
	text := fmt.Sprintf("listen: 127.0.0.1:%d\njetstream { store_dir: %q, sync_interval: always }\n%s", port, filepath.Join(dir, "store"), accounts)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-c", config)
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	url = fmt.Sprintf("nats://127.0.0.1:%d", port)
	nobody, err := until(t.Context(), func() (error, bool, error) {
		nc, err := nats.Connect(url)
		if err == nil {
			nc.Close()
		}
		return err, !errors.Is(err, nats.ErrNoServers), nil
	})
	if err != nil || !errors.Is(nobody, nats.ErrAuthorization) {
		t.Fatalf("a server with these users lets anybody in, or does not start: %v %v", nobody, err)
	}
	return url
}

// natsClient is a connection that keeps what the server refuses.
type natsClient struct {
	nc *nats.Conn
	js jetstream.JetStream

	refused chan error
}

func connectAs(t *testing.T, url, seed, name string) *natsClient {
	t.Helper()
	key, err := nats.NkeyOptionFromSeed(seed)
	if err != nil {
		t.Fatal(err)
	}
	u := &natsClient{refused: make(chan error, 1000)}
	u.nc, err = nats.Connect(url, key, nats.CustomInboxPrefix(journal.InboxPrefix(name)), nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
		u.refused <- err
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(u.nc.Close)
	if u.js, err = jetstream.New(u.nc); err != nil {
		t.Fatal(err)
	}
	return u
}

// publishes reports whether the server takes a message to that subject. The
// flush comes back after the refusal.
func (u *natsClient) publishes(t *testing.T, subject string, header nats.Header, body string) bool {
	t.Helper()
	msg := &nats.Msg{Subject: subject, Reply: u.nc.NewInbox(), Header: header, Data: []byte(body)}
	return !u.refuses(t, func() error { return u.nc.PublishMsg(msg) })
}

// refuses reports whether the server refuses what is done.
func (u *natsClient) refuses(t *testing.T, do func() error) bool {
	t.Helper()
	if err := errors.Join(do(), u.nc.FlushTimeout(5*time.Second)); err != nil {
		t.Fatal(err)
	}
	select {
	case <-u.refused: // on a goroutine of the client's own, soon after the flush
		return true
	case <-time.After(2 * time.Second):
		return false
	}
}

// covers reports whether one of the patterns takes all of the subject.
func covers(patterns []string, subject string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		want, have := strings.Split(p, "."), strings.Split(subject, ".")
		for i, token := range want {
			if token == ">" {
				return len(have) > i
			}
			if i >= len(have) || token != "*" && token != have[i] {
				return false
			}
		}
		return len(want) == len(have)
	})
}

// attempts are subjects that nobody but serve may publish to.
func attempts() []string {
	var out []string
	for _, stream := range []string{
		"TOVMACH_EVENTS", "TOVMACH_OUTBOX", "TOVMACH_PARKED", "OBJ_TOVMACH_VAULT", "KV_TOVMACH_PEOPLE", "KV_TOVMACH_LEASES", "OBJ_TOVMACH_ARCHIVE", "OBJ_TOVMACH_SNAPSHOTS",
	} {
		for _, verb := range []string{"CREATE", "UPDATE", "DELETE", "PURGE", "MSG.DELETE", "SNAPSHOT", "RESTORE", "LEADER.STEPDOWN", "PEER.REMOVE"} {
			out = append(out, "$JS.API.STREAM."+verb+"."+stream)
		}
		out = append(out, "$JS.API.DIRECT.GET."+stream, "$JS.API.DIRECT.GET."+stream+".tovmach.story.s1.submitted",
			"$JS.API.CONSUMER.CREATE."+stream, "$JS.API.CONSUMER.CREATE."+stream+".other", "$JS.API.CONSUMER.DURABLE.CREATE."+stream+".other",
			"$JS.API.CONSUMER.LIST."+stream, "$JS.API.CONSUMER.NAMES."+stream)
		if stream != "OBJ_TOVMACH_VAULT" {
			out = append(out, "$JS.API.STREAM.MSG.GET."+stream)
		}
	}
	for _, durable := range append(staffNames(), "agency") {
		for _, verb := range []string{"CREATE", "DELETE", "RESET", "PAUSE", "LEADER.STEPDOWN", "UNPIN"} {
			out = append(out, "$JS.API.CONSUMER."+verb+".TOVMACH_EVENTS."+durable, "$JS.API.CONSUMER."+verb+".TOVMACH_OUTBOX."+durable)
		}
		out = append(out, "$JS.API.CONSUMER.CREATE.TOVMACH_EVENTS."+durable+".tovmach.story.*.submitted", "$JS.API.CONSUMER.DURABLE.CREATE.TOVMACH_EVENTS."+durable)
	}
	return append(out, "tovmach.story.s1.submitted", "tovmach.story.s1.killed", "tovmach.task.s1.t1.claimed", "tovmach.task.s1.t1.segment_translated",
		"tovmach.task.s1.t1.completed", "tovmach.glossary.main.approved", "tovmach.timer.set.publisher.x",
		"$KV.TOVMACH_PEOPLE.user.evil", "$KV.TOVMACH_LEASES.s1.t1", "$KV.TOVMACH_DRAFTS.x", "$O.TOVMACH_ARCHIVE.M.x", "$O.TOVMACH_SNAPSHOTS.C.x",
		"$JS.API.STREAM.LIST", "$JS.API.STREAM.NAMES", "$JS.API.META.LEADER.STEPDOWN", "$JS.API.ACCOUNT.PURGE.NEWSROOM", "$SYS.REQ.SERVER.PING", "_INBOX_serve.x.y", "_INBOX.x.y")
}

// triesAllElse tries, as u, every subject that it may not publish to: those of
// all other roles, and those of nobody but serve; it listens to the answers of
// others; and it sends headers that are powers on what it may write.
func triesAllElse(t *testing.T, u *natsClient, role journal.Role, roles []journal.Role) {
	t.Helper()
	subjects := attempts()
	for _, other := range roles {
		if other.Name != "serve" {
			for _, pattern := range other.Publish {
				subjects = append(subjects, strings.NewReplacer("*", "x1", ">", "x2").Replace(pattern))
			}
		}
		if other.Name != role.Name && !u.refuses(t, func() error { _, err := u.nc.SubscribeSync(other.Subscribe[0]); return err }) {
			t.Errorf("%s hears what %s is answered", role.Name, other.Name)
		}
	}
	for _, subject := range []string{">", "tovmach.>", "$KV.>", "$JS.EVENT.>", "_INBOX.>", "$SRV.>"} {
		if !u.refuses(t, func() error { _, err := u.nc.SubscribeSync(subject); return err }) {
			t.Errorf("%s may listen to %s", role.Name, subject)
		}
	}
	slices.Sort(subjects)
	tried := 0
	for _, subject := range slices.Compact(subjects) {
		if covers(role.Publish, subject) {
			continue
		}
		tried++
		if u.publishes(t, subject, nil, "{}") {
			t.Errorf("%s may publish to %s", role.Name, subject)
		}
	}
	for _, pattern := range role.Publish {
		if !strings.HasPrefix(pattern, "tovmach.") && !strings.HasPrefix(pattern, "$O.") {
			continue
		}
		subject := strings.ReplaceAll(pattern, "*", "x1")
		for _, header := range []nats.Header{
			{"Nats-Rollup": {"all"}},
			{"Nats-Rollup": {"sub"}},
			{"Nats-Schedule": {"@at 2030-01-01T00:00:00Z"}, "Nats-Schedule-Target": {"tovmach.story.s1.published"}},
			{"Nats-TTL": {"1s"}},
		} {
			tried++
			if ack, err := u.js.PublishMsg(t.Context(), &nats.Msg{Subject: subject, Header: header}); err == nil {
				t.Errorf("%s writes %v on %s: %v", role.Name, header, subject, ack)
			}
		}
	}
	t.Logf("%s was refused %d times", role.Name, tried)
}

// outbox has the agency read a finished story, by the consumer that serve made
// for it.
func outbox(t *testing.T, serve, agency *natsClient) {
	t.Helper()
	if _, err := serve.js.CreateConsumer(t.Context(), "TOVMACH_OUTBOX", jetstream.ConsumerConfig{Durable: "agency", AckPolicy: jetstream.AckExplicitPolicy}); err != nil {
		t.Fatal(err)
	}
	consumer, err := agency.js.Consumer(t.Context(), "TOVMACH_OUTBOX", "agency")
	if err != nil {
		t.Fatal(err)
	}
	msg, err := consumer.Next(jetstream.FetchMaxWait(5 * time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if err := msg.DoubleAck(t.Context()); err != nil {
		t.Error(err)
	}
}

// everything is how all streams stand.
func everything(t *testing.T, serve *natsClient) string {
	t.Helper()
	var out []string
	list := serve.js.ListStreams(t.Context())
	for info := range list.Info() {
		out = append(out, fmt.Sprintf("%s %d-%d %d %v", info.Config.Name, info.State.FirstSeq, info.State.LastSeq, info.State.Msgs, info.Config.Subjects))
	}
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
