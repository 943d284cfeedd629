package api

import (
	"net/http"

	"github.com/tovmach/tovmach/pipeline"
)

// holders can have a task in hand: an editor by taking it over.
var holders = only(pipeline.Translator, pipeline.Reviewer, pipeline.Editor) //nolint:gochecknoglobals // a constant table

// taskRoutes are the operations on tasks and on the people who do them.
func (s *Server) taskRoutes() {
	route(s, http.MethodPost, "/people", "Add a person, or give them roles and a new token", only(pipeline.Admin), s.addPerson)
	route(s, http.MethodGet, "/people", "Everybody, with roles, desks, languages and skills", only(pipeline.Editor), s.everybody)
	route(s, http.MethodPatch, "/people/{name}", "Change somebody's roles, desks, languages or skills", only(pipeline.Admin), s.setPerson)

	route(s, http.MethodGet, "/tasks", "The queue", anyone, s.queue)
	route(s, http.MethodPost, "/tasks/claim", "Take the best task that is offered", workers, s.claimNext)
	route(s, http.MethodPost, "/tasks/{task}/claim", "Take a task", workers, s.claim)
	route(s, http.MethodPost, "/tasks/{task}/release", "Give a task back, or take that back", holders, s.release)
	route(s, http.MethodPost, "/tasks/{task}/renew", "Hold a task for another lease", holders, s.renew)
	route(s, http.MethodPost, "/tasks/{task}/hand", "Give a task to another person", holders, s.hand)
	route(s, http.MethodPost, "/tasks/{task}/take", "Take a task over, or assign it", only(pipeline.Editor), s.take)
	route(s, http.MethodPost, "/tasks/{task}/divide", "Cut an open translation into several", only(pipeline.Editor), s.divide)
	route(s, http.MethodGet, "/tasks/{task}/segments", "A task's text", staff, s.pull)
	route(s, http.MethodPut, "/tasks/{task}/segments", "Save translations", holders, s.push)
	route(s, http.MethodPost, "/tasks/{task}/review", "Approve or return a translation", only(pipeline.Reviewer), s.review)
}
