//go:build unix

package natsd

import (
	"os"
	"syscall"
)

// lock takes the file for this process alone; closing it, or the end of the
// process however it comes, lets go.
func lock(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
