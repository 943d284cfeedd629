package pipelinetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tovmach/tovmach/pipeline"
)

// Update is the one flag that rewrites goldens, everywhere in the tree. Look at
// the diff as if somebody else had written it.
var Update = flag.Bool("update", false, "rewrite goldens")

// Work is what a worker does with an event of a story.
type Work func(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error)

// Golden runs work on every testdata/*.txtar of the test's package. An archive
// has a comment that says what it shows, and the sections
//
//	given      what happened before, one event a line
//	when       the event that asks
//	meanwhile  what happened before the worker came to it (may be missing)
//	then       the events that it answers, one a line
//	error      or the error: its kind and its sentence for people
//
// The events stand in the journal in that order, from sequence 1, as event e1,
// e2 and so on of the story s1, unless they say otherwise. Every answer is
// asked for twice: work must be safe to repeat.
func Golden(t *testing.T, work Work) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("testdata has no goldens")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file, work) })
	}
}

func golden(t *testing.T, file string, work Work) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(bytes.TrimSpace(archive.Comment)) == 0 {
		t.Error("the golden does not say what it shows")
	}
	var events []pipeline.Event
	var when pipeline.Event
	for _, name := range []string{"given", "when", "meanwhile"} {
		for _, line := range lines(section(archive, name)) {
			events = append(events, short(t, line, len(events)+1))
		}
		if name == "when" && len(events) > 0 {
			when = events[len(events)-1]
		}
	}
	story := foldLegal(t, events)
	then, failed := answer(t, work, story, when)
	if again, failedAgain := answer(t, work, story, when); again != then || failedAgain != failed {
		t.Errorf("asked again, it answers\n%s%s\nand not\n%s%s", again, failedAgain, then, failed)
	}
	if *Update {
		rewrite(t, file, archive, then, failed)
		return
	}
	for _, want := range []struct{ name, got string }{{"then", then}, {"error", failed}} {
		if wanted := section(archive, want.name); want.got != wanted {
			t.Errorf("%s:\n%s\nwant:\n%s", want.name, want.got, wanted)
		}
	}
}

// foldLegal folds events that must all be legal.
func foldLegal(t *testing.T, events []pipeline.Event) pipeline.Story {
	var story pipeline.Story
	for _, ev := range events {
		next, err := story.Apply(ev)
		if err != nil {
			t.Errorf("the golden tells what cannot be: %v", err)
		}
		story = next
	}
	return story
}

func short(t *testing.T, line string, sequence int) pipeline.Event {
	ev := pipeline.Event{
		ID: pipeline.EventID(fmt.Sprintf("e%d", sequence)), Story: "s1", Version: 1, Time: Noon(),
		Sequence: uint64(sequence), Hash: fmt.Sprintf("hash%d", sequence), //nolint:gosec // small
	}
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&ev); err != nil {
		t.Fatalf("event %d: %v in %s", sequence, err, line)
	}
	return ev
}

// answer returns what the worker says to ev, as the sections then and error.
func answer(t *testing.T, work Work, story pipeline.Story, ev pipeline.Event) (then, failed string) {
	events, err := work(t.Context(), story, ev)
	for _, ev := range events {
		body, err := json.Marshal(struct {
			ID    pipeline.EventID `json:"id"`
			Story pipeline.StoryID `json:"story"`
			Task  pipeline.TaskID  `json:"task,omitempty"`
			Kind  pipeline.Kind    `json:"kind"`
			Actor pipeline.UserID  `json:"actor"`
			Cause pipeline.EventID `json:"cause"`
			Data  json.RawMessage  `json:"data"`
		}{ev.ID, ev.Story, ev.Task, ev.Kind, ev.Actor, ev.Cause, ev.Data})
		if err != nil {
			t.Fatal(err)
		}
		then += string(body) + "\n"
	}
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		return then, fmt.Sprintf("%s: %s\n", e.Kind, e.Public)
	}
	if err != nil {
		return then, err.Error() + "\n"
	}
	return then, ""
}

func section(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func lines(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return line == "" })
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, then, failed string) {
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "then" || f.Name == "error" })
	if failed == "" {
		archive.Files = append(archive.Files, txtar.File{Name: "then", Data: []byte(then)})
	} else {
		archive.Files = append(archive.Files, txtar.File{Name: "error", Data: []byte(failed)})
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil { //nolint:gosec // goldens are for all to read
		t.Fatal(err)
	}
}
