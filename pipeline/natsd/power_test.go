//go:build linux && amd64

package natsd_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/disk"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// TestMain is also the process whose power is cut: a newsroom that stores one
// thing after the other and tells of each what was acknowledged.
func TestMain(m *testing.M) {
	if os.Args[0] == powerless {
		if err := storeForEver(context.Background(), os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	pipelinetest.Main(m)
}

const powerless = "powerless"

// TestPower cuts the power under a server: what it acknowledged is there when it
// starts on what the disk has. The same with syncing off shows that the test
// can tell.
func TestPower(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mode  string
		after int // acknowledgements
		keeps bool
	}{
		{"synced", 1, true},
		{"synced", 100, true},
		{"synced", 333, true},
		{"unsynced", 100, false},
	} {
		t.Run(fmt.Sprintf("%s-%d", c.mode, c.after), func(t *testing.T) {
			t.Parallel()
			acked, _, dir := cutAfter(t, c.mode, c.after)
			lost := missing(t, acked, dir)
			t.Logf("%d acknowledged, %d lost", len(acked), len(lost))
			if c.keeps && len(lost) > 0 {
				t.Errorf("acknowledged and lost: %q", lost)
			}
			if !c.keeps && len(lost) == 0 {
				t.Error("nothing is lost without syncing: the test shows nothing")
			}
		})
	}
}

// TestKilled kills a server with kill -9 and starts another on its folder: what
// it acknowledged is there, with syncing and without.
func TestKilled(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"synced", "unsynced"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			acked, dir, _ := cutAfter(t, mode, 100)
			if lost := missing(t, acked, dir); len(lost) > 0 {
				t.Errorf("acknowledged and lost: %q", lost)
			}
		})
	}
}

// cutAfter runs a newsroom until it has told of so many acknowledgements, and
// cuts its power. It returns all that it told, its folder as the next process
// would find it, and a folder with what the disk has.
func cutAfter(t *testing.T, mode string, after int) (acked []string, dir, left string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	told, tell, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := &exec.Cmd{Path: exe, Args: []string{powerless, dir, mode}, Stdout: tell, Stderr: os.Stderr}
	d, err := disk.Run(cmd, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := tell.Close(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(told); lines.Scan(); {
		acked = append(acked, lines.Text())
		if len(acked) == after {
			if err := d.Cut(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := d.Cut(); err != nil { // it may have ended by itself
		t.Fatal(err)
	}
	if len(acked) < after {
		t.Fatalf("it ended after %d acknowledgements", len(acked))
	}
	left = t.TempDir()
	if err := d.Restore(left); err != nil {
		t.Fatal(err)
	}
	return acked, dir, left
}

// storeForEver is what the process does: events, bytes and people, each told
// of on standard output when it is acknowledged.
func storeForEver(ctx context.Context, dir, mode string) error {
	nc, err := begin(ctx, dir, mode)
	if err != nil {
		return err
	}
	h, err := provisioned(ctx, nc)
	if err != nil {
		return err
	}
	head := pipeline.Head{}
	for n := 0; ; n++ {
		ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprintf("e%d", n)), "s1", "worker:router", pipeline.EntryParked{Worker: "router", Reason: strings.Repeat("x", n)})
		if err != nil {
			return err
		}
		stored, err := h.journal.Append(ctx, head, ev)
		if err != nil {
			return err
		}
		head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
		fmt.Println("event", stored.Sequence, stored.Hash)
		digest, err := h.vault.Put(ctx, fmt.Appendf(nil, "document %d", n))
		if err != nil {
			return err
		}
		fmt.Println("bytes", digest)
		token, err := h.board.AddPerson(ctx, pipeline.Person{Name: pipeline.UserID(fmt.Sprintf("p%d", n)), Roles: []pipeline.Role{pipeline.Editor}}, 0)
		if err != nil {
			return err
		}
		fmt.Println("person", token)
	}
}

// begin starts the server as the newsroom does, or without syncing.
func begin(ctx context.Context, dir, mode string) (*nats.Conn, error) {
	if mode == "synced" {
		s, err := natsd.Start(ctx, dir, natsd.Options{})
		if err != nil {
			return nil, err
		}
		return s.Connect("test")
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "tovmach", DontListen: true, JetStream: true, StoreDir: filepath.Join(dir, "nats"), NoSigs: true,
	})
	if err != nil {
		return nil, err
	}
	s.Start()
	return nats.Connect("", nats.InProcessServer(s))
}

// house is what is stored in.
type house struct {
	journal *journal.Journal
	vault   *vault.Vault
	board   *board.Board
}

func provisioned(ctx context.Context, nc *nats.Conn) (h house, err error) {
	for _, provision := range []func(context.Context, *nats.Conn, int) error{journal.Provision, board.Provision, vault.Provision} {
		if err := provision(ctx, nc, 1); err != nil {
			return h, err
		}
	}
	if h.journal, err = journal.Open(ctx, nc, journal.Options{}); err != nil {
		return h, err
	}
	if h.vault, err = vault.Open(ctx, nc); err != nil {
		return h, err
	}
	h.board, err = board.Open(ctx, nc, board.Options{})
	return h, err
}

// missing starts a server on the folder and returns what was acknowledged and
// is not there.
func missing(t *testing.T, acked []string, dir string) (lost []string) {
	t.Helper()
	s := start(t, dir, natsd.Options{})
	defer shutdown(t, s)
	nc, err := s.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	h, err := provisioned(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range acked {
		var err error
		switch what := strings.Fields(line); what[0] {
		case "event":
			err = h.event(t.Context(), what[1], what[2])
		case "bytes":
			_, err = h.vault.Get(t.Context(), what[1])
		case "person":
			_, err = h.board.Whose(t.Context(), what[1])
		}
		if err != nil {
			lost = append(lost, line)
		}
	}
	return lost
}

func (h house) event(ctx context.Context, sequence, hash string) error {
	n, err := strconv.ParseUint(sequence, 10, 64)
	if err != nil {
		return err
	}
	ev, err := h.journal.Event(ctx, n)
	if err == nil && ev.Hash != hash {
		err = io.ErrUnexpectedEOF
	}
	return err
}
