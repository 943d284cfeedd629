package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
)

// Terms is the newsroom's termbase.
type Terms interface {
	Termbase() glossary.Termbase
	Proposals() []glossary.Proposal
	Find(text string) []glossary.Entry
	Decide(ctx context.Context, who pipeline.UserID, d glossary.Decision) error
}

// Termbase is the answer to a request for terms.
type Termbase struct {
	Revision  uint64              `json:"revision"`
	Entries   []glossary.Entry    `json:"entries"`
	Proposals []glossary.Proposal `json:"proposals"`
}

// Impact tells what a story has to do with an entry.
type Impact struct {
	Story    pipeline.StoryID    `json:"story"`
	Slug     pipeline.Slug       `json:"slug"`
	State    pipeline.StoryState `json:"state"`
	Segments int                 `json:"segments"` // in whose source the term stands
	Written  int                 `json:"written"`  // of these, with the present English form in the translation
	Revision int                 `json:"revision"` // of the termbase, when it was annotated
	Texts    []string            `json:"texts"`    // how it stands there, each form once
}

func (s *Server) terms(_ context.Context, _ pipeline.Person, in *struct {
	Query string `query:"q" doc:"text in either script and any case form; everything when left out" maxLength:"500"`
},
) (*struct{ Body Termbase }, error) {
	base := s.Terms.Termbase()
	out := Termbase{Revision: base.Revision, Entries: base.Entries, Proposals: s.Terms.Proposals()}
	if in.Query != "" {
		out.Entries = s.Terms.Find(in.Query)
	}
	out.Entries, out.Proposals = orEmpty(out.Entries), orEmpty(out.Proposals)
	return &struct{ Body Termbase }{out}, nil
}

// decide does an act on the termbase: a translator may propose and withdraw,
// the rest is the keeper's.
func (s *Server) decide(ctx context.Context, who pipeline.Person, in *struct{ Body glossary.Decision }) (*struct{ Body Termbase }, error) {
	d := in.Body
	if d.Act != glossary.Propose && d.Act != glossary.Withdraw && !who.Can(pipeline.Keeper) {
		return nil, pipeline.Errorf(pipeline.Denied, "%s may not %s terms: it needs the role keeper", who.Name, d.Act).
			WithHint("propose the term instead, for the keeper to decide")
	}
	ctx, cancel := context.WithTimeout(ctx, 4*patience) // an import is long
	defer cancel()
	if err := s.Terms.Decide(ctx, who.Name, d); err != nil {
		return nil, err
	}
	out := Termbase{Revision: s.Terms.Termbase().Revision, Entries: []glossary.Entry{}, Proposals: orEmpty(s.Terms.Proposals())}
	return &struct{ Body Termbase }{out}, nil
}

// OfEntry names the entry that a request is about.
type OfEntry struct {
	Entry string `path:"entry" doc:"the entry's id, or a text that finds it alone" maxLength:"500"`
}

// entry returns the entry with that id, or the only one that the text finds; one
// that has it as a term comes before those that have it in a longer one.
func (s *Server) entry(name string) (glossary.Entry, error) {
	if e, ok := s.Terms.Termbase().Entry(glossary.EntryID(name)); ok {
		return e, nil
	}
	found := s.Terms.Find(name)
	exact := slices.DeleteFunc(slices.Clone(found), func(e glossary.Entry) bool {
		return !slices.ContainsFunc(e.Terms, func(t glossary.Term) bool { return strings.EqualFold(t.Text, name) })
	})
	if len(exact) == 1 {
		return exact[0], nil
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return glossary.Entry{}, pipeline.Errorf(pipeline.NotFound, "there is no term %q", name).WithHint("`tovmach glossary find TEXT` looks for it")
	}
	ids := make([]string, len(found))
	for i, e := range found {
		ids[i] = string(e.ID)
	}
	return glossary.Entry{}, pipeline.Errorf(pipeline.Conflict, "%q is several terms", name).WithHint("say which: %s", strings.Join(ids, ", "))
}

func (s *Server) termHistory(ctx context.Context, who pipeline.Person, in *OfEntry) (*struct{ Body []Happening }, error) {
	id := in.Entry
	if e, err := s.entry(in.Entry); err == nil {
		id = string(e.ID)
	}
	events, err := s.Journal.BaseHistory(ctx, pipeline.MainBase)
	if err != nil {
		return nil, err
	}
	out := []Happening{}
	for _, ev := range events {
		if tells(ev, id) {
			out = append(out, happening(ev, who))
		}
	}
	if len(out) == 0 {
		if _, err := s.entry(in.Entry); err != nil {
			return nil, err
		}
	}
	return &struct{ Body []Happening }{out}, nil
}

// tells reports whether the event says something of the entry with that id.
func tells(ev pipeline.Event, id string) bool {
	type named struct {
		ID string `json:"id"`
	}
	var f struct {
		named
		IDs     []string `json:"ids"`
		Entries []named  `json:"entries"`
	}
	if json.Unmarshal(ev.Data, &f) != nil {
		return false
	}
	return f.ID == id || slices.Contains(f.IDs, id) || slices.Contains(f.Entries, named{id})
}

// impact lists the stories, open and finished, in which the term stands.
func (s *Server) impact(ctx context.Context, _ pipeline.Person, in *struct {
	OfEntry
	Archive bool `query:"archive" doc:"read archived stories too: a millisecond each"`
},
) (*struct{ Body []Impact }, error) {
	e, err := s.entry(in.Entry)
	if err != nil {
		return nil, err
	}
	index := match.New([]glossary.Entry{e}, match.Options{})
	target := strings.ToLower(e.Preferred("en"))
	out := []Impact{}
	stories := s.Stories.Open()
	if in.Archive {
		stories = s.Stories.All()
	}
	for _, story := range stories {
		if story, err = s.Journal.Unarchive(ctx, story); err != nil {
			return nil, err
		}
		if i := impactOn(story, index, target); i.Segments > 0 {
			out = append(out, i)
		}
	}
	return &struct{ Body []Impact }{out}, nil
}

func impactOn(story pipeline.Story, index *match.Index, target string) Impact {
	i := Impact{Story: story.ID, Slug: story.Slug, State: story.State(), Revision: story.Glossary, Texts: []string{}}
	texts := make([]string, len(story.Segments))
	for n, g := range story.Segments {
		texts[n] = g.Source
	}
	for n, hits := range index.FindArticle(texts) {
		if len(hits) == 0 {
			continue
		}
		i.Segments++
		if target != "" && strings.Contains(strings.ToLower(story.Segments[n].Target), target) {
			i.Written++
		}
		for _, h := range hits {
			if !slices.Contains(i.Texts, h.Text) {
				i.Texts = append(i.Texts, h.Text)
			}
		}
	}
	return i
}
