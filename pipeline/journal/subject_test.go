package journal

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestSubjects is the table of nats.md, section 2. Permissions name these
// subjects and stored events lie under them: none may ever change.
func TestSubjects(t *testing.T) {
	want := map[pipeline.Kind]string{
		pipeline.KindStorySubmitted:    "tovmach.story.S1.submitted",
		pipeline.KindSourceRevised:     "tovmach.story.S1.source_revised",
		pipeline.KindArticleSegmented:  "tovmach.story.S1.article_segmented",
		pipeline.KindSegmentsAnnotated: "tovmach.story.S1.segments_annotated",
		pipeline.KindTasksOpened:       "tovmach.story.S1.tasks_opened",
		pipeline.KindStoryAssembled:    "tovmach.story.S1.assembled",
		pipeline.KindStoryPublished:    "tovmach.story.S1.published",
		pipeline.KindDeliveryMade:      "tovmach.story.S1.delivery_made",
		pipeline.KindStoryArchived:     "tovmach.story.S1.archived",
		pipeline.KindSourceArchived:    "tovmach.story.S1.source_archived",
		pipeline.KindSourceChanged:     "tovmach.story.S1.source_changed",
		pipeline.KindSourceVanished:    "tovmach.story.S1.source_vanished",
		pipeline.KindSourceMissed:      "tovmach.story.S1.source_missed",
		pipeline.KindSourceRestored:    "tovmach.story.S1.source_restored",
		pipeline.KindEntryParked:       "tovmach.story.S1.entry_parked",
		pipeline.KindEntryRetried:      "tovmach.story.S1.entry_retried",
		pipeline.KindEntryDropped:      "tovmach.story.S1.entry_dropped",
		pipeline.KindTaskClaimed:       "tovmach.task.S1.T7.claimed",
		pipeline.KindTaskReleased:      "tovmach.task.S1.T7.released",
		pipeline.KindTaskExpired:       "tovmach.task.S1.T7.expired",
		pipeline.KindTaskCompleted:     "tovmach.task.S1.T7.completed",
		pipeline.KindTaskReturned:      "tovmach.task.S1.T7.returned",
		pipeline.KindTaskHandedOver:    "tovmach.task.S1.T7.handed_over",
		pipeline.KindTaskTakenOver:     "tovmach.task.S1.T7.taken_over",
		pipeline.KindTaskAssigned:      "tovmach.task.S1.T7.assigned",
		pipeline.KindTaskRestored:      "tovmach.task.S1.T7.restored",
		pipeline.KindTaskDivided:       "tovmach.task.S1.T7.divided",
		pipeline.KindTaskEscalated:     "tovmach.task.S1.T7.escalated",
		pipeline.KindSegmentTranslated: "tovmach.task.S1.T7.segment_translated",
		pipeline.KindSegmentSuggested:  "tovmach.task.S1.T7.segment_suggested",
		pipeline.KindSegmentReviewed:   "tovmach.task.S1.T7.segment_reviewed",
		pipeline.KindTermProposed:      "tovmach.glossary.main.proposed",
		pipeline.KindTermWithdrawn:     "tovmach.glossary.main.withdrawn",
		pipeline.KindTermApproved:      "tovmach.glossary.main.approved",
		pipeline.KindTermRejected:      "tovmach.glossary.main.rejected",
		pipeline.KindTermChanged:       "tovmach.glossary.main.changed",
		pipeline.KindTermReverted:      "tovmach.glossary.main.reverted",
		pipeline.KindTermRetired:       "tovmach.glossary.main.retired",
	}
	seen := map[string]pipeline.Kind{}
	for kind := range tokens {
		a := Aggregate{Story: "S1"}
		switch {
		case strings.HasPrefix(want[kind], "tovmach.task."):
			a.Task = "T7"
		case strings.HasPrefix(want[kind], "tovmach.glossary."):
			a = Aggregate{Base: pipeline.MainBase}
		}
		got, err := a.subject(kind)
		if err != nil || got != want[kind] {
			t.Errorf("%s lies under %q, %v; want %q", kind, got, err, want[kind])
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%s and %s lie under the same subject %s", kind, other, got)
		}
		seen[got] = kind
	}
	if len(tokens) != len(want) {
		t.Errorf("%d kinds have a subject, want %d", len(tokens), len(want))
	}
}

// TestFilters: an aggregate's filter takes every subject of it and none of any
// other, so that a condition guards one aggregate and no two filters overlap.
func TestFilters(t *testing.T) {
	aggregates := []Aggregate{
		{Story: "S1"},
		{Story: "S1", Task: "T1"},
		{Story: "S1", Task: "T2"},
		{Story: "S2"},
		{Story: "S2", Task: "T1"},
		{Story: "T1"},
		{Story: "T1", Task: "S1"},
		{Story: "claimed", Task: "S1"},
		{Story: "S1", Task: "claimed"},
		{Base: "main"},
		{Base: "S1"},
	}
	for _, a := range aggregates {
		for _, b := range aggregates {
			for kind, token := range tokens {
				if token.of != b.owner() {
					continue
				}
				subject, err := b.subject(kind)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := takes(a.filter(), subject), a == b; got != want {
					t.Errorf("the filter %s takes %s: %v", a.filter(), subject, got)
				}
				if wildcard := map[owner]string{ofStory: wildcardStory, ofTask: wildcardTask, ofBase: wildcardTerm}[token.of]; !takes(wildcard, subject) {
					t.Errorf("the stream's subject %s does not take %s", wildcard, subject)
				}
			}
		}
	}
	if !takes("a.*.c", "a.b.c") || takes("a.*.c", "a.b.c.d") || takes("a.*", "a") || takes("a.>", "a") || !takes("a.>", "a.b.c") {
		t.Error("the rule of NATS is not what this test takes it for")
	}
}

// takes reports whether the filter takes the subject, as NATS has it.
func takes(filter, subject string) bool {
	f, s := strings.Split(filter, "."), strings.Split(subject, ".")
	for i, token := range f {
		switch {
		case token == ">":
			return len(s) > i
		case i >= len(s) || token != "*" && token != s[i]:
			return false
		}
	}
	return len(f) == len(s)
}

func TestFiltersOfKinds(t *testing.T) {
	got, err := subjects([]pipeline.Kind{pipeline.KindTaskCompleted, pipeline.KindStorySubmitted})
	if want := "tovmach.task.*.*.completed tovmach.story.*.submitted"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("filters %v, %v; want %s", got, err, want)
	}
	if _, err := subjects([]pipeline.Kind{"ferry.sunk"}); err == nil {
		t.Error("an unknown kind has a filter")
	}
}
