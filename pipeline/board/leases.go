package board

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// heartbeat is what the holder of a claim leaves behind; it is a hint, whose
// loss only brings the end that the claim itself named.
type heartbeat struct {
	Claim uint64    `json:"claim"`
	Until time.Time `json:"until"`
}

// Beat moves the end of the task's lease to one lease from now and returns it.
func (b *Board) Beat(ctx context.Context, story pipeline.StoryID, t pipeline.Task) (time.Time, error) {
	until := b.now().Add(t.Claim.Lease).UTC()
	body, err := json.Marshal(heartbeat{Claim: t.Claim.Token, Until: until})
	if err != nil {
		return time.Time{}, err
	}
	// Put and Update of a bucket drop the time to live, so the message is
	// published as the bucket stores it.
	msg := nats.NewMsg("$KV." + bucketLeases + "." + leaseKey(story, t.ID))
	msg.Data = body
	if _, err := b.js.PublishMsg(ctx, msg, jetstream.WithMsgTTL(max(t.Claim.Lease, time.Second)+time.Minute)); err != nil {
		return time.Time{}, &pipeline.Error{Op: "renew", Kind: pipeline.Unavailable, Err: err, Public: "the heartbeat could not be stored"}
	}
	return until, nil
}

// Until returns when the task's lease ends: what the claim said, or what a
// later heartbeat of the same claim made of it.
func (b *Board) Until(ctx context.Context, story pipeline.StoryID, t pipeline.Task) (time.Time, error) {
	entry, err := b.leases.Get(ctx, leaseKey(story, t.ID))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return t.Claim.Until, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("lease of %s: %w", t.ID, err)
	}
	var h heartbeat
	if err := json.Unmarshal(entry.Value(), &h); err != nil || h.Claim != t.Claim.Token || h.Until.Before(t.Claim.Until) {
		return t.Claim.Until, nil //nolint:nilerr // a broken hint is no hint
	}
	return h.Until, nil
}

func leaseKey(story pipeline.StoryID, task pipeline.TaskID) string {
	return string(story) + "." + string(task)
}
