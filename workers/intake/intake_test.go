package intake_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers/intake"
)

// stores are the vault and the journal; they write down what is stored, in
// order.
type stores struct {
	calls  []string
	data   []byte
	event  pipeline.Event
	broken error
}

func (s *stores) Put(_ context.Context, data []byte) (string, error) {
	s.calls, s.data = append(s.calls, "vault"), data
	return "d1", s.broken
}

func (s *stores) Append(_ context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error) {
	s.calls, s.event = append(s.calls, "journal"), ev
	if head != (pipeline.Head{}) {
		return ev, errors.New("a new story has no head")
	}
	ev.Sequence = 7
	return ev, nil
}

func free(pipeline.Slug) bool  { return false }
func taken(pipeline.Slug) bool { return true }

// submit submits to two desks, and returns what was told.
func submit(t *testing.T, s *stores, d pipeline.Submission, inUse func(pipeline.Slug) bool) (pipeline.Event, pipeline.StorySubmitted) {
	t.Helper()
	ev, _, err := intake.New(s, s, "news", "culture").Submit(t.Context(), d, inUse)
	if err != nil {
		t.Fatal(err)
	}
	fact, err := pipeline.Decode[pipeline.StorySubmitted](ev)
	if err != nil {
		t.Fatal(err)
	}
	return ev, fact
}

func TestSubmit(t *testing.T) {
	deadline, embargo := pipelinetest.Noon(), pipelinetest.Noon().AddDate(0, 0, 1)
	data := []byte("# Пором іде\n\nВін **іде**.\n")
	s := &stores{}
	ev, fact := submit(t, s, pipeline.Submission{
		Name: "ferry.md", Data: data, Slug: "my-ferry", Desk: "culture", Priority: pipeline.Flash,
		Deadline: &deadline, Embargo: &embargo, By: "ira",
	}, free)
	if want := []string{"vault", "journal"}; !reflect.DeepEqual(s.calls, want) {
		t.Errorf("stored in %v, want %v: the bytes before the event that names them", s.calls, want)
	}
	if ev.Sequence != 7 || ev.Actor != "ira" || ev.Kind != pipeline.KindStorySubmitted || !pipeline.ValidToken(string(ev.Story)) || !pipeline.ValidToken(string(ev.ID)) {
		t.Errorf("event %+v", ev)
	}
	if !bytes.Equal(s.data, data) || fact.Document != (pipeline.Document{Name: "ferry.md", Digest: "d1", Bytes: len(data)}) {
		t.Errorf("document %+v of %q", fact.Document, s.data)
	}
	if fact.Slug != "my-ferry" || fact.Desk != "culture" || fact.Priority != pipeline.Flash || !fact.Deadline.Equal(deadline) || !fact.Embargo.Equal(embargo) {
		t.Errorf("fact %+v", fact)
	}
	if fact.Article.Headline() != "Пором іде" || fact.Article.Format != pipeline.Markdown || fact.Article.Lang != pipeline.Ukrainian {
		t.Errorf("article %+v", fact.Article)
	}
	if _, fact := submit(t, &stores{}, pipeline.Submission{Name: "a.txt", Data: data, By: "ira"}, free); fact.Desk != "news" || fact.Priority != pipeline.Normal {
		t.Errorf("without a word it goes to %s with priority %s, want the first desk and normal", fact.Desk, fact.Priority)
	}
}

// TestSubmitRefused: what cannot be worked with is refused before anything is
// stored, and says what would do.
func TestSubmitRefused(t *testing.T) {
	good := []byte("Пором іде.")
	for _, tt := range []struct {
		name       string
		d          pipeline.Submission
		says, hint string
	}{
		{"unknown desk", pipeline.Submission{Data: good, Desk: "sport"}, `"sport"`, "news, culture"},
		{"unknown priority", pipeline.Submission{Data: good, Priority: "soon"}, `"soon"`, "flash, urgent, normal, hold"},
		{"slug with a path", pipeline.Submission{Data: good, Slug: "../ferry"}, "slug", "Latin"},
		{"slug in Cyrillic", pipeline.Submission{Data: good, Slug: "пором"}, "slug", "Latin"},
		{"slug too long", pipeline.Submission{Data: good, Slug: pipeline.Slug(strings.Repeat("a", 65))}, "slug", "64"},
		{"empty file", pipeline.Submission{}, "empty", ""},
		{"no words", pipeline.Submission{Data: []byte("---\n")}, "", ""},
		{"broken document", pipeline.Submission{Name: "a.docx", Data: []byte("PK\x03\x04\x00\x00\x00")}, "damaged", ""},
		{"too large", pipeline.Submission{Data: bytes.Repeat([]byte("а"), intake.MaxBytes/2+1)}, "bytes", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &stores{}
			_, _, err := intake.New(s, s, "news", "culture").Submit(t.Context(), tt.d, free)
			e, ok := errors.AsType[*pipeline.Error](err)
			if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.says) || !strings.Contains(e.Hint, tt.hint) || e.Hint == "" {
				t.Errorf("%#v, want it invalid, for %q and with the hint %q", err, tt.says, tt.hint)
			}
			if len(s.calls) > 0 {
				t.Errorf("stored in %v", s.calls)
			}
		})
	}
}

func TestSubmitVaultFails(t *testing.T) {
	s := &stores{broken: pipeline.Errorf(pipeline.Unavailable, "no room")}
	_, _, err := intake.New(s, s, "news").Submit(t.Context(), pipeline.Submission{Data: []byte("Пором іде.")}, free)
	if !errors.Is(err, s.broken) || len(s.calls) != 1 {
		t.Errorf("%v after %v: nothing may name bytes that are not kept", err, s.calls)
	}
}

// TestIdempotencyKey: the same key by the same person is the same story; the
// journal gives the event that it has.
func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, stories := pipelinetest.JournalOn(t, nc)
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	in := intake.New(v, j, "news")
	send := func(key string, by pipeline.UserID, inUse func(pipeline.Slug) bool) pipeline.Event {
		t.Helper()
		ev, _, err := in.Submit(t.Context(), pipeline.Submission{Data: []byte("Пором іде."), By: by, Key: key}, inUse)
		if err != nil {
			t.Fatal(err)
		}
		return ev
	}
	first := send("k1", "ira", free)
	if again := send("k1", "ira", taken); !reflect.DeepEqual(again, first) {
		t.Errorf("sent again it is\n%+v\nand was\n%+v", again, first)
	}
	for name, other := range map[string]pipeline.Event{
		"another key": send("k2", "ira", free), "by another": send("k1", "olena", free), "without key": send("", "ira", free), "again without": send("", "ira", free),
	} {
		if other.Story == first.Story {
			t.Errorf("%s: it is the same story", name)
		}
	}
	last, err := j.Last(t.Context())
	if err != nil || last != 5 {
		t.Errorf("%d events, %v; want 5", last, err)
	}
	if err := stories.WaitFor(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	if data, err := v.Get(t.Context(), stories.All()[0].Document.Digest); err != nil || string(data) != "Пором іде." {
		t.Errorf("the vault has %q, %v", data, err)
	}
}

func TestSlug(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       pipeline.Slug
	}{
		{"romanized", "# Згорани: їжак і п'ять «щук» 2020 року", "zghorany-yizhak-i-piat-shchuk-2020-roku"},
		{"marks are no words", "# **Пором** іде до [Києва](https://example.com)", "porom-ide-do-kyieva"},
		{"whole words only", "# Держспецзв'язку забороняє китайське обладнання у мережах зв'язку", "derzhspetszviazku-zaboroniaie-kytaiske"},
		{"Latin stays", "# HUAWEI і ZTE", "huawei-i-zte"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := pipeline.Submission{Name: "a.md", Data: []byte(tt.text + "\n\nПором іде.\n")}
			ev, fact := submit(t, &stores{}, d, free)
			if fact.Slug != tt.want {
				t.Errorf("slug %q, want %q", fact.Slug, tt.want)
			}
			if _, fact := submit(t, &stores{}, d, taken); fact.Slug == tt.want || !strings.HasPrefix(string(fact.Slug), string(tt.want)) || !pipeline.ValidToken(string(fact.Slug)) {
				t.Errorf("slug %q, want %q with something behind it", fact.Slug, tt.want)
			}
			if !pipeline.ValidToken(string(fact.Slug)) || ev.Story == "" {
				t.Errorf("slug %q is no token", fact.Slug)
			}
		})
	}
	t.Run("one long word", func(t *testing.T) {
		_, fact := submit(t, &stores{}, pipeline.Submission{Name: "a.md", Data: []byte("# " + strings.Repeat("щ", 60) + "\n\nПором.\n")}, free)
		if !pipeline.ValidToken(string(fact.Slug)) || len(fact.Slug) != 48 {
			t.Errorf("slug %q", fact.Slug)
		}
	})
	t.Run("asked for, long and in use", func(t *testing.T) {
		asked := pipeline.Slug(strings.Repeat("a", 64))
		if _, fact := submit(t, &stores{}, pipeline.Submission{Data: []byte("Пором."), Slug: asked}, taken); fact.Slug == asked || !pipeline.ValidToken(string(fact.Slug)) {
			t.Errorf("slug %q", fact.Slug)
		}
	})
	t.Run("no letter of ours", func(t *testing.T) {
		ev, fact := submit(t, &stores{}, pipeline.Submission{Name: "a.md", Data: []byte("# 東京\n\nПором.\n")}, free)
		if string(fact.Slug) != string(ev.Story) {
			t.Errorf("slug %q, want the story's id", fact.Slug)
		}
	})
}
