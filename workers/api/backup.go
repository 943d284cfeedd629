package api

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tovmach/tovmach/pipeline"
)

// backup streams a copy of the whole record. An answer that breaks off has no
// manifest at its end, by which whoever keeps it can tell.
func (s *Server) backup(context.Context, pipeline.Person, *struct{}) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "application/x-tar")
		_, w := humago.Unwrap(hc)
		w.WriteHeader(http.StatusOK)
		if err := s.Record.Backup(hc.Context(), w); err != nil {
			_ = failure(hc.Context(), err) // for the log
		}
	}}, nil
}

// Backup copies the whole record to w.
func (c *Client) Backup(ctx context.Context, w io.Writer) error {
	const op = "backup"
	r, err := c.request(ctx, http.MethodGet, "/record/backup", nil, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "*/*")
	answer, err := c.send(op, r)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return unreachable(op, err)
	}
	return nil
}
