package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

// Client talks to a server's API as one person. Its errors are pipeline.Errors
// of the kind that the server meant, and Unavailable when it is not reached.
type Client struct {
	server string
	token  string
	http   *http.Client
}

// NewClient returns a client of the server at that address, such as
// http://127.0.0.1:8080, with a person's bearer token.
func NewClient(server, token string) *Client {
	return &Client{strings.TrimSuffix(server, "/"), strings.TrimSpace(token), &http.Client{}}
}

// AddPerson adds a person, or gives them roles and a new token.
func (c *Client) AddPerson(ctx context.Context, p NewPerson) (out Token, err error) {
	return out, c.json(ctx, "add person", http.MethodPost, "/people", nil, p, &out)
}

// Submit sends in a document; with wait it answers when the tasks are open.
func (c *Client) Submit(ctx context.Context, d pipeline.Submission, wait bool) (out Submitted, err error) {
	q := url.Values{"name": {d.Name}}
	if d.Source != nil {
		q = url.Values{"url": {d.Source.URL}} // the server reads it
	}
	for key, value := range map[string]string{"slug": string(d.Slug), "desk": string(d.Desk), "priority": string(d.Priority), "lang": string(d.Lang)} {
		if value != "" {
			q.Set(key, value)
		}
	}
	for _, skill := range d.Skills {
		q.Add("skill", string(skill))
	}
	for key, value := range map[string]*time.Time{"deadline": d.Deadline, "embargo": d.Embargo} {
		if value != nil {
			q.Set(key, value.UTC().Format(time.RFC3339Nano))
		}
	}
	if d.Repair {
		q.Set("repair", "true")
	}
	if wait {
		q.Set("wait", "true")
	}
	if d.Again {
		q.Set("again", "true")
	}
	return out, c.sendIn(ctx, "/stories", q, d, &out)
}

// Status tells where a story stands; story is its id or slug, here and below.
func (c *Client) Status(ctx context.Context, story string) (out Status, err error) {
	return out, c.json(ctx, "status", http.MethodGet, "/stories/"+url.PathEscape(story), nil, nil, &out)
}

// Document returns the finished story, or with preview the article as it would
// stand now, in a format: html, md, txt or json.
func (c *Client) Document(ctx context.Context, story, format string, preview bool) ([]byte, error) {
	q := url.Values{"format": {format}}
	if preview {
		q.Set("preview", "true")
	}
	r, err := c.request(ctx, http.MethodGet, "/stories/"+url.PathEscape(story)+"/document", q, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "*/*")
	return c.do("story", r)
}

// History returns every event of the story, oldest first.
func (c *Client) History(ctx context.Context, story string) (out []Happening, err error) {
	return out, c.json(ctx, "history", http.MethodGet, "/stories/"+url.PathEscape(story)+"/history", nil, nil, &out)
}

// Queue returns the tasks, most urgent first; with mine, those that I hold.
func (c *Client) Queue(ctx context.Context, mine bool) (out []Task, err error) {
	q := url.Values{}
	if mine {
		q.Set("mine", "true")
	}
	return out, c.json(ctx, "queue", http.MethodGet, "/tasks", q, nil, &out)
}

// Claim takes a task.
func (c *Client) Claim(ctx context.Context, task pipeline.TaskID) (Claim, error) {
	return c.taskAct(ctx, task, "claim")
}

// Release gives a task back.
func (c *Client) Release(ctx context.Context, task pipeline.TaskID) (Claim, error) {
	return c.taskAct(ctx, task, "release")
}

// Renew holds a task for another lease.
func (c *Client) Renew(ctx context.Context, task pipeline.TaskID) (Claim, error) {
	return c.taskAct(ctx, task, "renew")
}

func (c *Client) taskAct(ctx context.Context, task pipeline.TaskID, act string) (out Claim, err error) {
	return out, c.json(ctx, act, http.MethodPost, taskPath(task)+"/"+act, nil, nil, &out)
}

func taskPath(task pipeline.TaskID) string { return "/tasks/" + url.PathEscape(string(task)) }

// Pull returns a task's text.
func (c *Client) Pull(ctx context.Context, task pipeline.TaskID) (out Work, err error) {
	return out, c.json(ctx, "pull", http.MethodGet, taskPath(task)+"/segments", nil, nil, &out)
}

// Push saves translations.
func (c *Client) Push(ctx context.Context, task pipeline.TaskID, save Save) (out Saved, err error) {
	return out, c.json(ctx, "push", http.MethodPut, taskPath(task)+"/segments", nil, save, &out)
}

// Review approves or returns a translation.
func (c *Client) Review(ctx context.Context, task pipeline.TaskID, v Verdict) (out Saved, err error) {
	return out, c.json(ctx, "review", http.MethodPost, taskPath(task)+"/review", nil, v, &out)
}

// Terms returns the termbase, or with a query the entries that it finds.
func (c *Client) Terms(ctx context.Context, query string) (out Termbase, err error) {
	q := url.Values{}
	if query != "" {
		q.Set("q", query)
	}
	return out, c.json(ctx, "glossary", http.MethodGet, "/terms", q, nil, &out)
}

// Decide does an act on the termbase.
func (c *Client) Decide(ctx context.Context, d glossary.Decision) (out Termbase, err error) {
	return out, c.json(ctx, "glossary", http.MethodPost, "/terms", nil, d, &out)
}

// TermHistory returns every event of the entry with that id.
func (c *Client) TermHistory(ctx context.Context, entry string) (out []Happening, err error) {
	return out, c.json(ctx, "glossary", http.MethodGet, "/terms/"+url.PathEscape(entry)+"/history", nil, nil, &out)
}

// Impact returns the stories in which the term stands, archived ones too if
// they are asked for.
func (c *Client) Impact(ctx context.Context, entry string, archive bool) (out []Impact, err error) {
	q := url.Values{}
	if archive {
		q.Set("archive", "true")
	}
	return out, c.json(ctx, "glossary", http.MethodGet, "/terms/"+url.PathEscape(entry)+"/impact", q, nil, &out)
}

// Watch returns the events from now on, of one story or of all, until ctx ends
// or the stream breaks, which is yielded as an error. The server listens when
// it returns: nothing after that is missed.
func (c *Client) Watch(ctx context.Context, story string) (iter.Seq2[Happening, error], error) {
	q := url.Values{}
	if story != "" {
		q.Set("story", story)
	}
	r, err := c.request(ctx, http.MethodGet, "/events", q, nil)
	if err != nil {
		return nil, err
	}
	answer, err := c.send("watch", r) //nolint:bodyclose // closed when the reading ends
	if err != nil {
		return nil, err
	}
	return func(yield func(Happening, error) bool) {
		defer answer.Body.Close() //nolint:errcheck // reading is over
		lines := json.NewDecoder(answer.Body)
		for {
			var h Happening
			if err := lines.Decode(&h); err != nil {
				if ctx.Err() == nil {
					yield(h, unreachable("watch", err))
				}
				return
			}
			if !yield(h, nil) {
				return
			}
		}
	}, nil
}

func (c *Client) json(ctx context.Context, op, method, path string, q url.Values, in, out any) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("%s: %w", op, err)
		}
		body = bytes.NewReader(data)
	}
	r, err := c.request(ctx, method, path, q, body)
	if err != nil {
		return err
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	data, err := c.do(op, r)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, out)
}

func (c *Client) request(ctx context.Context, method, path string, q url.Values, body io.Reader) (*http.Request, error) {
	if err := c.sendable(path); err != nil {
		return nil, err
	}
	target := c.server + prefix + path
	if len(q) > 0 {
		target += "?" + q.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	return r, nil
}

func (c *Client) do(op string, r *http.Request) ([]byte, error) {
	answer, err := c.send(op, r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return nil, unreachable(op, err)
	}
	return body, nil
}

// send returns an answer that is no error; the caller closes its body.
func (c *Client) send(op string, r *http.Request) (*http.Response, error) {
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, unreachable(op, err)
	}
	if answer.StatusCode < 300 {
		return answer, nil
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return nil, unreachable(op, err)
	}
	return nil, fromWire(op, answer.StatusCode, body)
}
