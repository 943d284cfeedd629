package api_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestSendable: what cannot be meant is not sent.
func TestSendable(t *testing.T) {
	t.Parallel()
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Authorization")+" "+r.URL.Path)
		_, _ = w.Write([]byte("{}"))
	}))
	defer s.Close()
	for _, tt := range []struct {
		name, server, token string
		do                  func(context.Context, *api.Client) error
		want                pipeline.ErrorKind // 0 for sent
	}{
		{"as it should be", s.URL + "/", "tvm_1_2", claim("t1"), 0},
		{"with a line end behind the token", s.URL, "tvm_1_2\r\n", claim("t1"), 0},
		{"with one inside", s.URL, "tvm_1\n_2", claim("t1"), pipeline.Denied},
		{"no task", s.URL, "tvm_1_2", claim(""), pipeline.Invalid},
		{"the folder above", s.URL, "tvm_1_2", claim(".."), pipeline.Invalid},
		{"an odd task", s.URL, "tvm_1_2", claim("../t1?x"), 0},
		{"no host", "http://", "tvm_1_2", claim("t1"), pipeline.Invalid},
		{"another protocol", strings.Replace(s.URL, "http", "ftp", 1), "tvm_1_2", claim("t1"), pipeline.Invalid},
		{"no protocol", strings.TrimPrefix(s.URL, "http://"), "tvm_1_2", claim("t1"), pipeline.Invalid},
		{"no person", s.URL, "tvm_1_2", func(ctx context.Context, c *api.Client) error {
			_, err := c.SetPerson(ctx, "", api.ChangePerson{})
			return err
		}, pipeline.Invalid},
	} {
		asked = nil
		err := tt.do(t.Context(), api.NewClient(tt.server, tt.token))
		if (err == nil) != (tt.want == 0) || pipeline.KindOf(err) != tt.want {
			t.Errorf("%s: %v, want kind %v", tt.name, err, tt.want)
		}
		if sent := len(asked) == 1 && strings.HasPrefix(asked[0], "Bearer tvm_1_2 /api/v1/tasks/"); sent != (tt.want == 0) {
			t.Errorf("%s: the server was asked %q", tt.name, asked)
		}
	}
}

// TestInterrupted: who stops waiting is not told that the server is away.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	asked, end := make(chan struct{}), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-end
	}))
	defer s.Close()
	defer close(end)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	err := claim("t1")(ctx, api.NewClient(s.URL, "tvm_1_2"))
	e, ok := errors.AsType[*pipeline.Error](err)
	if !ok || e.Kind != pipeline.Internal || !strings.Contains(e.Public, "interrupted") || e.Hint == "" {
		t.Errorf("%v, want it to say that it was interrupted, and what that means", err)
	}
}

func claim(task pipeline.TaskID) func(context.Context, *api.Client) error {
	return func(ctx context.Context, c *api.Client) error {
		_, err := c.Claim(ctx, task)
		return err
	}
}
