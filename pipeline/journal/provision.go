package journal

import (
	"context"
	"errors"
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

// Replicas returns how many copies of a stream there shall be: what was asked
// for, or with 0 what there are, and 1 of a stream that is not there yet. The
// error is pipeline.Invalid for fewer than there are: nobody means to lose
// copies by starting a program.
func Replicas(ctx context.Context, js jetstream.JetStream, stream string, asked int) (int, error) {
	s, err := js.Stream(ctx, stream)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return max(asked, 1), nil
	}
	if err != nil {
		return 0, fmt.Errorf("stream %s: %w", stream, err)
	}
	there := s.CachedInfo().Config.Replicas
	if asked > 0 && asked < there {
		return 0, pipeline.Errorf(pipeline.Invalid, "%s has %d copies, %d were asked for", stream, there, asked).
			WithHint("leave --replicas out, or lower it with the tools of NATS if you mean it")
	}
	return max(asked, there), nil
}

// Provision makes the streams, or brings them up to date. replicas is how many
// copies of each there shall be; 0 leaves that as it is. Elections make it slow
// on a cluster, so it tries for as long as ctx lets it.
func Provision(ctx context.Context, nc *nats.Conn, replicas int) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return fmt.Errorf("provision: %w", err)
	}
	for _, c := range streams() {
		for try := 0; ; try++ {
			err := provision(ctx, js, c, replicas)
			if err == nil {
				break
			}
			if e, ok := errors.AsType[*pipeline.Error](err); ok {
				return e // no try will mend it
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

// provision makes one stream, or brings it up to date, unless a newer program
// wrote it.
func provision(ctx context.Context, js jetstream.JetStream, c jetstream.StreamConfig, replicas int) (err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s, err := js.Stream(ctx, c.Name)
	switch {
	case err == nil:
		if err := checkSchema(s.CachedInfo().Config.Metadata); err != nil {
			return err
		}
	case !errors.Is(err, jetstream.ErrStreamNotFound):
		return err
	}
	if c.Replicas, err = Replicas(ctx, js, c.Name, replicas); err != nil {
		return err
	}
	if c.Replicas > 1 {
		// Of three nodes under load that were killed and stopped in turn, one came
		// back with a block that it could not read (server 2.15.2: "s2: corrupt
		// input") and stored nothing more until its next start.
		c.Compression = jetstream.NoCompression
	}
	_, err = js.CreateOrUpdateStream(ctx, c)
	return err
}

func streams() []jetstream.StreamConfig {
	meta := map[string]string{schemaKey: strconv.Itoa(Schema)}
	return []jetstream.StreamConfig{
		{
			Name:        streamEvents,
			Description: "what happened to every story: the record",
			Subjects:    []string{wildcardStory, wildcardTask, wildcardTerm},
			Storage:     jetstream.FileStorage,
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
			MaxAge:      180 * 24 * time.Hour,
			Metadata:    meta,
		},
	}
}

func checkSchema(meta map[string]string) error {
	v, err := strconv.Atoi(meta[schemaKey])
	if err == nil && v > Schema {
		return pipeline.Errorf(pipeline.Unavailable, "the journal has schema %d, this program knows %d", v, Schema).
			WithHint("run the newer tovmach that wrote it")
	}
	return nil
}
