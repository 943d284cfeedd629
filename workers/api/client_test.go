package api_test

import (
	"context"
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

func claim(task pipeline.TaskID) func(context.Context, *api.Client) error {
	return func(ctx context.Context, c *api.Client) error {
		_, err := c.Claim(ctx, task)
		return err
	}
}
