package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestInterruptWhileReading: Ctrl-C ends a command that waits for its input.
func TestInterruptWhileReading(t *testing.T) {
	t.Parallel()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"translit"}, {"split"}, {"convert", "-", "--to", "md"}} {
		t.Run(args[0], func(t *testing.T) {
			t.Parallel()
			c := exec.Command(exe, args...)
			c.Args[0] = "tovmach"
			c.Env = append(os.Environ(), "HOME="+t.TempDir())
			in, err := c.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			// More than a pipe holds: then some of it was read.
			if _, err := in.Write(bytes.Repeat([]byte("Київ.\n"), 50_000)); err != nil {
				t.Fatal(err)
			}
			if err := c.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			late := time.AfterFunc(10*time.Second, func() { _ = c.Process.Kill() })
			defer late.Stop()
			if err := c.Wait(); err == nil || err.Error() != "signal: interrupt" {
				t.Errorf("it ended with %v, want it interrupted", err)
			}
		})
	}
}
