package api

import (
	"context"
	"net/http"
	"net/url"

	"github.com/tovmach/tovmach/pipeline"
)

// Offered returns the open tasks that I may take, the best first.
func (c *Client) Offered(ctx context.Context) (out []Task, err error) {
	return out, c.json(ctx, "queue", http.MethodGet, "/tasks", url.Values{"offered": {"true"}}, nil, &out)
}

// ClaimNext takes the best task that is offered to me.
func (c *Client) ClaimNext(ctx context.Context) (out Claim, err error) {
	return out, c.json(ctx, "claim", http.MethodPost, "/tasks/claim", nil, nil, &out)
}

// UndoRelease takes back a release by mistake.
func (c *Client) UndoRelease(ctx context.Context, task pipeline.TaskID) (out Claim, err error) {
	return out, c.json(ctx, "undo release", http.MethodPost, taskPath(task)+"/release", url.Values{"undo": {"true"}}, nil, &out)
}

// Hand gives my task to another person.
func (c *Client) Hand(ctx context.Context, task pipeline.TaskID, h HandOver) (out Claim, err error) {
	return out, c.json(ctx, "hand", http.MethodPost, taskPath(task)+"/hand", nil, h, &out)
}

// Take takes a task over from its holder, or assigns an open one.
func (c *Client) Take(ctx context.Context, task pipeline.TaskID, t TakeOver) (out Claim, err error) {
	return out, c.json(ctx, "take", http.MethodPost, taskPath(task)+"/take", nil, t, &out)
}

// Divide cuts an open translation into several and returns the parts.
func (c *Client) Divide(ctx context.Context, task pipeline.TaskID, d Division) (out []Task, err error) {
	return out, c.json(ctx, "divide", http.MethodPost, taskPath(task)+"/divide", nil, d, &out)
}

// Everybody returns the people of the newsroom.
func (c *Client) Everybody(ctx context.Context) (out []pipeline.Person, err error) {
	return out, c.json(ctx, "list people", http.MethodGet, "/people", nil, nil, &out)
}

// SetPerson changes somebody's roles, desks, languages or skills.
func (c *Client) SetPerson(ctx context.Context, name pipeline.UserID, change ChangePerson) (out pipeline.Person, err error) {
	return out, c.json(ctx, "change person", http.MethodPatch, "/people/"+url.PathEscape(string(name)), nil, change, &out)
}
