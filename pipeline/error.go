package pipeline

import (
	"errors"
	"fmt"
	"net/http"
)

// ErrorKind says what went wrong in a way that programs can act on. The table
// below decides, once for the whole program, the HTTP status, the exit code
// and what the runner does.
type ErrorKind int

// The kinds of errors.
const (
	Internal    ErrorKind = iota // a fault of ours
	Invalid                      // bad input or usage
	NotFound                     // no such thing
	Conflict                     // somebody else was first, or what was seen has moved
	Denied                       // not allowed
	Unavailable                  // a server or NATS was not reached
	Blocked                      // a check forbids it
)

//nolint:gochecknoglobals // a constant table
var errorTable = []struct {
	name   string
	status int
	exit   int
	retry  bool // the runner comes back; otherwise it parks the entry
}{
	Internal:    {"internal", http.StatusInternalServerError, 1, true},
	Invalid:     {"invalid", http.StatusUnprocessableEntity, 2, false},
	NotFound:    {"not_found", http.StatusNotFound, 3, false},
	Conflict:    {"conflict", http.StatusConflict, 4, true},
	Denied:      {"denied", http.StatusForbidden, 5, false},
	Unavailable: {"unavailable", http.StatusServiceUnavailable, 6, true},
	Blocked:     {"blocked", http.StatusUnprocessableEntity, 7, false},
}

// String is the kind's name on the wire.
func (k ErrorKind) String() string { return errorTable[k].name }

// Status is the HTTP status that answers for the kind.
func (k ErrorKind) Status() int { return errorTable[k].status }

// Exit is the exit code of a command that ends so.
func (k ErrorKind) Exit() int { return errorTable[k].exit }

// Retry reports whether doing the same again may work.
func (k ErrorKind) Retry() bool { return errorTable[k].retry }

// ParseErrorKind returns the kind with that name; unknown names are Internal.
func ParseErrorKind(name string) ErrorKind {
	for k, row := range errorTable {
		if row.name == name {
			return ErrorKind(k)
		}
	}
	return Internal
}

// Error is the one error type of the program. Err is for logs and never
// crosses the wire; Public and Hint are sentences for people.
type Error struct {
	Op     string // what failed: "claim task T1"
	Kind   ErrorKind
	Err    error
	Public string
	Hint   string
}

// Error gives everything, for logs.
func (e *Error) Error() string {
	s := e.Public
	if e.Err != nil {
		if s != "" {
			s += ": "
		}
		s += e.Err.Error()
	}
	if e.Op != "" {
		s = e.Op + ": " + s
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error with a sentence for people.
func Errorf(kind ErrorKind, format string, args ...any) *Error {
	return &Error{Kind: kind, Public: fmt.Sprintf(format, args...)}
}

// WithHint adds what the person can do next.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

// ErrMoved says that an aggregate moved since it was read: fold again, decide
// again.
var ErrMoved error = Errorf(Conflict, "it has changed since it was read")

// KindOf returns the kind of the outermost Error in err's chain; other errors
// are Internal.
func KindOf(err error) ErrorKind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}
