package board

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Note returns what a member of the staff kept under a key to go on from: nil
// when nothing was. Keys are tokens with dots between them.
func (b *Board) Note(ctx context.Context, key string) ([]byte, error) {
	entry, err := b.notes.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("note %s: %w", key, err)
	}
	return entry.Value(), nil
}

// Keep keeps a note under a key, in place of the one before. Its loss must do
// no harm: nothing rebuilds it. The error is pipeline.Unavailable.
func (b *Board) Keep(ctx context.Context, key string, note []byte) error {
	if _, err := b.notes.Put(ctx, key, note); err != nil {
		return &pipeline.Error{Op: "keep " + key, Kind: pipeline.Unavailable, Err: err, Public: "the note could not be stored"}
	}
	return nil
}
