package pipeline_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestErrorTable is the table of style.md, section 3: HTTP status, exit code,
// and whether the runner comes back.
func TestErrorTable(t *testing.T) {
	for _, tt := range []struct {
		kind         pipeline.ErrorKind
		name         string
		status, exit int
		retry        bool
	}{
		{pipeline.Internal, "internal", 500, 1, true},
		{pipeline.Invalid, "invalid", 422, 2, false},
		{pipeline.NotFound, "not_found", 404, 3, false},
		{pipeline.Conflict, "conflict", 409, 4, true},
		{pipeline.Denied, "denied", 403, 5, false},
		{pipeline.Unavailable, "unavailable", 503, 6, true},
		{pipeline.Blocked, "blocked", 422, 7, false},
	} {
		if tt.kind.String() != tt.name || tt.kind.Status() != tt.status || tt.kind.Exit() != tt.exit || tt.kind.Retry() != tt.retry {
			t.Errorf("%s: status %d, exit %d, retry %v; want %v", tt.kind, tt.kind.Status(), tt.kind.Exit(), tt.kind.Retry(), tt)
		}
		if got := pipeline.ParseErrorKind(tt.name); got != tt.kind {
			t.Errorf("the name %q is read as %s", tt.name, got)
		}
	}
	if got := pipeline.ParseErrorKind("of tomorrow"); got != pipeline.Internal {
		t.Errorf("an unknown name is read as %s", got)
	}
}

func TestError(t *testing.T) {
	cause := io.ErrUnexpectedEOF
	err := &pipeline.Error{Op: "claim T1", Kind: pipeline.Conflict, Err: cause, Public: "it is taken"}
	for _, tt := range []struct {
		name string
		err  error
		want string
		kind pipeline.ErrorKind
	}{
		{"all", err, "claim T1: it is taken: unexpected EOF", pipeline.Conflict},
		{"wrapped", fmt.Errorf("act: %w", err), "act: claim T1: it is taken: unexpected EOF", pipeline.Conflict},
		{"the outermost counts", &pipeline.Error{Kind: pipeline.Denied, Err: err, Public: "no"}, "no: claim T1: it is taken: unexpected EOF", pipeline.Denied},
		{"cause only", &pipeline.Error{Err: cause}, "unexpected EOF", pipeline.Internal},
		{"made in short", pipeline.Errorf(pipeline.Invalid, "no slug %q", "є").WithHint("use %s", "Latin"), `no slug "є"`, pipeline.Invalid},
		{"of others", cause, "unexpected EOF", pipeline.Internal},
		{"none", nil, "", pipeline.Internal},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.err != nil && tt.err.Error() != tt.want {
				t.Errorf("it says %q, want %q", tt.err, tt.want)
			}
			if got := pipeline.KindOf(tt.err); got != tt.kind {
				t.Errorf("kind %s, want %s", got, tt.kind)
			}
		})
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
	if hint := pipeline.Errorf(pipeline.Invalid, "no").WithHint("use %s", "Latin").Hint; hint != "use Latin" {
		t.Errorf("hint %q", hint)
	}
}
