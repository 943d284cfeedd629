package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// park DATA SLUG WORKER… stores in the data folder of a server that does not run
// that the workers could not work the story's first entry, and sets SEQ to that
// entry's sequence.
func park(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := natsd.Start(ctx, ts.MkAbs(args[0]), natsd.Options{})
	ts.Check(err)
	sequence, err := parkIn(ctx, s, args[1], args[2:])
	ts.Check(errors.Join(err, s.Shutdown()))
	ts.Setenv("SEQ", strconv.FormatUint(sequence, 10))
}

func parkIn(ctx context.Context, s *natsd.Server, slug string, names []string) (uint64, error) {
	nc, err := s.Connect("park")
	if err != nil {
		return 0, err
	}
	defer nc.Close()
	v, err := vault.Open(ctx, nc)
	if err != nil {
		return 0, err
	}
	j, err := journal.Open(ctx, nc, journal.Options{Vault: v})
	if err != nil {
		return 0, err
	}
	stories, stop, err := j.Follow(ctx, func(pipeline.Event, error) {})
	if err != nil {
		return 0, err
	}
	defer stop()
	for _, story := range stories.All() {
		if string(story.Slug) != slug {
			continue
		}
		history, err := j.History(ctx, story)
		if err != nil {
			return 0, err
		}
		first, head := history[0], story.Head
		for _, name := range names {
			ev, err := pipeline.Follow(first, name, "parked by "+name, pipeline.EntryParked{Worker: name, Sequence: first.Sequence, Reason: "the disk is full", Tries: 8})
			if err != nil {
				return 0, err
			}
			stored, err := j.Append(ctx, head, ev)
			if err != nil {
				return 0, err
			}
			head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
		}
		return first.Sequence, nil
	}
	return 0, errors.New("there is no such story")
}
