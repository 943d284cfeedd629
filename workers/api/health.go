package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Check is one thing that must hold for a process to work. Look returns why it
// does not, in a pipeline.Error with a sentence for people, or nil.
type Check struct {
	Name string
	Look func(ctx context.Context) error
}

// Checked is what a check found.
type Checked struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	What  string `json:"what,omitempty"`
	Hint  string `json:"hint,omitempty"`
}

// Readiness is what /readyz answers.
type Readiness struct {
	Ready  bool      `json:"ready"`
	Checks []Checked `json:"checks"`
}

// lookTime is how long the checks of one answer may take: a check that does not
// end has failed.
const lookTime = 2 * time.Second

// look does all checks at once.
func look(ctx context.Context, checks []Check) Readiness {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	out := Readiness{Ready: true, Checks: make([]Checked, len(checks))}
	var running sync.WaitGroup
	for i, c := range checks {
		running.Go(func() { out.Checks[i] = checked(c.Name, c.Look(ctx)) })
	}
	running.Wait()
	for _, c := range out.Checks {
		out.Ready = out.Ready && c.OK
	}
	return out
}

func checked(name string, err error) Checked {
	if err == nil {
		return Checked{Check: name, OK: true}
	}
	c := Checked{Check: name, What: "it does not work; the log of the server says how"} // causes are not for people
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		c.What, c.Hint = cmp.Or(e.Public, c.What), e.Hint
	} else if errors.Is(err, context.DeadlineExceeded) {
		c.What = "it did not answer in time"
	}
	return c
}

// livez answers while the process does.
func livez(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]bool{"live": true})
}

// readyz says whether the process can do its work, and what keeps it from that.
func readyz(checks []Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		found := look(r.Context(), checks)
		status := http.StatusOK
		if !found.Ready {
			status = http.StatusServiceUnavailable
		}
		writeJSON(w, status, found)
	}
}

func writeJSON(w http.ResponseWriter, status int, thing any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(thing) // the client is gone
}

// readReadiness reads what readyz wrote.
func readReadiness(r io.Reader, out *Readiness) error {
	if err := json.NewDecoder(io.LimitReader(r, 1<<20)).Decode(out); err != nil {
		return unreachable("ready", err)
	}
	return nil
}
