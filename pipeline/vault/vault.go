// Package vault keeps bytes by their digest: the documents that stories came
// in. What is in it never changes.
package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

const bucket = "TOVMACH_VAULT"

// deadline bounds a read or write: object reads can hang.
const deadline = 30 * time.Second

// Vault stores and returns bytes. It is safe for concurrent use.
type Vault struct {
	js     jetstream.JetStream
	store  jetstream.ObjectStore
	stream jetstream.Stream // under the store
}

// Provision makes the bucket, with that many copies; 0 leaves that as it is.
func Provision(ctx context.Context, nc *nats.Conn, replicas int) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return fmt.Errorf("provision vault: %w", err)
	}
	if replicas, err = journal.Replicas(ctx, js, streamName, replicas); err != nil {
		return err
	}
	if _, err = js.CreateOrUpdateStream(ctx, config(replicas)); err != nil {
		return fmt.Errorf("provision vault: %w", err)
	}
	return nil
}

// Open binds to the bucket, which Provision must have made.
func Open(ctx context.Context, nc *nats.Conn) (*Vault, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	store, err := js.ObjectStore(ctx, bucket)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	stream, err := js.Stream(ctx, streamName)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return &Vault{js, store, stream}, nil
}

// Put stores data and returns its SHA-256 in hex. Bytes that are there already
// are not written again. Put before the event that names them.
func (v *Vault) Put(ctx context.Context, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	if _, err := v.store.GetInfo(ctx, name); err == nil {
		return name, nil
	}
	if err := v.write(ctx, name, data); err != nil {
		return "", &pipeline.Error{Op: "vault", Kind: pipeline.Unavailable, Err: err, Public: "the document could not be stored"}
	}
	return name, nil
}

// Get returns the bytes with that digest, having checked them against it. The
// error is pipeline.NotFound when there are none, and pipeline.Unavailable when
// the server cannot be asked.
func (v *Vault) Get(ctx context.Context, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	info, err := v.store.GetInfo(ctx, name)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, pipeline.Errorf(pipeline.NotFound, "the vault has no %s", name)
	}
	if errors.Is(err, jetstream.ErrBadObjectMeta) {
		return nil, fmt.Errorf("vault %s: %w", name, err)
	}
	if err != nil {
		return nil, unanswered(err)
	}
	data, err := v.read(ctx, info)
	if err != nil {
		return nil, fmt.Errorf("vault %s: %w", name, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != name {
		return nil, fmt.Errorf("vault %s: the bytes are not those that were stored", name)
	}
	return data, nil
}
