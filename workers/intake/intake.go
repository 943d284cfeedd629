// Package intake takes in what editors send: it reads the document, refuses
// what cannot be worked with before anything is stored, keeps the bytes, and
// enters the story into the journal. The API calls it.
package intake

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/tovmach/tovmach/glossary/translit"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// MaxBytes is the largest document that is taken in.
const MaxBytes = codec.MaxFile

// Vault keeps bytes and returns their digest.
type Vault interface {
	Put(ctx context.Context, data []byte) (string, error)
}

// Journal appends an event on the condition that its story ends at head.
type Journal interface {
	Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error)
}

// Intake reads and enters documents.
type Intake struct {
	vault   Vault
	journal Journal
	desks   []pipeline.DeskID
	house   House // nil: no draft is a duplicate
	archive Archive

	mu      sync.Mutex
	given   map[pipeline.Slug]bool // by this process: the fold learns of them a moment later
	entered []*draft               // so are these
}

// New returns an Intake for the desks of the newsroom; the first is where a
// story goes that names none.
func New(vault Vault, journal Journal, desks ...pipeline.DeskID) *Intake {
	return &Intake{vault: vault, journal: journal, desks: desks, given: map[pipeline.Slug]bool{}}
}

// Submit reads the document and enters it as a story; it returns the event as
// stored. taken tells which slugs are in use. The error is pipeline.Invalid
// when it cannot be worked with, or is not Ukrainian, and Conflict when it is nearly a
// story of the house and not said to come again; then nothing is stored. The notices
// say what was guessed and decided on the way.
func (i *Intake) Submit(ctx context.Context, d pipeline.Submission, taken func(pipeline.Slug) bool) (pipeline.Event, []codec.Notice, error) {
	if err := i.check(&d); err != nil {
		return pipeline.Event{}, nil, err
	}
	article, notices, err := read(d)
	if err != nil {
		return pipeline.Event{}, nil, err
	}
	story, id := pipeline.StoryID(pipeline.NewID()), pipeline.EventID(pipeline.NewID())
	if d.Key != "" {
		story = pipeline.StoryID(pipeline.DerivedID(string(d.By), d.Key))
		id = pipeline.EventID(pipeline.DerivedID(string(story), string(pipeline.KindStorySubmitted)))
	}
	text := newDraft(story, article)
	if err := i.enter(ctx, text, d.Again); err != nil {
		return pipeline.Event{}, nil, err
	}
	stored, err := i.store(ctx, d, id, text, article, taken)
	if err != nil {
		i.leave(text)
	}
	return stored, notices, err
}

// store puts the bytes into the vault and the story into the journal.
func (i *Intake) store(ctx context.Context, d pipeline.Submission, id pipeline.EventID, text *draft, article pipeline.Article, taken func(pipeline.Slug) bool) (pipeline.Event, error) {
	digest, err := i.vault.Put(ctx, d.Data) // before the event that names it
	if err != nil {
		return pipeline.Event{}, err
	}
	slug := i.slug(d.Slug, article, text, taken)
	ev, err := pipeline.NewEvent(id, text.story, d.By, pipeline.StorySubmitted{
		Slug: slug, Desk: d.Desk, Priority: d.Priority,
		Deadline: d.Deadline, Embargo: d.Embargo, Skills: d.Skills,
		Document: pipeline.Document{Name: d.Name, Digest: digest, Bytes: len(d.Data), Source: kept(d.Source, digest)},
		Article:  article, Sketch: text.sketch,
	})
	if err != nil {
		return pipeline.Event{}, err
	}
	return i.journal.Append(ctx, pipeline.Head{}, ev)
}

// kept is the snapshot of the page that was submitted, if one was.
func kept(page *pipeline.Snapshot, digest string) *pipeline.Snapshot {
	if page == nil {
		return nil
	}
	shot := *page
	shot.Digest = digest
	return &shot
}

// slug gives the story a slug that no other has.
func (i *Intake) slug(asked pipeline.Slug, article pipeline.Article, text *draft, taken func(pipeline.Slug) bool) pipeline.Slug {
	i.mu.Lock()
	defer i.mu.Unlock()
	s := free(asked, article, text.story, func(s pipeline.Slug) bool { return i.given[s] || taken(s) })
	i.given[s], text.slug = true, s
	return s
}

func (i *Intake) check(d *pipeline.Submission) error {
	if d.Desk == "" {
		d.Desk = i.desks[0]
	}
	if err := pipeline.KnownDesk(i.desks, d.Desk); err != nil {
		return err
	}
	if d.Priority == "" {
		d.Priority = pipeline.Normal
	}
	if !slices.Contains(pipeline.Priorities(), d.Priority) {
		return pipeline.Errorf(pipeline.Invalid, "there is no priority %q", d.Priority).
			WithHint("priorities: %s", pipeline.Join(pipeline.Priorities(), ", "))
	}
	for _, k := range d.Skills {
		if !pipeline.ValidToken(string(k)) {
			return pipeline.Errorf(pipeline.Invalid, "%q is no skill", k).
				WithHint("use up to 64 Latin letters, digits and dashes, such as legal")
		}
	}
	if d.Slug != "" && !pipeline.ValidToken(string(d.Slug)) {
		return pipeline.Errorf(pipeline.Invalid, "%q is no slug", d.Slug).
			WithHint("use up to 64 Latin letters, digits and dashes")
	}
	return nil
}

// slugLength bounds a slug that is made from a headline, in letters.
const slugLength = 48

// free returns the slug that was asked for, or one from the headline, with a
// number behind it when it is taken.
func free(slug pipeline.Slug, article pipeline.Article, story pipeline.StoryID, taken func(pipeline.Slug) bool) pipeline.Slug {
	if slug == "" {
		slug = slugOf(markup.Plain(article.Headline()))
	}
	if slug == "" {
		return pipeline.Slug(story)
	}
	if !taken(slug) {
		return slug
	}
	return slug[:min(len(slug), 57)] + "-" + pipeline.Slug(story[:6]) // 64 letters in all
}

// slugOf romanizes a headline and keeps its letters and digits, up to a word's
// end.
func slugOf(headline string) pipeline.Slug {
	var words []string
	length := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(translit.KMU55.String(headline)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		if length += len(w) + 1; length > slugLength && len(words) > 0 {
			break
		}
		words = append(words, w)
	}
	s := strings.Join(words, "-")
	return pipeline.Slug(s[:min(len(s), slugLength)])
}
