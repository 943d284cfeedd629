package natsd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tovmach/tovmach/pipeline"
)

// LeastRoom is the room in bytes that a disk must have for the store to work.
const LeastRoom = 256 << 20

// Room is what the disk of a folder has, in bytes.
type Room struct{ Free, Total uint64 }

// RoomOf asks for the room of the disk that dir lies on. The error is
// errors.ErrUnsupported where the system cannot be asked.
func RoomOf(dir string) (Room, error) { return room(dir) }

// Enough returns nil, or why the room is not enough: pipeline.Unavailable.
func (r Room) Enough() error {
	if r.Free >= LeastRoom {
		return nil
	}
	return pipeline.Errorf(pipeline.Unavailable, "the disk has %d MB left, at least %d MB are needed", r.Free>>20, LeastRoom>>20).
		WithHint("make room: soon nothing can be stored any more")
}

// Held reports whether a process holds the data folder.
func Held(dir string) (bool, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("data folder: %w", err)
	}
	held := lock(f) != nil
	return held, f.Close() // closing lets go
}
