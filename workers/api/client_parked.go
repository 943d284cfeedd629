package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
)

// Parked lists the entries that wait for a person: of one story, or of all.
func (c *Client) Parked(ctx context.Context, story string) (out []Parked, err error) {
	q := url.Values{}
	if story != "" {
		q.Set("story", story)
	}
	return out, c.json(ctx, "parked", http.MethodGet, "/parked", q, nil, &out)
}

// Retry sends parked entries of the story to their workers again: the one at
// sequence, or with 0 all. worker may be empty when one alone parked it.
func (c *Client) Retry(ctx context.Context, story string, sequence uint64, worker string) (out Status, err error) {
	q := url.Values{}
	if sequence > 0 {
		q.Set("sequence", strconv.FormatUint(sequence, 10))
	}
	if worker != "" {
		q.Set("worker", worker)
	}
	return out, c.json(ctx, "retry", http.MethodPost, "/stories/"+url.PathEscape(story)+"/retry", q, nil, &out)
}

// RetryAll sends every parked entry of every story again.
func (c *Client) RetryAll(ctx context.Context) (out Sent, err error) {
	return out, c.json(ctx, "retry", http.MethodPost, "/parked/retry", nil, nil, &out)
}

// Drop lets a parked entry be.
func (c *Client) Drop(ctx context.Context, story string, d Drop) (out Status, err error) {
	return out, c.json(ctx, "drop", http.MethodPost, "/stories/"+url.PathEscape(story)+"/drop", nil, d, &out)
}

// Ready asks whether the server can work, which needs no token. A server that
// is not ready answers too.
func (c *Client) Ready(ctx context.Context) (out Readiness, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.server+"/readyz", nil)
	if err != nil {
		return out, unreachable("ready", err)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return out, unreachable("ready", err)
	}
	defer answer.Body.Close() //nolint:errcheck // read only
	return out, readReadiness(answer.Body, &out)
}
