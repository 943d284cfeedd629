package pipelinetest

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// Main runs the tests of a package whose code starts goroutines, and fails
// when one is left behind at the end. It is all that TestMain does there.
func Main(m *testing.M) {
	code := m.Run()
	if left := leaked(5 * time.Second); code == 0 && len(left) > 0 {
		fmt.Fprintf(os.Stderr, "%d goroutines are left behind:\n\n%s\n", len(left), strings.Join(left, "\n\n"))
		code = 1
	}
	os.Exit(code)
}

// leaked returns the stacks of the goroutines that still run after patience;
// those that were told to end need a moment for it.
func leaked(patience time.Duration) []string {
	deadline, tick := time.After(patience), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for {
		left := others()
		if len(left) == 0 {
			return nil
		}
		select {
		case <-tick.C:
		case <-deadline:
			return left
		}
	}
}

// others returns the stacks of all goroutines but this one and those of the
// test machinery.
func others() []string {
	all := make([]byte, 1<<20)
	all = all[:runtime.Stack(all, true)]
	stacks := strings.Split(strings.TrimSpace(string(all)), "\n\n")
	return slices.DeleteFunc(stacks[1:], func(stack string) bool {
		return strings.Contains(stack, "testing.") || strings.Contains(stack, "os/signal.") ||
			strings.Contains(stack, "runtime.ensureSigM")
	})
}
