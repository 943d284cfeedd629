package api

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Source is a page that a story came from or cites, and what is kept of it.
type Source struct {
	URL       string              `json:"url"`
	State     pipeline.PageState  `json:"state" doc:"kept, changed, gone, refused, awaited (it could not be read yet) or unseen (nobody looked)"`
	Since     *time.Time          `json:"since,omitempty" doc:"of the state"`
	Reason    string              `json:"reason,omitempty" doc:"why it was refused, how it went, or why it could not be read"`
	Wording   string              `json:"wording,omitempty" doc:"what the story may say beside the link"`
	Snapshots []pipeline.Snapshot `json:"snapshots,omitempty" doc:"oldest first"`
}

// unseen is the state of pages that nobody looked at.
const unseen pipeline.PageState = "unseen"

// source is a page with its snapshots, of which header has what the servers said.
func source(p pipeline.Source, header map[string][]pipeline.Meta) Source {
	out := Source{URL: p.URL, State: p.State, Reason: p.Reason, Wording: p.Wording()}
	if !p.Since.IsZero() {
		out.Since = &p.Since
	}
	if header == nil {
		return out
	}
	for _, shot := range p.Kept {
		shot.Header = header[shot.Digest]
		out.Snapshots = append(out.Snapshots, shot)
	}
	return out
}

func (s *Server) sources(ctx context.Context, _ pipeline.Person, in *OfStory) (*struct{ Body []Source }, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	events, err := s.Journal.History(ctx, story)
	if err != nil {
		return nil, err
	}
	header := headers(events)
	out := []Source{}
	for _, p := range story.Sources {
		out = append(out, source(p, header))
	}
	for _, cited := range story.Cited() {
		if _, known := story.SourceOf(cited); !known {
			out = append(out, Source{URL: cited, State: unseen})
		}
	}
	return &struct{ Body []Source }{out}, nil
}

// headers are what servers said beside each snapshot; the fold forgets them.
func headers(events []pipeline.Event) map[string][]pipeline.Meta {
	out := map[string][]pipeline.Meta{}
	note := func(shot *pipeline.Snapshot) {
		if shot != nil {
			out[shot.Digest] = shot.Header
		}
	}
	for _, ev := range events {
		switch ev.Kind {
		case pipeline.KindStorySubmitted:
			f, _ := pipeline.Decode[pipeline.StorySubmitted](ev) // one that cannot be read tells nothing
			note(f.Document.Source)
		case pipeline.KindSourceArchived:
			f, _ := pipeline.Decode[pipeline.SourceArchived](ev)
			for _, page := range f.Pages {
				note(page.Kept)
			}
		case pipeline.KindSourceChanged:
			f, _ := pipeline.Decode[pipeline.SourceChanged](ev)
			note(&f.Kept)
		}
	}
	return out
}

// asKept is a snapshot's bytes. They are a stranger's: no browser shows them as a
// page of ours.
type asKept struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) snapshot(ctx context.Context, _ pipeline.Person, in *struct {
	OfStory
	Digest string `path:"digest" doc:"of the snapshot, SHA-256 in hex" maxLength:"64"`
},
) (*asKept, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	for _, p := range story.Sources {
		for _, shot := range p.Kept {
			if shot.Digest == in.Digest {
				data, err := s.Vault.Get(ctx, in.Digest)
				return &asKept{"application/octet-stream", "attachment", data}, err
			}
		}
	}
	return nil, pipeline.Errorf(pipeline.NotFound, "story %s has no snapshot %s", story.Slug, in.Digest).
		WithHint("`tovmach sources %s` lists them", story.Slug)
}

// submittedPage is a document that is sent in, or read.
type submittedPage struct {
	name   string
	data   []byte
	source *pipeline.Snapshot
}

// page returns the document of a submission: what was sent, or the page at the
// address.
func (s *Server) page(ctx context.Context, in *submission) (submittedPage, error) {
	switch {
	case in.URL == "":
		return submittedPage{name: in.Name, data: in.RawBody}, nil
	case len(in.RawBody) > 0:
		return submittedPage{}, pipeline.Errorf(pipeline.Invalid, "both a document and an address were sent").WithHint("send one of them")
	case s.Pages == nil:
		return submittedPage{}, pipeline.Errorf(pipeline.Unavailable, "this server reads no pages").WithHint("save the page and submit the file")
	}
	read, err := s.Pages.Fetch(ctx, pipeline.Visit{URL: in.URL, Types: []string{"text/html", "application/xhtml+xml"}})
	if err != nil {
		return submittedPage{}, err
	}
	at, err := url.Parse(cmp.Or(read.Final, read.URL))
	if err != nil {
		return submittedPage{}, err
	}
	return submittedPage{name: strings.ToLower(at.Hostname()) + ".html", data: read.Data, source: &read.Snapshot}, nil
}

// Sources returns the pages that the story came from and cites.
func (c *Client) Sources(ctx context.Context, story string) (out []Source, err error) {
	return out, c.json(ctx, "sources", http.MethodGet, "/stories/"+url.PathEscape(story)+"/sources", nil, nil, &out)
}

// Snapshot returns a page as it was kept.
func (c *Client) Snapshot(ctx context.Context, story, digest string) ([]byte, error) {
	r, err := c.request(ctx, http.MethodGet, "/stories/"+url.PathEscape(story)+"/sources/"+url.PathEscape(digest), nil, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "*/*")
	return c.do("sources", r)
}
