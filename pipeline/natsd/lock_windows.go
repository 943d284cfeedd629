package natsd

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// lock opens the file and holds it alone; closing the file, or the end of the
// process however it comes, lets go.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{}); err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, closing(f, err))
	}
	return f, nil
}
