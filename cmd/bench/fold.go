package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
)

// fold prints what one append costs beside few and beside many stories: a
// translator claims a task and releases it, a story after the other, in turns
// between two newsrooms.
func fold(ctx context.Context, out io.Writer, o options, m *machine) (err error) {
	sizes, words, rounds := [2]int{100, 1_000}, 1_000, 400
	if o.quick {
		sizes, words, rounds = [2]int{2, 10}, 100, 4
	}
	var sides [2]*foldSide
	for i, n := range sizes {
		side, err := openFoldSide(ctx, o, n, words)
		if err != nil {
			return fmt.Errorf("%d stories: %w", n, err)
		}
		defer func() { err = errors.Join(err, side.close()) }()
		sides[i] = side
	}
	if err := m.probe(); err != nil {
		return err
	}
	for round := range rounds {
		for i := range sides {
			side := sides[(round+i)%len(sides)]
			if err := side.claimAndRelease(ctx, round); err != nil {
				return fmt.Errorf("%d stories, round %d: %w", len(side.stories.All()), round+1, err)
			}
		}
	}
	fmt.Fprintf(out, "%d appends to each journal, of stories of %d words; ms\n\n", len(sides[0].append), words)
	table := newTable(out)
	table.row("", spreadHead()...)
	for i, side := range sides {
		table.row(fmt.Sprintf("append, %d stories", sizes[i]), side.append.spread()...)
		table.row("  until it is folded as well", side.folded.spread()...)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "ratio of medians, %d stories to %d: append %.2f, with folding %.2f\n", sizes[1], sizes[0],
		ratio(sides[1].append.median(), sides[0].append.median()), ratio(sides[1].folded.median(), sides[0].folded.median()))
	return err
}

// foldSide is a newsroom with so many stories, and what its appends took.
type foldSide struct {
	*newsroom
	append sample // until the journal has it on the disk
	folded sample // until a reader sees it
}

func openFoldSide(ctx context.Context, o options, stories, words int) (s *foldSide, err error) {
	n, err := openNewsroom(ctx, o.dir, match.New(nil, match.Options{}))
	if err != nil {
		return nil, err
	}
	news, stop := n.follow(ctx)
	defer stop()
	for i := range stories {
		one, err := n.submitOne(ctx, news, newWriter(o.seed, uint64(i+1), nil).article(words))
		if err == nil {
			err = claimable(one.story)
		}
		if err != nil {
			return nil, errors.Join(err, n.faults.err(), n.close())
		}
	}
	return &foldSide{newsroom: n}, nil
}

// spreadOver is how many stories of a journal are worked on, so that they grow
// alike in both.
const spreadOver = 50

func (s *foldSide) claimAndRelease(ctx context.Context, round int) error {
	all := s.stories.All()
	used := min(spreadOver, len(all))
	story := all[round%used*(len(all)/used)]
	task := story.Tasks[0]
	now := time.Now()
	claim, err := story.ClaimTask(task.ID, "translator", time.Hour, now)
	if err != nil {
		return err
	}
	if task, err = s.timed(ctx, story.ID, task, claim); err != nil {
		return err
	}
	if !task.HeldBy("translator") {
		return fmt.Errorf("the claim of task %s does not show", task.ID)
	}
	if task, err = s.timed(ctx, story.ID, task, pipeline.TaskReleased{Claim: task.Claim.Token}); err != nil {
		return err
	}
	if task.State != pipeline.TaskOpen {
		return fmt.Errorf("the release of task %s does not show", task.ID)
	}
	return s.faults.err()
}

// timed appends the fact and returns the task as it is then.
func (s *foldSide) timed(ctx context.Context, story pipeline.StoryID, t pipeline.Task, fact pipeline.Fact) (pipeline.Task, error) {
	ev, err := pipeline.NewEvent(pipeline.EventID(pipeline.NewID()), story, "translator", fact)
	if err != nil {
		return t, err
	}
	begun := time.Now()
	stored, err := s.journal.Append(ctx, t.Head, ev.For(t.ID))
	if err != nil {
		return t, err
	}
	s.append = append(s.append, time.Since(begun))
	if err := s.stories.WaitFor(ctx, stored.Sequence); err != nil {
		return t, err
	}
	s.folded = append(s.folded, time.Since(begun))
	after, _ := s.stories.Story(story)
	t, _ = after.Task(t.ID)
	return t, nil
}
