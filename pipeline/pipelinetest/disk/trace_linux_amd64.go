package disk

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const wall = 0x40000000 // wait for threads, too

// call is a system call that a thread is in.
type call struct {
	regs    syscall.PtraceRegs
	refused bool
}

// follow lets the process run from one system call to the next until it ends.
func (d *Disk) follow() error {
	in := map[int]*call{} // threads inside of a call
	known := map[int]bool{d.pid: true}
	for {
		var status syscall.WaitStatus
		tid, err := syscall.Wait4(-d.pid, &status, wall, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case err != nil:
			return fmt.Errorf("trace: %w", err)
		case status.Exited() || status.Signaled():
			delete(in, tid)
			if tid == d.pid {
				return nil
			}
			continue
		}
		signal := 0
		switch stopped := status.StopSignal(); {
		case stopped == syscall.SIGTRAP|0x80 && in[tid] == nil:
			in[tid] = d.enter(tid)
		case stopped == syscall.SIGTRAP|0x80:
			d.leave(tid, in[tid])
			delete(in, tid)
		case stopped == syscall.SIGTRAP: // a thread begins
		case stopped == syscall.SIGSTOP && !known[tid]:
			known[tid] = true // the new thread's first stop
		default:
			signal = int(stopped)
		}
		// A thread that was killed meanwhile is reported next.
		if err := syscall.PtraceSyscall(tid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("trace: %w", err)
		}
	}
}

// enter looks at a call before the kernel does; a write to a full disk becomes
// a call that there is not.
func (d *Disk) enter(tid int) *call {
	c := &call{}
	if syscall.PtraceGetRegs(tid, &c.regs) != nil {
		return c
	}
	if d.full.Load() && writes(c.regs.Orig_rax) && d.path(c.regs.Rdi) != "" {
		changed := c.regs
		changed.Orig_rax = ^uint64(0)
		c.refused = syscall.PtraceSetRegs(tid, &changed) == nil
	}
	return c
}

// leave looks at what came of a call.
func (d *Disk) leave(tid int, c *call) {
	var after syscall.PtraceRegs
	if syscall.PtraceGetRegs(tid, &after) != nil {
		return
	}
	if c.refused {
		full := int64(-int(syscall.ENOSPC))
		after.Rax = uint64(full) //nolint:gosec // as the kernel does
		_ = syscall.PtraceSetRegs(tid, &after)
		d.mu.Lock()
		d.refused++
		d.mu.Unlock()
		return
	}
	if int64(after.Rax) < 0 { //nolint:gosec // as the kernel does
		return
	}
	switch nr := c.regs.Orig_rax; {
	case nr == syscall.SYS_FSYNC, nr == syscall.SYS_FDATASYNC:
		if path := d.path(c.regs.Rdi); path != "" {
			if slow := d.slow.Load(); slow > 0 {
				<-time.After(time.Duration(slow)) // the disk's whole queue stands
			}
			d.sync(path)
		}
	case writes(nr):
		if path := d.path(c.regs.Rdi); path != "" && d.syncedWrites(c.regs.Rdi) {
			d.sync(path)
		}
	case nr == syscall.SYS_RENAME:
		d.rename(d.text(c.regs.Rdi), d.text(c.regs.Rsi))
	case nr == syscall.SYS_RENAMEAT, nr == sysRenameat2:
		d.rename(d.text(c.regs.Rsi), d.text(c.regs.R10))
	case nr == syscall.SYS_UNLINK:
		d.rename(d.text(c.regs.Rdi), "")
	case nr == syscall.SYS_UNLINKAT:
		d.rename(d.text(c.regs.Rsi), "")
	}
}

const sysRenameat2 = 316

func writes(nr uint64) bool {
	return nr == syscall.SYS_WRITE || nr == syscall.SYS_PWRITE64 || nr == syscall.SYS_WRITEV
}

// path is the file of the folder that is open under fd, or empty.
func (d *Disk) path(fd uint64) string {
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", d.pid, int32(fd))) //nolint:gosec // as the kernel does
	if err != nil || !strings.HasPrefix(path+"/", d.dir) {
		return ""
	}
	return path
}

// syncedWrites reports whether every write under fd is synced.
func (d *Disk) syncedWrites(fd uint64) bool {
	info, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", d.pid, int32(fd))) //nolint:gosec // as the kernel does
	if err != nil {
		return false
	}
	_, after, _ := strings.Cut(string(info), "flags:")
	line, _, _ := strings.Cut(after, "\n")
	flags, err := strconv.ParseUint(strings.TrimSpace(line), 8, 32)
	return err == nil && flags&syscall.O_DSYNC != 0
}

// text reads a string of the process.
func (d *Disk) text(at uint64) string {
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", d.pid))
	if err != nil {
		return ""
	}
	defer memory.Close()
	var page [4096]byte
	n, _ := memory.ReadAt(page[:min(4096, 8192-at%4096)], int64(at)) //nolint:gosec // an address; a short read ends at a page
	if n == 0 {
		n, _ = memory.ReadAt(page[:4096-at%4096], int64(at)) //nolint:gosec // an address
	}
	text, _, _ := bytes.Cut(page[:n], []byte{0})
	return string(text)
}

func (d *Disk) rename(from, to string) {
	if !strings.HasPrefix(from, d.dir) {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pending = append(d.pending, change{from, to})
}

// sync puts the file and the names that changed so far on the disk: ext4 has
// one journal, which every sync writes.
func (d *Disk) sync(path string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.syncs++
	for _, c := range d.pending {
		if data, ok := d.synced[c.from]; ok && c.to != "" {
			d.synced[c.to] = data
		}
		delete(d.synced, c.from)
	}
	d.pending = nil
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return
	}
	if data, err := os.ReadFile(path); err == nil { //nolint:gosec // a file of the test's folder
		d.synced[path] = data
	}
}
