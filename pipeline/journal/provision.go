package journal

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Schema is the version of the streams that this program writes. A program
// refuses a newer one.
const Schema = 1

const schemaKey = "tovmach.schema"

// Provision makes the streams, or brings them up to date. replicas is 1 for an
// embedded server, 3 for a cluster. Elections make it slow on a cluster, so it
// tries for as long as ctx lets it.
func Provision(ctx context.Context, nc *nats.Conn, replicas int) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return fmt.Errorf("provision: %w", err)
	}
	if err := refuseNewer(ctx, js); err != nil {
		return err
	}
	for _, c := range streams(replicas) {
		for try := 0; ; try++ {
			once, cancel := context.WithTimeout(ctx, 5*time.Second)
			_, err := js.CreateOrUpdateStream(once, c)
			cancel()
			if err == nil {
				break
			}
			if perr := pause(ctx, try); perr != nil {
				return &pipeline.Error{
					Op: "provision " + c.Name, Kind: pipeline.Unavailable, Err: err,
					Public: "the streams could not be made on this NATS",
					Hint:   "`tovmach doctor --nats URL` tells what is missing",
				}
			}
		}
	}
	return nil
}

func streams(replicas int) []jetstream.StreamConfig {
	meta := map[string]string{schemaKey: strconv.Itoa(Schema)}
	return []jetstream.StreamConfig{
		{
			Name:        streamEvents,
			Description: "what happened to every story: the record",
			Subjects:    []string{wildcardStory, wildcardTask, wildcardTerm},
			Storage:     jetstream.FileStorage,
			Replicas:    replicas,
			Compression: jetstream.S2Compression,
			MaxMsgSize:  maxBody + 16<<10, // headers count
			Duplicates:  2 * time.Minute,
			// Headers are powers: no rollup, TTL or schedule may touch the record.
			DenyDelete:         true,
			AllowAtomicPublish: true,
			Metadata:           meta,
		},
		{
			Name:        streamOutbox,
			Description: "finished stories, for programs that read NATS",
			Subjects:    []string{wildcardStories},
			Storage:     jetstream.FileStorage,
			Replicas:    replicas,
			MaxAge:      90 * 24 * time.Hour,
			// A delivery repeated after a crash carries its old id; so the window
			// must outlast a night's outage.
			Duplicates: 24 * time.Hour,
			DenyDelete: true,
			Metadata:   meta,
		},
		{
			Name:        streamParked,
			Description: "entries that a worker could not process, with the reason",
			Subjects:    []string{wildcardParked},
			Storage:     jetstream.FileStorage,
			Replicas:    replicas,
			MaxAge:      180 * 24 * time.Hour,
			Metadata:    meta,
		},
	}
}

func refuseNewer(ctx context.Context, js jetstream.JetStream) error {
	s, err := js.Stream(ctx, streamEvents)
	if err != nil {
		return nil // none yet, or not to be read: creating it will tell
	}
	return checkSchema(s.CachedInfo().Config.Metadata)
}

func checkSchema(meta map[string]string) error {
	v, err := strconv.Atoi(meta[schemaKey])
	if err == nil && v > Schema {
		return pipeline.Errorf(pipeline.Unavailable, "the journal has schema %d, this program knows %d", v, Schema).
			WithHint("run the newer tovmach that wrote it")
	}
	return nil
}
