package pipeline_test

import (
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// TestArchivable: only what is finished, out and quiet leaves the journal.
func TestArchivable(t *testing.T) {
	t.Parallel()
	const quiet = 24 * time.Hour
	later := noon().Add(48 * time.Hour)
	out := func(t *testing.T) *tale {
		a := approved(t)
		a.tell("", "worker:assembler", a.assembly())
		a.tell("", "worker:publisher", pipeline.StoryPublished{Edition: 1, Outlets: []string{"folder", "wire"}})
		a.tell("", "worker:publisher", pipeline.DeliveryMade{Outlet: "folder", Edition: 1})
		return a
	}
	all := func(t *testing.T) *tale {
		a := out(t)
		a.tell("", "worker:publisher", pipeline.DeliveryMade{Outlet: "wire", Edition: 1})
		return a
	}
	for _, tt := range []struct {
		name string
		tale func(*testing.T) *tale
		now  time.Time
		want bool
	}{
		{"approved only", func(t *testing.T) *tale { return approved(t) }, later, false},
		{"an outlet has it not", out, later, false},
		{"every outlet has it", all, later, true},
		{"not quiet yet", all, noon().Add(time.Hour), false},
		{"something waits for a person", func(t *testing.T) *tale {
			a := all(t)
			a.tell("", "worker:publisher", pipeline.EntryParked{Worker: "publisher", Sequence: 1})
			return a
		}, later, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.tale(t).Archivable(tt.now, quiet); got != tt.want {
				t.Errorf("archivable: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestArchived: what is left of a story says where the rest is, and the rest
// makes it whole.
func TestArchived(t *testing.T) {
	t.Parallel()
	a := approved(t)
	a.tell("", "worker:assembler", a.assembly())
	before, events := a.Story, len(a.events)
	a.tell("", "worker:housekeeper", before.ArchivedAs("d1", events))
	remnant := a.Story
	if !remnant.Away || remnant.Archive.Digest != "d1" || len(remnant.Segments) > 0 || remnant.Slug != before.Slug || remnant.Archivable(noon().Add(time.Hour), 0) {
		t.Errorf("left is %+v", remnant)
	}
	whole, err := remnant.Unarchived(a.events[:events])
	if err != nil || whole.Away || len(whole.Segments) != len(before.Segments) || whole.Head != remnant.Head {
		t.Errorf("whole again it is %+v, %v", whole, err)
	}
	if _, err := remnant.Unarchived(a.events[:events-1]); err == nil {
		t.Error("it is whole without its last event")
	}
}
