//go:build linux || darwin

package natsd

import (
	"fmt"
	"syscall"
)

func room(dir string) (Room, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return Room{}, fmt.Errorf("room of %s: %w", dir, err)
	}
	block := uint64(s.Bsize) //nolint:gosec,unconvert // of another type on each system, and never negative
	return Room{Free: s.Bavail * block, Total: s.Blocks * block}, nil
}
