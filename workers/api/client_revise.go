package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// Revise sends in a newer source of the story, which follows that revision of it; 0
// is whatever there is. Of d what says which document it is counts, and the
// key. With wait it answers when
// the tasks are open.
func (c *Client) Revise(ctx context.Context, story string, of int, d pipeline.Submission, wait bool) (out Revised, err error) {
	q := url.Values{"name": {d.Name}}
	if d.Source != nil {
		q.Set("url", d.Source.URL)
	}
	if of > 0 {
		q.Set("of", strconv.Itoa(of))
	}
	if d.Lang != "" {
		q.Set("lang", string(d.Lang))
	}
	if d.Repair {
		q.Set("repair", "true")
	}
	if wait {
		q.Set("wait", "true")
	}
	return out, c.sendIn(ctx, "/stories/"+url.PathEscape(story)+"/revisions", q, d, &out)
}

// sendIn sends in a document.
func (c *Client) sendIn(ctx context.Context, path string, q url.Values, d pipeline.Submission, out any) error {
	r, err := c.request(ctx, http.MethodPost, path, q, bytes.NewReader(d.Data))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/octet-stream")
	if d.Key != "" {
		r.Header.Set("Idempotency-Key", d.Key)
	}
	body, err := c.do("submit", r)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, out)
}
