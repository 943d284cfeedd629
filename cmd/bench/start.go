package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// starts prints how long `tovmach serve` takes until it is ready, and how much
// memory, with many stories in the archive and some at work: from the snapshot
// of the last run, and without it. Each start is a process of its own.
func starts(ctx context.Context, out io.Writer, o options, m *machine) (err error) {
	archived, open, words, rounds := 100_000, 1_000, 300, 5 // what is archived is short: its size is of no matter here
	if o.quick {
		archived, open, words, rounds = 20, 3, 50, 1
	}
	dir, err := os.MkdirTemp(o.dir, "bench-start-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	exe, data := filepath.Join(dir, "tovmach"), filepath.Join(dir, "data")
	if said, err := exec.CommandContext(ctx, "go", "build", "-C", "../..", "-o", exe, "./cmd/tovmach").CombinedOutput(); err != nil {
		return fmt.Errorf("build tovmach: %w: %s", err, bytes.TrimSpace(said))
	}
	begun := time.Now()
	if err := grow(ctx, data, o.seed, archived, open, words); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d stories were told and archived, and %d told half, in %.0f s\n\n", archived, open, time.Since(begun).Seconds())
	p := serving{exe: exe, data: data}
	if _, err := p.start(ctx, archived, open); err != nil { // it writes the heads and the first snapshot
		return err
	}
	table := newTable(out)
	table.row(fmt.Sprintf("%d archived, %d open", archived, open), "starts", "seconds", "fastest", "slowest", "processor seconds", "MB at the peak", "MB when ready")
	var took, used sample
	var peak uint64
	for _, cold := range []bool{true, false} {
		took, used, peak = nil, nil, 0
		var ready uint64
		for range rounds {
			if cold {
				if err := os.Remove(filepath.Join(data, "snapshot")); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err
				}
			}
			s, err := p.start(ctx, archived, open)
			if err != nil {
				return err
			}
			took, used = append(took, s.took), append(used, s.used)
			peak, ready = max(peak, s.peak), max(ready, s.ready)
		}
		name := "tovmach serve, from the snapshot"
		if cold {
			name = "tovmach serve, without one"
		}
		seconds := func(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
		table.row(name, strconv.Itoa(rounds), seconds(took.median()), seconds(took.quantile(0)), seconds(took.quantile(1)), seconds(used.median()),
			fmt.Sprintf("%.1f", float64(peak)/1e6), fmt.Sprintf("%.1f", float64(ready)/1e6))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if o.quick {
		return m.probe()
	}
	_, err = fmt.Fprintf(out, "goals, from the snapshot: at most 5 s %s; at most 500 MB %s\n", atMost(took.median().Seconds(), 5), atMost(float64(peak)/1e6, 500))
	return errors.Join(err, m.probe())
}

// serving starts the program on a data folder.
type serving struct{ exe, data string }

// started is what one start took, on the clock and of the processors, and memory in
// bytes: the most until it was asked and answered, and what it had when it was ready.
type started struct {
	took, used  time.Duration
	peak, ready uint64
}

// start starts the server, checks that it knows all stories, and stops it.
func (p serving) start(ctx context.Context, archived, open int) (s started, err error) {
	ready := filepath.Join(p.data, "ready")
	if err := os.Remove(ready); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, p.exe, "serve", "--snapshot-from", "0", "--data", p.data, "--listen", "127.0.0.1:0", "--ready-file", ready,
		"--house", "false", "--log", "warn")
	cmd.Stdout, cmd.Stderr = &said, &said
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stop := func() error { return errors.Join(cmd.Process.Signal(os.Interrupt), <-ended) }
	var address serverAddress
	for tick := time.NewTicker(5 * time.Millisecond); address.URL == ""; {
		select {
		case err := <-ended:
			return s, fmt.Errorf("serve ended: %w: %s", err, &said)
		case <-tick.C:
		}
		if data, err := os.ReadFile(ready); err == nil {
			if err := json.Unmarshal(data, &address); err != nil {
				return s, errors.Join(err, stop())
			}
		}
	}
	s.took = time.Since(begun)
	if s.used, err = processorOf(cmd.Process.Pid); err == nil {
		s.ready, err = memoryOf(cmd.Process.Pid, "VmRSS:")
	}
	if err == nil {
		err = address.knows(ctx, archived, open)
	}
	if err == nil {
		s.peak, err = memoryOf(cmd.Process.Pid, "VmHWM:")
	}
	if err = errors.Join(err, stop()); err != nil {
		return s, fmt.Errorf("%w: %s", err, &said)
	}
	return s, nil
}

// serverAddress is what the ready file says.
type serverAddress struct{ URL, Token string }

// knows asks for the queue, for an archived story and for its history.
func (a serverAddress) knows(ctx context.Context, archived, open int) error {
	var tasks []struct{}
	if err := a.get(ctx, "/tasks", &tasks); err != nil {
		return err
	}
	if len(tasks) != open {
		return fmt.Errorf("%d tasks wait, not %d", len(tasks), open)
	}
	for _, i := range []int{0, archived / 2, archived - 1} {
		var story struct {
			State    pipeline.StoryState
			Segments struct{ Total, Reviewed int }
			Outlets  []struct{}
		}
		if err := a.get(ctx, "/stories/"+slugOf(i), &story); err != nil {
			return err
		}
		if story.State != pipeline.Published || story.Segments.Total == 0 || story.Segments.Reviewed != story.Segments.Total || len(story.Outlets) != 1 {
			return fmt.Errorf("story %d is %+v", i, story)
		}
		var history []struct{ Kind pipeline.Kind }
		if err := a.get(ctx, "/stories/"+slugOf(i)+"/history", &history); err != nil {
			return err
		}
		if n := len(history); n < 10 || history[0].Kind != pipeline.KindStorySubmitted || history[n-1].Kind != pipeline.KindStoryArchived {
			return fmt.Errorf("the history of story %d is %v", i, history)
		}
	}
	return nil
}

func (a serverAddress) get(ctx context.Context, path string, into any) (err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, a.URL+"/api/v1"+path, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+a.Token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, answer.Status)
	}
	return json.NewDecoder(answer.Body).Decode(into)
}

// memoryOf reads a line of what Linux tells of a process, in bytes.
func memoryOf(pid int, line string) (uint64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), line)
	fields := strings.Fields(rest)
	if len(fields) < 2 || fields[1] != "kB" {
		return 0, fmt.Errorf("no %s in the status of a process", line)
	}
	kb, err := strconv.ParseUint(fields[0], 10, 64)
	return kb * 1024, err
}

// processorOf reads what a process used of the processors: fields 14 and 15 of its
// stat by proc(5), in hundredths of a second.
func processorOf(pid int) (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // the name may hold spaces
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, errors.New("the stat of a process breaks off")
	}
	user, uerr := strconv.ParseUint(fields[11], 10, 32)
	system, serr := strconv.ParseUint(fields[12], 10, 32)
	return time.Duration(user+system) * 10 * time.Millisecond, errors.Join(uerr, serr)
}
