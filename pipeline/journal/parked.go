package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Parked returns the entries that were put aside in the last 180 days, oldest
// first, whatever became of them: what waits for a person is in the stories. An
// entry that could not even be read has no story, and stands here alone.
func (j *Journal) Parked(ctx context.Context) ([]pipeline.ParkedEntry, error) {
	stream, err := j.js.Stream(ctx, streamParked)
	if err != nil {
		return nil, fmt.Errorf("parked entries: %w", err)
	}
	state := stream.CachedInfo().State
	var all []pipeline.ParkedEntry
	for at := state.FirstSeq; at <= state.LastSeq && state.Msgs > 0; at++ {
		raw, err := stream.GetMsg(ctx, at)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue // it grew old
		}
		if err != nil {
			return nil, fmt.Errorf("parked entry %d: %w", at, err)
		}
		p := pipeline.ParkedEntry{At: raw.Time}
		if err := json.Unmarshal(raw.Data, &p.EntryParked); err != nil {
			return nil, fmt.Errorf("parked entry %d: %w", at, err)
		}
		if part := strings.Split(raw.Subject, "."); len(part) == 4 { // tovmach.parked.<worker>.<sequence>
			p.Worker = part[2]
		}
		all = append(all, p)
	}
	return all, nil
}
