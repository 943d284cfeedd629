//go:build unix

package natsd

import (
	"fmt"
	"os"
	"syscall"
)

// lock opens the file and holds it alone; closing the file, or the end of the
// process however it comes, lets go.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, closing(f, err))
	}
	return f, nil
}
