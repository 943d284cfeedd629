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

// Unread returns the entries that were put aside in the last 180 days because
// they could not even be read, oldest first. All others belong to a story, which
// tells of them.
func (j *Journal) Unread(ctx context.Context) ([]pipeline.ParkedEntry, error) {
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
		var body struct {
			pipeline.EntryParked

			Event pipeline.EventID `json:"event"`
		}
		if err := json.Unmarshal(raw.Data, &body); err != nil {
			return nil, fmt.Errorf("parked entry %d: %w", at, err)
		}
		if body.Event != "" {
			continue
		}
		p := pipeline.ParkedEntry{EntryParked: body.EntryParked, At: raw.Time}
		if part := strings.Split(raw.Subject, "."); len(part) == 4 { // tovmach.parked.<worker>.<sequence>
			p.Worker = part[2]
		}
		all = append(all, p)
	}
	return all, nil
}
