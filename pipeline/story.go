package pipeline

import (
	"slices"
	"time"
)

// A Story is the thing that moves through the newsroom: one source article,
// the work on it, and what became of it. It is the fold of its events and a
// plain value: a story once read never changes under its reader.
type Story struct {
	ID          StoryID
	Slug        Slug
	Desk        DeskID
	Priority    Priority
	Deadline    *time.Time
	Embargo     *time.Time
	Skills      []Skill // that its tasks ask for
	SubmittedBy UserID
	SubmittedAt time.Time
	Document    Document
	Trace       Trace // of its submission: acts without one of their own join it

	Sources []Source // the pages that it came from and cites, as far as they were looked at

	Revision int // of the newest source, from 1
	Source   Article
	Segments []Segment
	Glossary int  // revision of the termbase that annotated it
	Prepared bool // segmented and annotated
	Tasks    []Task

	// Revised is the newest source while its segments are not cut yet: Revision and
	// Document are its, Source and Segments are of the one before.
	Revised   *Article
	Changes   Changes       // that the last revision brought
	Past      []PastSegment // that left the source
	Annotated int           // the revision of the source whose segments are annotated
	Sketch    Sketch        // of the newest source

	// Target is the English article, once assembled. Edition counts the
	// assemblies; Assembled says that the last one is not out of date.
	Target      Article
	Edition     int
	Assembled   bool
	AssembledAt uint64   // sequence of that event
	BasedOn     int      // the revision of the source that Target is the translation of
	Origin      *Article // that source, where Source is a newer one
	Published   int      // the edition that went out last, 0 for none
	PublishedOf int      // the revision of the source that that edition is the translation of
	PublishedAt time.Time
	Outlets     []string
	Deliveries  []DeliveryMade
	Parked      []ParkedEntry // that wait for a person

	// Archive is where the story's events lie that left the journal. Of one that is Away
	// nothing is known but what the archiving event tells: the rest is read there.
	Archive *Archive
	Away    bool

	MovedAt  time.Time // when the last event was told
	Head     Head      // where the story's own events end
	Sequence uint64    // the last event of any of its aggregates
	events   []EventID
}

// Head is where an aggregate ends: the next event of it is appended on the
// condition that this is still so.
type Head struct {
	Sequence uint64
	Hash     string // SHA-256 of the stored bytes, in hex
}

// Priority is how urgent a story is.
type Priority string

// The priorities, most urgent first.
const (
	Flash  Priority = "flash"
	Urgent Priority = "urgent"
	Normal Priority = "normal"
	Hold   Priority = "hold"
)

// Priorities lists them, most urgent first.
func Priorities() []Priority { return []Priority{Flash, Urgent, Normal, Hold} }

// StoryState is where a story stands; it follows from the events.
type StoryState string

// The states of a story, in order.
const (
	Submitted   StoryState = "submitted"
	Prepared    StoryState = "prepared" // its tasks can be claimed
	Translating StoryState = "translating"
	InReview    StoryState = "review"
	Ready       StoryState = "ready" // assembled
	Published   StoryState = "published"
)

// State tells where the story stands.
func (s Story) State() StoryState {
	switch {
	case s.Assembled && s.Published == s.Edition:
		return Published
	case s.Assembled:
		return Ready
	case len(s.Tasks) == 0:
		return Submitted
	}
	state := Prepared
	for _, t := range s.Tasks {
		switch {
		case t.Kind == Review && t.State != TaskDone:
			return InReview
		case t.State != TaskOpen || t.Note != "":
			state = Translating
		}
	}
	return state
}

// Task returns the task with that id.
func (s Story) Task(id TaskID) (Task, bool) {
	i := slices.IndexFunc(s.Tasks, func(t Task) bool { return t.ID == id })
	if i < 0 {
		return Task{}, false
	}
	return s.Tasks[i], true
}

// Segment returns the segment with that id.
func (s Story) Segment(id SegmentID) (Segment, bool) {
	i := slices.IndexFunc(s.Segments, func(g Segment) bool { return g.ID == id })
	if i < 0 {
		return Segment{}, false
	}
	return s.Segments[i], true
}

// SegmentsOf returns the task's segments in the order of the article.
func (s Story) SegmentsOf(t Task) []Segment {
	in := setOf(t.Segments)
	out := make([]Segment, 0, len(t.Segments))
	for _, g := range s.Segments {
		if in[g.ID] {
			out = append(out, g)
		}
	}
	return out
}

func setOf(ids []SegmentID) map[SegmentID]bool {
	set := make(map[SegmentID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// Has reports whether the event is part of the story.
func (s Story) Has(id EventID) bool { return slices.Contains(s.events, id) }

// Finished reports whether every segment of the newest source was approved by a
// reviewer and no task is left open.
func (s Story) Finished() bool {
	if s.Revised != nil {
		return false
	}
	reviewed := false
	for _, t := range s.Tasks {
		if t.State != TaskDone {
			return false
		}
		reviewed = reviewed || t.Kind == Review
	}
	for _, g := range s.Segments {
		if g.State != Reviewed {
			return false
		}
	}
	return reviewed
}

// Delivered reports whether the outlet has that edition.
func (s Story) Delivered(outlet string, edition int) bool {
	return slices.ContainsFunc(s.Deliveries, func(d DeliveryMade) bool {
		return d.Outlet == outlet && d.Edition == edition
	})
}

// LastDelivered returns the edition that the outlet had last, 0 for none.
func (s Story) LastDelivered(outlet string) int {
	last := 0
	for _, d := range s.Deliveries {
		if d.Outlet == outlet {
			last = max(last, d.Edition)
		}
	}
	return last
}
