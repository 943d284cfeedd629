package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tovmach/tovmach/pipeline"
)

// Record is the whole record, to be checked and copied.
type Record interface {
	Verify(ctx context.Context, progress func(Checking)) (pipeline.Verification, error)
	Backup(ctx context.Context, w io.Writer) error
}

// Checking is a line of a verification: how far it is, or how it ended.
type Checking struct {
	Stage  string                 `json:"stage,omitempty"` // events or objects
	Done   uint64                 `json:"done,omitempty"`
	All    uint64                 `json:"all,omitempty"` // 0 when it is not known
	Result *pipeline.Verification `json:"result,omitempty"`
	Failed *problem               `json:"failed,omitempty"`
}

// verify streams how far the check is, and last what came of it.
func (s *Server) verify(context.Context, pipeline.Person, *struct{}) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "application/x-ndjson")
		_, w := humago.Unwrap(hc)
		flush := http.NewResponseController(w)
		w.WriteHeader(http.StatusOK)
		lines := json.NewEncoder(w)
		tell := func(c Checking) {
			if lines.Encode(c) == nil {
				_ = flush.Flush() // the client is gone, and the context ends
			}
		}
		out, err := s.Record.Verify(hc.Context(), tell)
		if err != nil {
			tell(Checking{Failed: failure(hc.Context(), err)})
			return
		}
		tell(Checking{Result: &out})
	}}, nil
}

// Verify checks the whole record; progress hears how far it is.
func (c *Client) Verify(ctx context.Context, progress func(Checking)) (out pipeline.Verification, err error) {
	const op = "verify"
	r, err := c.request(ctx, http.MethodGet, "/record/verification", nil, nil)
	if err != nil {
		return out, err
	}
	answer, err := c.send(op, r)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	for lines := json.NewDecoder(answer.Body); ; {
		var line Checking
		switch err := lines.Decode(&line); {
		case err != nil:
			return out, unreachable(op, err)
		case line.Failed != nil:
			p := line.Failed
			return out, &pipeline.Error{Op: op, Kind: pipeline.ParseErrorKind(p.Kind), Public: p.Detail, Hint: p.Hint}
		case line.Result != nil:
			return *line.Result, nil
		}
		progress(line)
	}
}
