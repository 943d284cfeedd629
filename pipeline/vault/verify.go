package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/nats-io/nats.go/jetstream"
)

// The subjects under which the bucket's stream holds what objects there are,
// and their bytes in chunks.
const (
	subjectMeta  = "$O." + bucket + ".M.>"
	subjectChunk = "$O." + bucket + ".C."
)

// Verify reads every stored byte and gives for each object its digest, which
// is its name, its size in bytes, and what is wrong with it. The error is that
// the vault could not be read at all. It asks for message after message by
// number: a reader of the bucket waits without end for one that is damaged.
func (v *Vault) Verify(ctx context.Context, each func(digest string, size int64, wrong error)) error {
	info, err := v.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("vault: %w", err)
	}
	for from := uint64(1); from <= info.State.LastSeq; from++ {
		meta, err := v.stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subjectMeta))
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound):
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			continue // whoever knows of the object will miss it
		}
		from = meta.Sequence
		var object jetstream.ObjectInfo
		if err := json.Unmarshal(meta.Data, &object); err != nil {
			each("", 0, fmt.Errorf("message %d of the vault names no object: %w", meta.Sequence, err))
			continue
		}
		if object.Deleted {
			continue
		}
		size, err := v.examine(ctx, object)
		each(object.Name, size, err)
	}
	return nil
}

// examine reads one object and compares its bytes with its name.
func (v *Vault) examine(ctx context.Context, object jetstream.ObjectInfo) (size int64, err error) {
	sum := sha256.New()
	if err := v.chunks(ctx, object, io.MultiWriter(sum, (*counter)(&size))); err != nil {
		return size, fmt.Errorf("it cannot be read whole: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != object.Name {
		return size, fmt.Errorf("the bytes are not those that were stored: %d of %d are there", size, object.Size)
	}
	return size, nil
}

// chunks writes the object's bytes to w.
func (v *Vault) chunks(ctx context.Context, object jetstream.ObjectInfo, w io.Writer) error {
	next := uint64(1)
	for range object.Chunks {
		chunk, err := v.stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject(subjectChunk+object.NUID))
		if err != nil {
			return err
		}
		if _, err := w.Write(chunk.Data); err != nil {
			return err
		}
		next = chunk.Sequence + 1
	}
	return nil
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
