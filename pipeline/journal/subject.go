package journal

import (
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
)

// The streams, and the largest body of an event in bytes.
const (
	streamEvents = "TOVMACH_EVENTS"
	streamOutbox = "TOVMACH_OUTBOX"
	streamParked = "TOVMACH_PARKED"

	maxBody = 900 << 10
)

// The subjects: the only place that spells them.
const (
	subjectStory    = "tovmach.story.%s.%s"   // tovmach.story.<story>.<kind>
	subjectTask     = "tovmach.task.%s.%s.%s" // tovmach.task.<story>.<task>.<kind>
	subjectParked   = "tovmach.parked.%s.%d"  // tovmach.parked.<worker>.<sequence>
	wildcardStory   = "tovmach.story.*.*"     // every event of every story itself
	wildcardTask    = "tovmach.task.*.*.*"    // every event of every task
	wildcardTerm    = "tovmach.glossary.*.*"  // every event of every termbase
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
	task  bool // an event of the task's aggregate, not of the story's
}{
	pipeline.KindStorySubmitted:    {"submitted", false},
	pipeline.KindArticleSegmented:  {"article_segmented", false},
	pipeline.KindSegmentsAnnotated: {"segments_annotated", false},
	pipeline.KindTasksOpened:       {"tasks_opened", false},
	pipeline.KindTaskClaimed:       {"claimed", true},
	pipeline.KindTaskReleased:      {"released", true},
	pipeline.KindTaskExpired:       {"expired", true},
	pipeline.KindSegmentTranslated: {"segment_translated", true},
	pipeline.KindSegmentSuggested:  {"segment_suggested", true},
	pipeline.KindSegmentReviewed:   {"segment_reviewed", true},
	pipeline.KindTaskCompleted:     {"completed", true},
	pipeline.KindTaskReturned:      {"returned", true},
	pipeline.KindStoryAssembled:    {"assembled", false},
	pipeline.KindStoryPublished:    {"published", false},
	pipeline.KindDeliveryMade:      {"delivery_made", false},
	pipeline.KindEntryParked:       {"entry_parked", false},
	pipeline.KindEntryRetried:      {"entry_retried", false},
}

// An Aggregate is what one condition guards: a story, or a task of it.
type Aggregate struct {
	Story pipeline.StoryID
	Task  pipeline.TaskID // empty for the story itself
}

// aggregateOf returns the aggregate that ev belongs to.
func aggregateOf(ev pipeline.Event) Aggregate { return Aggregate{ev.Story, ev.Task} }

// filter is the one filter string of the aggregate. Filters never overlap: a
// cluster compares appends in flight by the exact string.
func (a Aggregate) filter() string {
	if a.Task != "" {
		return fmt.Sprintf(subjectTask, a.Story, a.Task, ">")
	}
	return fmt.Sprintf(subjectStory, a.Story, ">")
}

// subject is where an event of that kind is stored.
func (a Aggregate) subject(kind pipeline.Kind) (string, error) {
	t, ok := tokens[kind]
	switch {
	case !ok:
		return "", fmt.Errorf("event kind %q has no subject", kind)
	case t.task != (a.Task != ""):
		return "", fmt.Errorf("event kind %q is not of aggregate %v", kind, a)
	case !pipeline.ValidToken(string(a.Story)) || a.Task != "" && !pipeline.ValidToken(string(a.Task)):
		return "", fmt.Errorf("aggregate %q is no token", a)
	case t.task:
		return fmt.Sprintf(subjectTask, a.Story, a.Task, t.token), nil
	}
	return fmt.Sprintf(subjectStory, a.Story, t.token), nil
}

// subjects returns the filters by which a worker hears kinds.
func subjects(kinds []pipeline.Kind) ([]string, error) {
	out := make([]string, 0, len(kinds))
	for _, k := range kinds {
		t, ok := tokens[k]
		switch {
		case !ok:
			return nil, fmt.Errorf("event kind %q has no subject", k)
		case t.task:
			out = append(out, fmt.Sprintf(subjectTask, "*", "*", t.token))
		default:
			out = append(out, fmt.Sprintf(subjectStory, "*", t.token))
		}
	}
	return out, nil
}
