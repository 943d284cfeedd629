package disk

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// A Disk is a folder as a process writes to it.
type Disk struct {
	dir  string
	pid  int
	full atomic.Bool
	slow atomic.Int64 // nanoseconds that every sync takes longer

	ended chan struct{}
	err   error

	mu      sync.Mutex
	synced  map[string][]byte // what each file held when it was synced last
	pending []change          // of names, since anything was synced
	refused int               // writes that found the disk full
	syncs   int
}

// change is a file renamed, or with no new name removed.
type change struct{ from, to string }

// Run starts cmd and follows what it and its threads do to the files of dir.
// The process ends with Cut, or by itself.
func Run(cmd *exec.Cmd, dir string) (*Disk, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	d := &Disk{dir: dir + string(filepath.Separator), ended: make(chan struct{}), synced: map[string][]byte{}}
	begun := make(chan error)
	go func() {
		defer close(d.ended)
		// All requests to a traced process come from the thread that started it.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := d.start(cmd)
		begun <- err
		if err == nil {
			d.err = d.follow()
		}
	}()
	return d, <-begun
}

func (d *Disk) start(cmd *exec.Cmd) error {
	// A group of its own: the test's other children are not to be waited for here.
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	d.pid = cmd.Process.Pid
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(d.pid, &status, wall, nil); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	const exitKill = 0x100000
	if err := syscall.PtraceSetOptions(d.pid, syscall.PTRACE_O_TRACECLONE|syscall.PTRACE_O_TRACESYSGOOD|exitKill); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	return syscall.PtraceSyscall(d.pid, 0)
}

// Cut cuts the power: the process is killed with kill -9, and the disk keeps
// what was synced.
func (d *Disk) Cut() error {
	if err := syscall.Kill(d.pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	<-d.ended
	return d.err
}

// Stop asks the process to end, and returns when it has.
func (d *Disk) Stop() error {
	if err := syscall.Kill(d.pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	<-d.ended
	return d.err
}

// Fill lets every write fail for want of room until Empty.
func (d *Disk) Fill() { d.full.Store(true) }

// Empty makes room again.
func (d *Disk) Empty() { d.full.Store(false) }

// Slow makes every sync take longer by that much.
func (d *Disk) Slow(by time.Duration) { d.slow.Store(int64(by)) }

// Refused returns how many writes found the disk full.
func (d *Disk) Refused() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refused
}

// Syncs returns how often a file was synced.
func (d *Disk) Syncs() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.syncs
}

// Restore writes what the disk held when the power went into another folder.
func (d *Disk) Restore(to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for path, data := range d.synced {
		file := filepath.Join(to, strings.TrimPrefix(path, d.dir))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
