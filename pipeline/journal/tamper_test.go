package journal_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// record makes a small journal in dir: two stories with a task each, a story
// whose payload lies in the vault, one that came in a document, and a termbase;
// the heads are kept beside it. It returns the number of its events.
func record(t *testing.T, dir string) int {
	t.Helper()
	server, err := natsd.Start(t.Context(), dir, natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Shutdown(); err != nil {
			t.Error(err)
		}
	}()
	nc, err := server.Connect("record")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	for _, provision := range []error{journal.Provision(t.Context(), nc, 1), vault.Provision(t.Context(), nc, 1)} {
		if provision != nil {
			t.Fatal(provision)
		}
	}
	j, v := openWith(t, nc, nil)
	heads, stories, stop := keep(t, nc, dir)
	defer stop()
	day(t, j, "s1")
	day(t, j, "s2")
	long := pipeline.StorySubmitted{Slug: "long", Article: pipeline.Article{
		Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: strings.Repeat("слово ", 60_000)}},
	}}
	stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "long", "s3", "olena", long))
	digest, err := v.Put(t.Context(), []byte("# Пором\n"))
	if err != nil {
		t.Fatal(err)
	}
	stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "short", "s4", "olena", pipeline.StorySubmitted{
		Slug: "short", Document: pipeline.Document{Name: "a.md", Digest: digest},
		Article: pipeline.Article{Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}}},
	}))
	first := stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "term1", "", "olena", pipeline.TermChanged{Entries: []byte("[]")}).Of(pipeline.MainBase))
	newest := stored(t, j, head(first), pipelinetest.Event(t, "term2", "", "olena", pipeline.TermRetired{IDs: []string{"e1"}}).Of(pipeline.MainBase))
	if err := stories.WaitFor(t.Context(), newest.Sequence); err != nil {
		t.Fatal(err)
	}
	if err := heads.Close(); err != nil {
		t.Fatal(err)
	}
	return int(newest.Sequence) //nolint:gosec // small
}

// openWith opens the journal and the vault.
func openWith(t *testing.T, nc *nats.Conn, heads *journal.Heads) (*journal.Journal, *vault.Vault) {
	t.Helper()
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Now: pipelinetest.Noon, Vault: v, Heads: heads})
	if err != nil {
		t.Fatal(err)
	}
	return j, v
}

// keep follows the journal and keeps its heads in dir, as a server does.
func keep(t *testing.T, nc *nats.Conn, dir string) (*journal.Heads, *journal.Stories, func()) {
	t.Helper()
	heads := openHeads(t, dir)
	j, _ := openWith(t, nc, heads)
	stories, stop, err := j.Follow(t.Context(), func(pipeline.Event, error) {})
	if err != nil {
		t.Fatal(err)
	}
	if broken, err := heads.Check(); err != nil || len(broken) > 0 {
		t.Fatalf("%v, %v", broken, err)
	}
	return heads, stories, stop
}

func openHeads(t *testing.T, dir string) *journal.Heads {
	t.Helper()
	heads, err := journal.OpenHeads(filepath.Join(dir, "heads"))
	if err != nil {
		t.Fatal(err)
	}
	return heads
}

// verify checks the record on the server with the heads in dir.
func verify(t *testing.T, nc *nats.Conn, dir string) (pipeline.Verification, journal.Ends) {
	t.Helper()
	heads := openHeads(t, dir)
	j, v := openWith(t, nc, heads)
	out, ends, err := j.Verify(t.Context(), journal.VerifyOptions{Objects: v, Heads: heads})
	if err != nil {
		t.Fatal(err)
	}
	return out, ends
}

// refuses reports whether a start on the record would be refused: what a
// server does when it has read the journal.
func refuses(t *testing.T, nc *nats.Conn, dir string) bool {
	t.Helper()
	heads := openHeads(t, dir)
	j, _ := openWith(t, nc, heads)
	_, stop, err := j.Follow(t.Context(), func(pipeline.Event, error) {})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	broken, err := heads.Check()
	if err != nil {
		t.Fatal(err)
	}
	if err := heads.Close(); err != nil {
		t.Fatal(err)
	}
	return len(broken) > 0
}

func TestVerifyUntouched(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	events := record(t, dir)
	_, nc := pipelinetest.ServerOn(t, dir)
	got, _ := verify(t, nc, dir)
	if !got.OK || got.Events != events || got.Objects != 2 || got.Bytes < 600_000 || got.Heads != 7 || got.Aggregates != 7 || len(got.Broken) > 0 {
		t.Errorf("untouched, of %d events: %+v", events, got)
	}
	if refuses(t, nc, dir) {
		t.Error("a start is refused")
	}
}

// TestTamperWithEvents removes, changes and moves each event of a journal, at
// the level of the stream. Each time verify fails and names a place, and a
// server would not start.
func TestTamperWithEvents(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	events := record(t, dir)
	_, nc := pipelinetest.ServerOn(t, dir)
	original := messages(t, nc, events)
	type tampering struct {
		name  string
		start bool // a start must see it too; what only headers say, verify alone reads
		moved bool // others were moved with it: the first place that is wrong may be behind it
		do    func(msgs []*nats.Msg, i int) bool
	}
	for _, tt := range []tampering{
		{"removed", true, false, func(msgs []*nats.Msg, i int) bool { msgs[i] = nil; return true }},
		{"changed", true, false, func(msgs []*nats.Msg, i int) bool {
			before := msgs[i].Data
			msgs[i].Data = bytes.Replace(before, []byte(`2020-10-15T12`), []byte(`2020-10-15T13`), 1)
			return !bytes.Equal(before, msgs[i].Data)
		}},
		{"made no event", true, false, func(msgs []*nats.Msg, i int) bool { msgs[i].Data = msgs[i].Data[1:]; return true }},
		{"ascribed to another in its header", false, false, func(msgs []*nats.Msg, i int) bool {
			msgs[i].Header.Set("Tovmach-Actor", "somebody")
			return true
		}},
		{"put under another kind", false, false, func(msgs []*nats.Msg, i int) bool {
			msgs[i].Subject = msgs[i].Subject[:strings.LastIndexByte(msgs[i].Subject, '.')] + ".retold"
			return true
		}},
		{"swapped with the next", true, true, func(msgs []*nats.Msg, i int) bool {
			if i+1 == len(msgs) {
				return false
			}
			msgs[i], msgs[i+1] = msgs[i+1], msgs[i]
			return true
		}},
		{"replaced by a copy of the first", true, false, func(msgs []*nats.Msg, i int) bool {
			copied := *msgs[0]
			msgs[i] = &copied
			return i > 0
		}},
		{"left out, those behind it moved up", true, true, func(msgs []*nats.Msg, i int) bool {
			copy(msgs[i:], msgs[i+1:])
			msgs[len(msgs)-1] = nil
			return true
		}},
	} {
		for i := range original {
			msgs := make([]*nats.Msg, len(original))
			for n, m := range original {
				msgs[n] = &nats.Msg{Subject: m.Subject, Header: nats.Header{}, Data: m.Data}
				for name, values := range m.Header {
					msgs[n].Header[name] = slices.Clone(values)
				}
			}
			every := tt.name == "removed" || tt.name == "changed" || i%6 == 0 || i == len(original)-1
			if !every || !tt.do(msgs, i) {
				continue
			}
			rewrite(t, nc, msgs)
			got, _ := verify(t, nc, dir)
			if got.OK || len(got.Broken) == 0 || got.Broken[0].Sequence == 0 {
				t.Errorf("event %d %s: %+v", i+1, tt.name, got)
			} else if first := got.Broken[0].Sequence; !tt.moved && first > uint64(i+1) { //nolint:gosec // small
				t.Errorf("event %d %s: the first place named is %s", i+1, tt.name, got.Broken[0])
			}
			if tt.start && !refuses(t, nc, dir) {
				t.Errorf("event %d %s: a server starts on it", i+1, tt.name)
			}
		}
	}
	rewrite(t, nc, original)
	if got, _ := verify(t, nc, dir); !got.OK {
		t.Errorf("put back as it was: %v", got.Broken)
	}
}

// messages returns all messages of the journal as they can be published again.
func messages(t *testing.T, nc *nats.Conn, n int) []*nats.Msg {
	t.Helper()
	var out []*nats.Msg
	for sequence := range n {
		m := raw(t, nc, "TOVMACH_EVENTS", uint64(sequence+1)) //nolint:gosec // small
		for _, condition := range []string{jetstream.ExpectedLastSubjSeqHeader, jetstream.ExpectedLastSubjSeqSubjHeader} {
			m.Header.Del(condition)
		}
		out = append(out, &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Data})
	}
	return out
}

// rewrite makes the journal's stream anew of these messages; nil is one that
// was deleted.
func rewrite(t *testing.T, nc *nats.Conn, msgs []*nats.Msg) {
	t.Helper()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	var s jetstream.Stream
	for s == nil || s.CachedInfo().State.LastSeq > 0 { // a busy server may find the old files
		if err := js.DeleteStream(t.Context(), "TOVMACH_EVENTS"); err != nil {
			t.Fatal(err)
		}
		s, err = js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "TOVMACH_EVENTS", Subjects: []string{"tovmach.story.>", "tovmach.task.>", "tovmach.glossary.>"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, m := range msgs {
		gone := m == nil
		if gone {
			m = &nats.Msg{Subject: "tovmach.story.gone", Data: []byte("gone")}
		}
		// Published without the window of duplicates: copies are copies.
		header := nats.Header{}
		for name, values := range m.Header {
			header[name] = values
		}
		ack, err := js.PublishMsg(t.Context(), &nats.Msg{Subject: m.Subject, Header: header, Data: m.Data})
		if err != nil {
			t.Fatal(err)
		}
		if ack.Duplicate {
			// The server keeps no second message of an id.
			header.Del(jetstream.MsgIDHeader)
			if ack, err = js.PublishMsg(t.Context(), &nats.Msg{Subject: m.Subject, Header: header, Data: m.Data}); err != nil {
				t.Fatal(err)
			}
		}
		if ack.Sequence != uint64(i+1) { //nolint:gosec // small
			t.Fatalf("message %d is stored at %d", i+1, ack.Sequence)
		}
		if gone {
			if err := s.DeleteMsg(t.Context(), ack.Sequence); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestTamperWithFiles changes a byte in the files of the store at many places,
// after a clean stop and after a crash that left no index: the record does not
// open, or verify names what is broken.
func TestTamperWithFiles(t *testing.T) {
	t.Parallel()
	from := t.TempDir()
	record(t, from)
	for _, stream := range []string{"TOVMACH_EVENTS", "OBJ_TOVMACH_VAULT"} {
		blocks, err := filepath.Glob(filepath.Join(from, "nats", "jetstream", "$G", "streams", stream, "msgs", "*.blk"))
		if err != nil || len(blocks) == 0 {
			t.Fatalf("%s has no blocks: %v", stream, err)
		}
		for _, block := range blocks {
			whole, err := os.ReadFile(block)
			if err != nil {
				t.Fatal(err)
			}
			name, err := filepath.Rel(from, block)
			if err != nil {
				t.Fatal(err)
			}
			for _, crashed := range []bool{false, true} {
				for _, at := range places(len(whole)) {
					t.Run(fmt.Sprintf("%s/crashed=%t/%d", stream, crashed, at), func(t *testing.T) {
						t.Parallel()
						dir := t.TempDir()
						if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
							t.Fatal(err)
						}
						changed := slices.Clone(whole)
						changed[at] ^= 1
						if err := os.WriteFile(filepath.Join(dir, name), changed, 0o600); err != nil {
							t.Fatal(err)
						}
						if crashed {
							if err := os.Remove(filepath.Join(dir, filepath.Dir(name), "index.db")); err != nil {
								t.Fatal(err)
							}
						}
						opened(t, dir)
					})
				}
			}
		}
	}
}

// places are offsets in a file of that length: spread over it, and close
// together in what was written last.
func places(length int) []int {
	var out []int
	for i := range 7 {
		out = append(out, i*length/7+i)
	}
	for back := 1; back < 420; back += 60 {
		out = append(out, length-back)
	}
	return out
}

// opened fails the test when the record in dir opens and verifies.
func opened(t *testing.T, dir string) {
	t.Helper()
	server, err := natsd.Start(t.Context(), dir, natsd.Options{})
	if err != nil {
		return
	}
	defer func() {
		if err := server.Shutdown(); err != nil {
			t.Error(err)
		}
	}()
	nc, err := server.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	if got, _ := verify(t, nc, dir); got.OK || got.Broken[0].String() == "" {
		t.Errorf("it verifies: %+v", got)
	}
}
