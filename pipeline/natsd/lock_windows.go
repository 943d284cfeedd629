package natsd

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock takes the file for this process alone; closing it, or the end of the
// process however it comes, lets go.
func lock(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	return windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{})
}
