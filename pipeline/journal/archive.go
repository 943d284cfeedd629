package journal

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// The archive is the vault: an archived story is one object there, which holds
// its events as they were stored, and an event story.archived in the journal,
// which names the object and is all of the story that stays in the journal. A
// later event follows it, as if the others were still there.

// Archive stores the story's events in the vault, reads them back, and then
// appends the event that says so; Purge takes them out of the journal later.
// Every step is safe to repeat. ErrConflict: the story moved, or a worker has
// not read all of it yet, or a newer program wrote to it, which may know that it
// is not finished.
func (j *Journal) Archive(ctx context.Context, story pipeline.Story) (pipeline.Event, error) {
	switch read, err := j.readBy(ctx, story.Sequence); {
	case err != nil:
		return pipeline.Event{}, err
	case !read:
		return pipeline.Event{}, ErrConflict
	}
	events, err := j.kept(ctx, story)
	if err != nil {
		return pipeline.Event{}, err
	}
	if len(events) == 0 || events[len(events)-1].sequence != story.Sequence {
		return pipeline.Event{}, ErrConflict
	}
	if err := archivable(story.ID, events); err != nil {
		return pipeline.Event{}, err
	}
	bundle := writeBundle(story.ID, events)
	digest, err := j.vault.Put(ctx, bundle)
	if err != nil {
		return pipeline.Event{}, fmt.Errorf("archive %s: %w", story.ID, err)
	}
	back, err := j.vault.Get(ctx, digest)
	if err == nil && !bytes.Equal(back, bundle) {
		err = errors.New("the vault gave back something else")
	}
	if err != nil {
		return pipeline.Event{}, fmt.Errorf("archive %s: %w", story.ID, err)
	}
	id := pipeline.DerivedID(string(story.ID), string(pipeline.KindStoryArchived), story.Head.Hash, digest)
	ev, err := pipeline.NewEvent(pipeline.EventID(id), story.ID, "worker:housekeeper", story.ArchivedAs(digest, len(events)))
	if err != nil {
		return pipeline.Event{}, err
	}
	return j.Append(ctx, story.Head, ev)
}

// archivable returns an error when the events are not all of the story, each
// after the one before it, or not all known to this program.
func archivable(story pipeline.StoryID, events []keptEvent) error {
	links := newChain(nil)
	for _, e := range events {
		ev, err := parse(e.body, e.sequence)
		if err != nil {
			return fmt.Errorf("archive %s: %w", story, err)
		}
		if _, known := tokens[ev.Kind]; !known || ev.Version > ev.Kind.Version() {
			return ErrConflict
		}
		links.link(ev)
	}
	if len(links.damage) > 0 {
		return pipeline.Damaged(links.damage)
	}
	return nil
}

// Purge takes what was archived out of the journal: the events of the story and
// of its tasks that are in the archive. It reports false, and does nothing, while
// a worker has not read as far. It keeps none by number (one event of the story
// stays, the archiving one): what came meanwhile stays too.
func (j *Journal) Purge(ctx context.Context, story pipeline.StoryID, archive pipeline.Archive) (bool, error) {
	read, err := j.readBy(ctx, archive.At.Sequence)
	if err != nil || !read {
		return false, err
	}
	for _, part := range []struct {
		of     Aggregate
		before uint64
	}{
		{everyTask(story), archive.UpTo + 1},
		{Aggregate{Story: story}, archive.At.Sequence},
	} {
		err := j.stream.Purge(ctx, jetstream.WithPurgeSubject(part.of.filter()), jetstream.WithPurgeSequence(part.before))
		if err != nil {
			return false, fmt.Errorf("purge %s: %w", story, err)
		}
	}
	return true, nil
}

// everyTask stands for all tasks of the story.
func everyTask(story pipeline.StoryID) Aggregate { return Aggregate{Story: story, Task: "*"} }

// readBy reports whether every worker is done with all events up to that
// sequence that it listens for.
func (j *Journal) readBy(ctx context.Context, sequence uint64) (bool, error) {
	all := j.stream.ListConsumers(ctx)
	done := true
	for c := range all.Info() {
		if c.Config.Durable == "" {
			continue // it only follows, and is told by the archiving event
		}
		idle := c.NumPending == 0 && c.NumAckPending == 0
		done = done && (idle || c.AckFloor.Stream >= sequence)
	}
	if err := all.Err(); err != nil {
		return false, fmt.Errorf("consumers: %w", err)
	}
	return done, nil
}

// Unarchive returns a story with all that its archived events tell; one that
// is not away as it is.
func (j *Journal) Unarchive(ctx context.Context, story pipeline.Story) (pipeline.Story, error) {
	if !story.Away {
		return story, nil
	}
	events, err := j.archived(ctx, story)
	if err != nil {
		return story, err
	}
	whole, err := story.Unarchived(events)
	if err != nil {
		return story, fmt.Errorf("story %s: %w", story.ID, err)
	}
	return whole, nil
}

// resumes reports whether a is a task that was archived as it ended at head: its
// next event finds none before it in the journal.
func (j *Journal) resumes(ctx context.Context, a Aggregate, head pipeline.Head) bool {
	if a.Task == "" || j.reader != "" {
		return false
	}
	f, _, err := j.archiving(ctx, a.Story)
	if err != nil || f.UpTo < head.Sequence {
		return false
	}
	events, err := j.bundle(ctx, a.Story, f.Digest)
	if err != nil {
		return false
	}
	var end pipeline.Head
	for _, e := range events {
		if ev, err := parse(e.body, e.sequence); err == nil && ev.Task == a.Task {
			end = pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
		}
	}
	return end == head
}

// archived returns the events of a story that lie in the vault.
func (j *Journal) archived(ctx context.Context, story pipeline.Story) ([]pipeline.Event, error) {
	kept, err := j.bundle(ctx, story.ID, story.Archive.Digest)
	if err != nil {
		return nil, err
	}
	return j.decodeKept(ctx, kept)
}

// decodeKept reads events as they were stored.
func (j *Journal) decodeKept(ctx context.Context, kept []keptEvent) (events []pipeline.Event, err error) {
	events = make([]pipeline.Event, len(kept))
	for i, e := range kept {
		if events[i], err = j.decode(ctx, e.body, e.sequence); err != nil {
			return nil, err
		}
	}
	return events, nil
}

func (j *Journal) bundle(ctx context.Context, story pipeline.StoryID, digest string) ([]keptEvent, error) {
	if j.vault == nil {
		return nil, fmt.Errorf("story %s: its events lie in the vault, which is not open here", story)
	}
	data, err := j.vault.Get(ctx, digest)
	if err != nil {
		return nil, fmt.Errorf("the archive of %s: %w", story, err)
	}
	return readBundle(story, data)
}

// archiving returns the newest archiving event of the story and its sequence, 0 when
// there is none.
func (j *Journal) archiving(ctx context.Context, story pipeline.StoryID) (f pipeline.StoryArchived, at uint64, err error) {
	subject, err := Aggregate{Story: story}.subject(pipeline.KindStoryArchived)
	if err != nil {
		return f, 0, err
	}
	raw, err := j.stream.GetLastMsgForSubject(ctx, subject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return f, 0, nil
	}
	if err != nil {
		return f, 0, fmt.Errorf("story %s: %w", story, err)
	}
	ev, err := j.decode(ctx, raw.Data, raw.Sequence)
	if err != nil {
		return f, 0, err
	}
	f, err = pipeline.Decode[pipeline.StoryArchived](ev)
	return f, raw.Sequence, err
}

// kept returns the story's events as they were stored, archived ones too, in
// the order of their sequences. While they are read they may be archived and leave
// the journal: then they are read again.
func (j *Journal) kept(ctx context.Context, story pipeline.Story) ([]keptEvent, error) {
	digest := ""
	if story.Archive != nil {
		digest = story.Archive.Digest
	}
	for known := story.Head.Sequence; ; {
		all, err := j.gather(ctx, story.ID, digest)
		if err != nil {
			return nil, err
		}
		f, at, err := j.archiving(ctx, story.ID)
		if err != nil || at <= known {
			return all, err
		}
		known, digest = at, f.Digest
	}
}

// gather returns the events that are in the archive of that digest, if it is one,
// and those in the journal after them.
func (j *Journal) gather(ctx context.Context, story pipeline.StoryID, digest string) (all []keptEvent, err error) {
	last := uint64(0)
	if digest != "" {
		if all, err = j.bundle(ctx, story, digest); err != nil {
			return nil, err
		}
		if len(all) > 0 {
			last = all[len(all)-1].sequence
		}
	}
	for _, a := range []Aggregate{{Story: story}, everyTask(story)} { // those that the fold does not know, too
		rest, err := j.under(ctx, a.filter(), last)
		if err != nil {
			return nil, fmt.Errorf("story %s: %w", story, err)
		}
		all = append(all, rest...)
	}
	slices.SortFunc(all, func(a, b keptEvent) int { return cmp.Compare(a.sequence, b.sequence) })
	return all, nil
}
