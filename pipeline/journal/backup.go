package journal

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// A backup is a tar file: a title, for every stream its settings and the
// chunks of its snapshot, where the record ended, and last a manifest of it all
// with its own digest behind it. Without that the file is not whole.
const (
	backupFormat   = 1
	entryTitle     = "tovmach-backup.json"
	entrySettings  = "/stream.json" // after the name of the stream
	entryChunk     = "%s/%08d"
	entryHeads     = "heads"
	entryManifest  = "manifest.json"
	entryDigest    = "manifest.sha256"
	snapshotChunk  = 256 << 10 // bytes; a message holds 1 MB
	backupPatience = 30 * time.Second
)

// Manifest tells what is in a backup.
type Manifest struct {
	Format  int           `json:"format"`
	Version string        `json:"version"` // of the program that wrote it
	Time    time.Time     `json:"time"`
	Streams []StreamSaved `json:"streams"`
	Heads   string        `json:"heads"` // SHA-256 of where the record ended
}

// StreamSaved is one stream in a backup.
type StreamSaved struct {
	Name     string `json:"name"`
	Messages uint64 `json:"messages"`
	Last     uint64 `json:"last"` // sequence
	Chunks   int    `json:"chunks"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"` // of each chunk after the digest of those before it
}

// Backup writes every stream and bucket of the newsroom to w while it runs.
// What was acknowledged before the call is in it. The journal comes first, so
// that whatever its events name is in what follows.
func Backup(ctx context.Context, nc *nats.Conn, w io.Writer, version string, heads *Heads) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	names, err := ours(ctx, js)
	if err != nil {
		return err
	}
	m := Manifest{Format: backupFormat, Version: version, Time: time.Now().UTC().Truncate(time.Second)}
	ends, all := heads.known()
	text := formatHeads(ends, all)
	m.Heads = hash(text)
	b := &backup{nc: nc, tar: tar.NewWriter(w), now: m.Time}
	if err := b.put(entryTitle, m); err != nil {
		return err
	}
	for _, name := range names {
		saved, err := b.stream(ctx, name)
		if err != nil {
			return fmt.Errorf("backup of %s: %w", name, err)
		}
		m.Streams = append(m.Streams, saved)
	}
	if err := b.write(entryHeads, text); err != nil {
		return err
	}
	manifest, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(b.write(entryManifest, manifest), b.write(entryDigest, []byte(hash(manifest))), b.tar.Close())
}

// ours are the names of all streams of the newsroom, the journal first.
func ours(ctx context.Context, js jetstream.JetStream) ([]string, error) {
	var names []string
	all := js.StreamNames(ctx)
	for name := range all.Name() {
		if _, bucket, found := strings.Cut(name, "_"); strings.HasPrefix(name, "TOVMACH_") || found && strings.HasPrefix(bucket, "TOVMACH_") {
			names = append(names, name)
		}
	}
	if err := all.Err(); err != nil {
		return nil, fmt.Errorf("streams: %w", err)
	}
	slices.Sort(names)
	if i := slices.Index(names, streamEvents); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, streamEvents)
	}
	return names, nil
}

// backup is one being written.
type backup struct {
	nc  *nats.Conn
	tar *tar.Writer
	now time.Time
}

func (b *backup) put(name string, thing any) error {
	data, err := json.Marshal(thing)
	if err != nil {
		return err
	}
	return b.write(name, data)
}

func (b *backup) write(name string, data []byte) error {
	err := b.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data)), ModTime: b.now})
	if err == nil {
		_, err = b.tar.Write(data)
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

// snapshot is the server's answer to a request for one, and with its settings
// and state what it wants for restoring.
type snapshot struct {
	Config json.RawMessage `json:"config"`
	State  json.RawMessage `json:"state"`
}

// apiError is how the server says no.
type apiError struct {
	Error *struct {
		Code        int    `json:"code"`
		Description string `json:"description"`
	} `json:"error"`
}

// ask sends a request to the server's API and reads its answer into out.
func ask(ctx context.Context, nc *nats.Conn, subject string, request []byte, out any) error {
	ctx, cancel := context.WithTimeout(ctx, backupPatience)
	defer cancel()
	msg, err := nc.RequestWithContext(ctx, subject, request)
	if err != nil {
		return &pipeline.Error{Kind: pipeline.Unavailable, Err: err, Public: "NATS does not answer: " + err.Error()}
	}
	var refused apiError
	if len(msg.Data) > 0 {
		if err := json.Unmarshal(msg.Data, &refused); err != nil {
			return err
		}
	}
	if refused.Error != nil {
		return pipeline.Errorf(pipeline.Unavailable, "NATS refuses: %s (%d)", refused.Error.Description, refused.Error.Code)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(msg.Data, out)
}

// stream writes the snapshot of one stream.
func (b *backup) stream(ctx context.Context, name string) (saved StreamSaved, err error) {
	chunks, err := b.nc.SubscribeSync(b.nc.NewInbox())
	if err != nil {
		return saved, err
	}
	defer func() { err = errors.Join(err, chunks.Unsubscribe()) }()
	request, err := json.Marshal(map[string]any{"deliver_subject": chunks.Subject, "chunk_size": snapshotChunk})
	if err != nil {
		return saved, err
	}
	var snap snapshot
	if err := ask(ctx, b.nc, "$JS.API.STREAM.SNAPSHOT."+name, request, &snap); err != nil {
		return saved, err
	}
	if err := b.put(name+entrySettings, snap); err != nil {
		return saved, err
	}
	var state struct {
		Messages uint64 `json:"messages"`
		Last     uint64 `json:"last_seq"`
	}
	if err := json.Unmarshal(snap.State, &state); err != nil {
		return saved, err
	}
	saved = StreamSaved{Name: name, Messages: state.Messages, Last: state.Last}
	saved.SHA256 = hash(nil)
	for {
		once, cancel := context.WithTimeout(ctx, backupPatience)
		msg, err := chunks.NextMsgWithContext(once)
		cancel()
		if err != nil {
			return saved, err
		}
		if len(msg.Data) == 0 {
			if status := msg.Header.Get("Status"); status != "" && status != "204" {
				return saved, fmt.Errorf("the snapshot broke off: %s %s", status, msg.Header.Get("Description"))
			}
			return saved, nil
		}
		saved.Chunks++
		saved.Bytes += int64(len(msg.Data))
		saved.SHA256 = chained(saved.SHA256, msg.Data)
		if err := b.write(fmt.Sprintf(entryChunk, name, saved.Chunks), msg.Data); err != nil {
			return saved, err
		}
		if msg.Reply == "" {
			continue // the last one
		}
		if err := msg.Respond(nil); err != nil { // the server sends on
			return saved, err
		}
	}
}
