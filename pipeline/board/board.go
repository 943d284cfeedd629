// Package board is what is true now, beside the record: the people and their
// tokens, the heartbeats of claims, and notes of where the staff goes on. It
// lives in key-value buckets. Heartbeats and notes can be thrown away; nothing
// rebuilds the people, so backups hold them.
package board

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline/journal"
)

const (
	bucketPeople = "TOVMACH_PEOPLE"
	bucketLeases = "TOVMACH_LEASES"
	bucketNotes  = "TOVMACH_RUNTIME"
)

// Board reads and writes the buckets. It is safe for concurrent use.
type Board struct {
	js     jetstream.JetStream
	people jetstream.KeyValue
	leases jetstream.KeyValue
	notes  jetstream.KeyValue
	now    func() time.Time
}

// Options are the optional settings of a Board.
type Options struct {
	Now func() time.Time // the clock; nil is the computer's
}

// Provision makes the buckets, with that many copies; 0 leaves that as it is.
func Provision(ctx context.Context, nc *nats.Conn, replicas int) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return fmt.Errorf("provision board: %w", err)
	}
	for _, c := range []jetstream.KeyValueConfig{
		{Bucket: bucketPeople, Description: "people, roles, token hashes", History: 5, Storage: jetstream.FileStorage},
		{Bucket: bucketLeases, Description: "heartbeats of claims", History: 1, Storage: jetstream.FileStorage, LimitMarkerTTL: 10 * time.Minute},
		{Bucket: bucketNotes, Description: "where the staff goes on after a restart", History: 1, Storage: jetstream.FileStorage},
	} {
		if c.Replicas, err = journal.Replicas(ctx, js, "KV_"+c.Bucket, replicas); err != nil {
			return err
		}
		if _, err := js.CreateOrUpdateKeyValue(ctx, c); err != nil {
			return fmt.Errorf("provision %s: %w", c.Bucket, err)
		}
	}
	return nil
}

// Open binds to the buckets, which Provision must have made.
func Open(ctx context.Context, nc *nats.Conn, opts Options) (*Board, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	b := &Board{js: js, now: opts.Now}
	if b.now == nil {
		b.now = time.Now
	}
	if b.people, err = js.KeyValue(ctx, bucketPeople); err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	if b.leases, err = js.KeyValue(ctx, bucketLeases); err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	if b.notes, err = js.KeyValue(ctx, bucketNotes); err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	return b, nil
}
