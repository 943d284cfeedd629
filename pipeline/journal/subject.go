package journal

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// The streams, and the largest payload and body of an event in bytes.
const (
	streamEvents = "TOVMACH_EVENTS"
	streamOutbox = "TOVMACH_OUTBOX"
	streamParked = "TOVMACH_PARKED"

	maxInline = 256 << 10 // of a payload; more goes into the vault
	maxBody   = 320 << 10
)

// The subjects: the only place that spells them.
const (
	subjectStory    = "tovmach.story.%s.%s"    // tovmach.story.<story>.<kind>
	subjectTask     = "tovmach.task.%s.%s.%s"  // tovmach.task.<story>.<task>.<kind>
	subjectBase     = "tovmach.glossary.%s.%s" // tovmach.glossary.<base>.<kind>
	subjectParked   = "tovmach.parked.%s.%d"   // tovmach.parked.<worker>.<sequence>
	wildcardStory   = "tovmach.story.*.*"      // every event of every story itself
	wildcardTask    = "tovmach.task.*.*.*"     // every event of every task
	wildcardTerm    = "tovmach.glossary.*.*"   // every event of every termbase
	wildcardParked  = "tovmach.parked.*.*"
	wildcardStories = "tovmach.stories.*.*" // finished stories: <language>.<desk>
)

// tokens are the last tokens of subjects: the kind with its dot as underscore,
// less the aggregate's own noun. Literals, never computed: permissions and
// filters name them.
//
//nolint:gochecknoglobals // a constant table
var tokens = map[pipeline.Kind]struct {
	token string
	of    owner
}{
	pipeline.KindStorySubmitted:    {"submitted", ofStory},
	pipeline.KindSourceRevised:     {"source_revised", ofStory},
	pipeline.KindArticleSegmented:  {"article_segmented", ofStory},
	pipeline.KindSegmentsAnnotated: {"segments_annotated", ofStory},
	pipeline.KindTasksOpened:       {"tasks_opened", ofStory},
	pipeline.KindTaskClaimed:       {"claimed", ofTask},
	pipeline.KindTaskReleased:      {"released", ofTask},
	pipeline.KindTaskExpired:       {"expired", ofTask},
	pipeline.KindSegmentTranslated: {"segment_translated", ofTask},
	pipeline.KindSegmentSuggested:  {"segment_suggested", ofTask},
	pipeline.KindSegmentReviewed:   {"segment_reviewed", ofTask},
	pipeline.KindTaskCompleted:     {"completed", ofTask},
	pipeline.KindTaskReturned:      {"returned", ofTask},
	pipeline.KindTaskHandedOver:    {"handed_over", ofTask},
	pipeline.KindTaskTakenOver:     {"taken_over", ofTask},
	pipeline.KindTaskAssigned:      {"assigned", ofTask},
	pipeline.KindTaskRestored:      {"restored", ofTask},
	pipeline.KindTaskDivided:       {"divided", ofTask},
	pipeline.KindTaskEscalated:     {"escalated", ofTask},
	pipeline.KindStoryAssembled:    {"assembled", ofStory},
	pipeline.KindStoryPublished:    {"published", ofStory},
	pipeline.KindDeliveryMade:      {"delivery_made", ofStory},
	pipeline.KindStoryArchived:     {"archived", ofStory},
	pipeline.KindSourceArchived:    {"source_archived", ofStory},
	pipeline.KindSourceChanged:     {"source_changed", ofStory},
	pipeline.KindSourceVanished:    {"source_vanished", ofStory},
	pipeline.KindSourceMissed:      {"source_missed", ofStory},
	pipeline.KindSourceRestored:    {"source_restored", ofStory},
	pipeline.KindEntryParked:       {"entry_parked", ofStory},
	pipeline.KindEntryRetried:      {"entry_retried", ofStory},
	pipeline.KindEntryDropped:      {"entry_dropped", ofStory},
	pipeline.KindTermProposed:      {"proposed", ofBase},
	pipeline.KindTermWithdrawn:     {"withdrawn", ofBase},
	pipeline.KindTermApproved:      {"approved", ofBase},
	pipeline.KindTermRejected:      {"rejected", ofBase},
	pipeline.KindTermChanged:       {"changed", ofBase},
	pipeline.KindTermRetired:       {"retired", ofBase},
	pipeline.KindTermReverted:      {"reverted", ofBase},
}

// owner is the sort of aggregate that an event belongs to.
type owner int

const (
	ofStory owner = iota
	ofTask
	ofBase
)

// An Aggregate is what one condition guards: a story, a task of it, or a
// termbase.
type Aggregate struct {
	Story pipeline.StoryID
	Task  pipeline.TaskID // empty for the story itself
	Base  pipeline.BaseID // of a termbase, and then nothing else
}

// aggregateOf returns the aggregate that ev belongs to.
func aggregateOf(ev pipeline.Event) Aggregate { return Aggregate{ev.Story, ev.Task, ev.Base} }

func (a Aggregate) owner() owner {
	switch {
	case a.Base != "":
		return ofBase
	case a.Task != "":
		return ofTask
	}
	return ofStory
}

// under is the aggregate's subject with that last token. Filters (">") never
// overlap: a cluster compares appends in flight by the exact string.
func (a Aggregate) under(token string) string {
	switch a.owner() {
	case ofBase:
		return fmt.Sprintf(subjectBase, a.Base, token)
	case ofTask:
		return fmt.Sprintf(subjectTask, a.Story, a.Task, token)
	}
	return fmt.Sprintf(subjectStory, a.Story, token)
}

// filter is the one filter string of the aggregate.
func (a Aggregate) filter() string { return a.under(">") }

// subject is where an event of that kind is stored.
func (a Aggregate) subject(kind pipeline.Kind) (string, error) {
	t, ok := tokens[kind]
	switch {
	case !ok:
		return "", fmt.Errorf("event kind %q has no subject", kind)
	case t.of != a.owner() || a.Base != "" && a.Story != "":
		return "", fmt.Errorf("event kind %q is not of aggregate %v", kind, a)
	}
	for _, id := range []string{string(a.Story), string(a.Task), string(a.Base)} {
		if id != "" && !pipeline.ValidToken(id) {
			return "", fmt.Errorf("aggregate %q is no token", a)
		}
	}
	if a.Story == "" && a.Base == "" {
		return "", fmt.Errorf("event kind %q names no story", kind)
	}
	return a.under(t.token), nil
}

// archivedStory returns the story that the subject says is archived.
func archivedStory(subject string) (pipeline.StoryID, bool) {
	noun, rest, _ := strings.Cut(subject, ".story.")
	story, ok := strings.CutSuffix(rest, ".archived")
	return pipeline.StoryID(story), ok && noun == "tovmach"
}

// subjects returns the filters by which a worker hears kinds.
func subjects(kinds []pipeline.Kind) ([]string, error) {
	every := map[owner]Aggregate{ofStory: {Story: "*"}, ofTask: {Story: "*", Task: "*"}, ofBase: {Base: "*"}}
	out := make([]string, 0, len(kinds))
	for _, k := range kinds {
		t, ok := tokens[k]
		if !ok {
			return nil, fmt.Errorf("event kind %q has no subject", k)
		}
		out = append(out, every[t.of].under(t.token))
	}
	return out, nil
}
