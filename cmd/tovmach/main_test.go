package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tovmach": main})
}

// TestScripts runs every command as a person would: it works, it refuses
// politely, and it pipes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"ready":     readyCommand,
			"field":     field,
			"bigfile":   bigfile,
			"binary":    binary,
			"translate": translateCommand,
			"published": published,
			"expired":   expired,
			"calls":     callsCommand,
			"offered":   offeredCommand,
			"park":      park,
		},
	})
}

// exits CODE COMMAND… runs a command and asserts its exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(*exec.ExitError) //nolint:errorlint // testscript gives it as it is
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// ready FILE waits until a server has written its ready file and sets SERVER,
// TOVMACH_SERVER and TOVMACH_TOKEN.
func readyCommand(ts *testscript.TestScript, _ bool, args []string) {
	r, err := awaitReady(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Setenv("TOVMACH_SERVER", r.URL)
	ts.Setenv("TOVMACH_TOKEN", r.Token)
}

// field VARIABLE PATH… reads the last standard output as JSON and keeps the
// value at a path of names and numbers in the environment.
func field(ts *testscript.TestScript, _ bool, args []string) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &v))
	for _, step := range args[1:] {
		switch at := v.(type) {
		case map[string]any:
			v = at[step]
		case []any:
			i, err := strconv.Atoi(step)
			ts.Check(err)
			if i < 0 || i >= len(at) {
				ts.Fatalf("there is no %s in a list of %d", step, len(at))
			}
			v = at[i]
		}
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// bigfile NAME MEGABYTES writes a file of that size.
func bigfile(ts *testscript.TestScript, _ bool, args []string) {
	mb, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("слово слово сл. "), mb<<16), 0o600))
}

// binary NAME writes a file that is no text.
func binary(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("PK\x03\x04\x00\x00\x00слово\x01"), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("latin1.md"), []byte("# Caf\xe9 \xff\xfe na\xefve r\xe9sum\xe9\n"), 0o600))
}

// translateCommand MAP OUT fills in the targets of the task that was pulled to
// standard output as JSON, from a TSV of sources and targets.
func translateCommand(ts *testscript.TestScript, _ bool, args []string) {
	known := map[string]string{}
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		source, target, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		known[source] = target
	}
	var work api.Work
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &work))
	for i, g := range work.Segments {
		work.Segments[i].Target = known[g.Source]
	}
	data, err := json.Marshal(work)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// published STORY waits until the outlets have the story.
func published(ts *testscript.TestScript, _ bool, args []string) {
	client := api.NewClient(ts.Getenv("TOVMACH_SERVER"), ts.Getenv("TOVMACH_TOKEN"))
	edition := 1
	if len(args) > 1 {
		var err error
		edition, err = strconv.Atoi(args[1])
		ts.Check(err)
	}
	_, err := until(context.Background(), func() (api.Status, bool, error) {
		s, err := client.Status(context.Background(), args[0])
		return s, len(s.Outlets) == 2*edition, err
	})
	ts.Check(err)
}

// offered waits until something is offered to whoever has the token.
func offeredCommand(ts *testscript.TestScript, _ bool, _ []string) {
	client := api.NewClient(ts.Getenv("TOVMACH_SERVER"), ts.Getenv("TOVMACH_TOKEN"))
	_, err := until(context.Background(), func() ([]api.Task, bool, error) {
		tasks, err := client.Offered(context.Background())
		return tasks, len(tasks) > 0, err
	})
	ts.Check(err)
}

// calls STORY NAME waits until a task of the story calls that editor.
func callsCommand(ts *testscript.TestScript, _ bool, args []string) {
	client := api.NewClient(ts.Getenv("TOVMACH_SERVER"), ts.Getenv("TOVMACH_TOKEN"))
	_, err := until(context.Background(), func() (api.Status, bool, error) {
		s, err := client.Status(context.Background(), args[0])
		return s, len(s.Tasks) == 1 && string(s.Tasks[0].Alerts) == args[1], err
	})
	ts.Check(err)
}

// expired TOKEN waits until the server takes the token no more.
func expired(ts *testscript.TestScript, _ bool, args []string) {
	client := api.NewClient(ts.Getenv("TOVMACH_SERVER"), args[0])
	_, err := until(context.Background(), func() (bool, bool, error) {
		_, err := client.Queue(context.Background(), false)
		return true, pipeline.KindOf(err) == pipeline.Denied && err != nil, nil
	})
	ts.Check(err)
}

// awaitReady waits for a server's ready file.
func awaitReady(path string) (ready, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return until(ctx, func() (r ready, ok bool, err error) {
		data, err := os.ReadFile(path)
		if err != nil {
			return r, false, nil //nolint:nilerr // not yet
		}
		return r, json.Unmarshal(data, &r) == nil, nil
	})
}

// process is a tovmach of its own: the test's binary under that name.
type process struct {
	cmd   *exec.Cmd
	log   *bytes.Buffer
	ready ready
}

// start runs tovmach with args.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{log: &bytes.Buffer{}}
	p.cmd = exec.Command(exe, args...)
	p.cmd.Args[0] = "tovmach"
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, p.log
	p.cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "NO_COLOR=1")
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	return p
}

// startServer runs `tovmach serve` on dir and waits until it serves.
func startServer(t *testing.T, dir string, flags ...string) *process {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ready")
	args := append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:0", "--ready-file", file, "--log", "warn"}, flags...)
	p := start(t, args...)
	var err error
	if p.ready, err = awaitReady(file); err != nil {
		p.kill()
		t.Fatalf("serve was not ready: %v\n%s", err, p.log)
	}
	return p
}

// kill is kill -9.
func (p *process) kill() {
	if p.cmd.ProcessState == nil {
		p.cmd.Process.Kill() // it may have ended
		p.cmd.Wait()
	}
}

// stop asks the process to end and waits for it.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("ended with %v:\n%s", err, p.log)
	}
}

// admin is a client of the server with the admin's token.
func (p *process) admin() *api.Client { return api.NewClient(p.ready.URL, p.ready.Token) }

// person adds somebody and returns their client.
func (p *process) person(t *testing.T, name, role string) *api.Client {
	t.Helper()
	token, err := p.admin().AddPerson(t.Context(), newPerson(name, role))
	if err != nil {
		t.Fatal(err)
	}
	return api.NewClient(p.ready.URL, token.Token)
}
