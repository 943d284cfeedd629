package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// problem is an error on the wire: RFC 9457, with our kind and hint. Only what
// is meant for people crosses.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Kind   string `json:"kind,omitempty"`
	Hint   string `json:"hint,omitempty"`
	Errors []struct {
		Message  string `json:"message"`
		Location string `json:"location"`
	} `json:"errors,omitempty"`
}

func (p *problem) Error() string             { return p.Detail }
func (p *problem) GetStatus() int            { return p.Status }
func (p *problem) ContentType(string) string { return "application/problem+json" }

// toWire turns any error into what a person may see of it.
func toWire(err error) *problem {
	kind := pipeline.KindOf(err)
	p := &problem{Status: kind.Status(), Title: http.StatusText(kind.Status()), Kind: kind.String()}
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		p.Detail, p.Hint = e.Public, e.Hint
	}
	if p.Detail == "" {
		p.Detail = "something went wrong on the server; its log says what"
	}
	return p
}

// fromWire turns an answer's body back into the error that it was.
func fromWire(op string, status int, body []byte) error {
	var p problem
	if json.Unmarshal(body, &p) != nil || p.Detail == "" {
		p.Detail = http.StatusText(status)
	}
	for i, e := range p.Errors {
		_, where, _ := strings.Cut(e.Location, ".") // after body, path or query
		what := cmp.Or(where, e.Location) + ": " + e.Message
		if i == 0 && p.Kind == "" { // the check of the request's form
			p.Detail = what
		} else {
			p.Detail += "; " + what
		}
	}
	kind := pipeline.ParseErrorKind(p.Kind)
	if p.Kind == "" {
		kind = kindOfStatus(status)
	}
	return &pipeline.Error{Op: op, Kind: kind, Public: p.Detail, Hint: p.Hint}
}

// kindOfStatus is the kind of an answer that does not say its own: from a
// proxy, or from the check of a request's form.
func kindOfStatus(status int) pipeline.ErrorKind {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return pipeline.Denied
	case http.StatusNotFound:
		return pipeline.NotFound
	case http.StatusConflict, http.StatusPreconditionFailed:
		return pipeline.Conflict
	case http.StatusServiceUnavailable, http.StatusBadGateway, http.StatusGatewayTimeout, http.StatusTooManyRequests:
		return pipeline.Unavailable
	}
	if status >= 400 && status < 500 {
		return pipeline.Invalid
	}
	return pipeline.Internal
}
