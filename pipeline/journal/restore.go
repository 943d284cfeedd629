package journal

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// ReadBackup reads a whole backup and returns its manifest. The error is
// pipeline.Invalid when it is not one, not whole, or damaged, and says why.
func ReadBackup(r io.Reader) (Manifest, error) {
	m, err := readBackup(r)
	if err != nil {
		return m, &pipeline.Error{
			Kind: pipeline.Invalid, Err: err, Public: "this is no whole backup: " + err.Error(),
			Hint: "take another file, or make a new one with `tovmach backup FILE`",
		}
	}
	return m, nil
}

func readBackup(r io.Reader) (m Manifest, err error) {
	var found []StreamSaved
	var heads, manifest, digest string
	in := tar.NewReader(r)
	for first := true; ; first = false {
		entry, err := in.Next()
		switch {
		case errors.Is(err, io.EOF) && !first:
			return m, compare(m, found, heads, manifest, digest)
		case err != nil && first:
			return m, errors.New("it was not written by tovmach backup")
		case err != nil:
			return m, fmt.Errorf("it breaks off: %w", err)
		case first != (entry.Name == entryTitle):
			return m, errors.New("it was not written by tovmach backup")
		}
		data, err := io.ReadAll(in)
		if err != nil {
			return m, fmt.Errorf("it breaks off: %w", err)
		}
		switch name := entry.Name; name {
		case entryTitle, entryManifest:
			if err := json.Unmarshal(data, &m); err != nil || m.Format == 0 {
				return m, fmt.Errorf("%s cannot be read", name)
			}
			if m.Format > backupFormat {
				return m, fmt.Errorf("it has format %d of tovmach %s; this one knows %d", m.Format, m.Version, backupFormat)
			}
			if name == entryManifest {
				manifest = hash(data)
			}
		case entryDigest:
			digest = string(data)
		case entryHeads:
			heads = hash(data)
		default:
			if strings.HasSuffix(name, entrySettings) {
				found = append(found, StreamSaved{Name: path.Dir(name), SHA256: hash(nil)})
				continue
			}
			if len(found) == 0 {
				return m, fmt.Errorf("%s is not expected", name)
			}
			s := &found[len(found)-1]
			s.Chunks++
			s.Bytes += int64(len(data))
			s.SHA256 = chained(s.SHA256, data)
		}
	}
}

// compare tells where a backup is not what its manifest says.
func compare(m Manifest, found []StreamSaved, heads, manifest, digest string) error {
	switch {
	case manifest == "" || digest == "":
		return errors.New("it breaks off: its manifest is missing")
	case manifest != digest:
		return errors.New("its manifest is damaged")
	case heads != m.Heads:
		return errors.New("the ends of the record in it are damaged")
	case len(found) != len(m.Streams):
		return fmt.Errorf("it has %d streams of %d", len(found), len(m.Streams))
	}
	for i, want := range m.Streams {
		got := found[i]
		if got.Name != want.Name || got.Chunks != want.Chunks || got.Bytes != want.Bytes || got.SHA256 != want.SHA256 {
			return fmt.Errorf("its stream %s is damaged", want.Name)
		}
	}
	return nil
}

// chained is the digest of a chunk and those before it.
func chained(before string, chunk []byte) string {
	sum := sha256.New()
	sum.Write([]byte(before))
	sum.Write(chunk)
	return hex.EncodeToString(sum.Sum(nil))
}

// RestoreOptions say how streams come back.
type RestoreOptions struct {
	Replicas int               // copies of each stream; 0 is as it was
	Progress func(name string) // of each stream, when it begins
}

// Restore makes the streams of a backup, which ReadBackup found whole, on a
// NATS that has none of them, and returns where the record ended, for OpenHeads
// to read. The error is pipeline.Conflict when there are such streams already.
func Restore(ctx context.Context, nc *nats.Conn, r io.Reader, opts RestoreOptions) (heads []byte, err error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	if there, err := ours(ctx, js); err != nil || len(there) > 0 {
		return nil, errors.Join(err, pipeline.Errorf(pipeline.Conflict, "there is a newsroom on this NATS already: %s", strings.Join(there, ", ")).
			WithHint("restore into an empty one"))
	}
	in := tar.NewReader(r)
	to := ""
	finish := func() error {
		if to == "" {
			return nil
		}
		return ask(ctx, nc, to, nil, nil)
	}
	for {
		entry, err := in.Next()
		if errors.Is(err, io.EOF) {
			return heads, finish()
		}
		if err != nil {
			return nil, fmt.Errorf("restore: %w", err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			return nil, fmt.Errorf("restore: %w", err)
		}
		switch {
		case entry.Name == entryHeads:
			heads = data
		case !strings.Contains(entry.Name, "/"):
		case strings.HasSuffix(entry.Name, entrySettings):
			if err := finish(); err != nil {
				return nil, err
			}
			name := path.Dir(entry.Name)
			if opts.Progress != nil {
				opts.Progress(name)
			}
			if to, err = begin(ctx, nc, name, data, opts.Replicas); err != nil {
				return nil, fmt.Errorf("restore %s: %w", name, err)
			}
		default:
			if err := ask(ctx, nc, to, data, nil); err != nil {
				return nil, fmt.Errorf("restore %s: %w", entry.Name, err)
			}
		}
	}
}

// begin asks the server to take a stream and returns where its chunks go.
func begin(ctx context.Context, nc *nats.Conn, name string, settings []byte, replicas int) (to string, err error) {
	var snap struct {
		Config map[string]any  `json:"config"`
		State  json.RawMessage `json:"state"`
	}
	if err := json.Unmarshal(settings, &snap); err != nil {
		return "", err
	}
	if replicas > 0 {
		snap.Config["num_replicas"] = replicas
		delete(snap.Config, "placement")
	}
	request, err := json.Marshal(snap)
	if err != nil {
		return "", err
	}
	var answer struct {
		DeliverSubject string `json:"deliver_subject"`
	}
	if err := ask(ctx, nc, "$JS.API.STREAM.RESTORE."+name, request, &answer); err != nil {
		return "", err
	}
	return answer.DeliverSubject, nil
}
