// Package api is the newsroom over HTTP: JSON under /api/v1, described by
// /openapi.json, and the Go client that the commands use. Both ends share one
// set of documents and one error type.
package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/workers/metrics"
)

// Journal is the record that the API appends to.
type Journal interface {
	Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error)
	History(ctx context.Context, story pipeline.Story) ([]pipeline.Event, error)
	Unarchive(ctx context.Context, story pipeline.Story) (pipeline.Story, error)
	BaseHistory(ctx context.Context, base pipeline.BaseID) ([]pipeline.Event, error)
	Last(ctx context.Context) (uint64, error)
}

// Stories is what the API knows.
type Stories interface {
	Story(id pipeline.StoryID) (pipeline.Story, bool)
	OfTask(id pipeline.TaskID) (pipeline.Story, bool)
	Named(name string) (pipeline.Story, bool) // by id or slug
	Open() []pipeline.Story                   // all but the archived ones
	All() []pipeline.Story                    // the archived ones as remnants
	WaitFor(ctx context.Context, sequence uint64) error
}

// Feed gives the events from now on.
type Feed interface {
	Feed(ctx context.Context) <-chan pipeline.Event
}

// People knows whose token it is, and adds people.
type People interface {
	Whose(ctx context.Context, token string) (pipeline.Person, error)
	AddPerson(ctx context.Context, p pipeline.Person, life time.Duration) (string, error)
}

// Leases moves the ends of claims.
type Leases interface {
	Beat(ctx context.Context, story pipeline.StoryID, t pipeline.Task) (time.Time, error)
	Until(ctx context.Context, story pipeline.StoryID, t pipeline.Task) (time.Time, error)
}

// Intake takes in what editors send.
type Intake interface {
	Submit(ctx context.Context, d pipeline.Submission, taken func(pipeline.Slug) bool) (pipeline.Event, []codec.Notice, error)
	Revise(ctx context.Context, story pipeline.Story, by pipeline.Person, d pipeline.Submission) (pipeline.Event, []codec.Notice, error)
	RevisionID(story pipeline.StoryID, by pipeline.UserID, key string) pipeline.EventID
}

// Pages reads pages that people name.
type Pages interface {
	Fetch(ctx context.Context, v pipeline.Visit) (pipeline.Page, error)
}

// Vault has the bytes that events name.
type Vault interface {
	Get(ctx context.Context, digest string) ([]byte, error)
}

// Newsroom is what the API needs of the rest of the house.
type Newsroom struct {
	Journal   Journal
	Record    Record
	Stories   Stories
	Feed      Feed
	People    People
	Roster    Roster
	Holders   Holders // needed when TasksEach is
	Leases    Leases
	Intake    Intake
	Pages     Pages // nil reads none
	Vault     Vault
	Terms     Terms
	Spellings Spellings
	Unread    Unread
	Checks    []Check           // what must hold for the house to work
	Metrics   *metrics.Newsroom // nil counts for nobody
	Limits    Limits
	Lease     time.Duration     // how long a claim holds without a heartbeat
	Desks     []pipeline.DeskID // that there are; nil knows of none and takes any
	TasksEach int               // translations that one person may hold; 0 is no limit
	Now       func() time.Time
	Version   string
	Log       zerolog.Logger
}

// Server answers the API's requests.
type Server struct {
	Newsroom

	api  huma.API
	mux  *http.ServeMux
	gate *gate

	turns turns
}

// New returns the API of the newsroom as an HTTP handler.
func New(n Newsroom) *Server {
	s := &Server{Newsroom: n, mux: http.NewServeMux(), gate: newGate(n.Limits)}
	if s.Metrics == nil {
		s.Metrics = metrics.NewNewsroom(n.Version, n.Now())
	}
	config := huma.DefaultConfig("Tovmach", n.Version)
	config.DocsPath = ""     // its page loads scripts from elsewhere
	config.CreateHooks = nil // its links are made from the Host header
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{bearer: {Type: "http", Scheme: "bearer"}}
	s.api = humago.New(s.mux, config)
	s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	begun := time.Now()
	rec, r := begin(r)
	a := &answer{ResponseWriter: w, rec: rec}
	defer func() { s.finish(r, a, time.Since(begun)) }()
	if strings.HasPrefix(r.URL.Path, prefix) { // health and metrics are never sent away
		leave, reason, status := s.gate.enter(r)
		if leave == nil {
			s.sendAway(a, reason, status)
			return
		}
		defer leave()
		if strings.Contains(r.URL.Path, "//") { // the mux would leave an empty name out, and do something else
			writeProblem(a, toWire(pipeline.Errorf(pipeline.NotFound, "a name in the address is empty").WithHint("say which story, task or person is meant")))
			return
		}
	}
	s.mux.ServeHTTP(a, r)
}

func (s *Server) routes() {
	operate(s.mux, s.Metrics, s.Checks, s.admins)

	s.taskRoutes()

	route(s, http.MethodPost, "/stories", "Submit a source article", only(pipeline.Editor), s.submit)
	route(s, http.MethodPost, "/stories/{story}/revisions", "Submit a newer source of a story", only(pipeline.Editor), s.revise)
	for _, path := range []string{"/stories", "/stories/{story}/revisions"} {
		s.api.OpenAPI().Paths[prefix+path].Post.RequestBody.Required = false // intake says it better
	}
	route(s, http.MethodGet, "/stories/{story}", "Where a story stands", anyone, s.status)
	route(s, http.MethodGet, "/stories/{story}/document", "The finished story, or a preview", anyone, s.document)
	route(s, http.MethodGet, "/stories/{story}/sources", "The pages that a story came from and cites, and what is kept of them", staff, s.sources)
	route(s, http.MethodGet, "/stories/{story}/sources/{digest}", "A page as it was kept, byte for byte", staff, s.snapshot)
	route(s, http.MethodGet, "/stories/{story}/history", "Every event of a story, oldest first", anyone, s.history)
	route(s, http.MethodPost, "/stories/{story}/retry", "Send a parked entry to its worker again", only(pipeline.Admin), s.retry)
	route(s, http.MethodPost, "/stories/{story}/drop", "Let a parked entry be", only(pipeline.Admin), s.drop)
	route(s, http.MethodGet, "/parked", "What workers could not work, and waits for a person", only(pipeline.Editor), s.parked)
	route(s, http.MethodPost, "/parked/retry", "Send every parked entry to its worker again", only(pipeline.Admin), s.retryAll)
	route(s, http.MethodGet, "/events", "Events as they happen, a JSON object a line", anyone, s.watch)

	route(s, http.MethodGet, "/record/verification", "Check the whole record, a JSON object a line", only(pipeline.Editor), s.verify)
	route(s, http.MethodGet, "/record/backup", "A copy of the whole record, as `tovmach restore` reads it", only(pipeline.Admin), s.backup)

	route(s, http.MethodGet, "/terms", "The termbase, or what a text finds in it", anyone, s.terms)
	route(s, http.MethodPost, "/terms", "Propose, approve, change or retire terms", staff, s.decide)
	route(s, http.MethodGet, "/terms/{entry}/history", "Every event of a term, oldest first", anyone, s.termHistory)
	route(s, http.MethodGet, "/terms/{entry}/impact", "The stories in which a term stands", anyone, s.impact)
}

func writeProblem(w http.ResponseWriter, p *problem) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client is gone
}
