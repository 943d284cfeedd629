package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/tovmach/tovmach/pipeline/natsd"
)

const (
	// wellRoom is the share of a disk in percent that may be used without worry:
	// the journal has no limit of its own.
	wellRoom = 70
	// slowSync is the time of one synced write beyond which people wait for the
	// disk: an append is one or more of them.
	slowSync = 20 * time.Millisecond
)

// examineFolder looks at the data folder: who holds it, its disk, and how long
// a synced write takes.
func (p *program) examineFolder() []ailment {
	dir := filepath.Clean(p.config.get("data"))
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return []ailment{well("data folder", "%s does not exist yet: serve makes it", dir)}
	}
	out := []ailment{examineLock(dir)}
	if room, err := natsd.RoomOf(dir); err == nil {
		out = append(out, examineRoom(room))
	}
	return append(out, examineSync(dir))
}

func examineLock(dir string) ailment {
	held, err := natsd.Held(dir)
	switch {
	case err != nil:
		return ailing("data folder", err, "it must be yours: name another with --data DIR")
	case held:
		return well("data folder", "%s is held by a newsroom that runs", dir)
	}
	if _, err := readReady(dir); err == nil {
		return well("data folder", "%s holds a newsroom that does not run", dir)
	}
	return well("data folder", "%s is free", dir)
}

func examineRoom(room natsd.Room) ailment {
	if err := room.Enough(); err != nil {
		return ailing("disk", err, "")
	}
	used := 100 - int(room.Free*100/max(room.Total, 1)) //nolint:gosec // a percentage
	what := fmt.Sprintf("%d %% used, %d MB left", used, room.Free>>20)
	if used > wellRoom {
		return warning("disk", what, "make room before it is full: then nothing can be stored")
	}
	return well("disk", "%s", what)
}

// examineSync writes and syncs a few times and tells the slowest.
func examineSync(dir string) ailment {
	f, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		return ailing("disk sync", err, "name a folder that you may write to: --data DIR")
	}
	var slowest time.Duration
	for range 5 {
		begun := time.Now()
		_, werr := f.WriteString("can it be written and synced?")
		if err = errors.Join(err, werr, f.Sync()); err != nil {
			break
		}
		slowest = max(slowest, time.Since(begun))
	}
	if err = errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return ailing("disk sync", err, "see that the disk has room")
	}
	if slowest > slowSync {
		return warning("disk sync", fmt.Sprintf("a synced write takes %s", slowest.Round(100*time.Microsecond)),
			"every save waits for it: put the data folder on a faster disk, not on a network")
	}
	return well("disk sync", "a synced write takes %s", slowest.Round(10*time.Microsecond))
}

// examineClock looks for a clock that was set back: what was written cannot be
// younger than now.
func (p *program) examineClock() ailment {
	return examineTime(time.Now(), filepath.Join(p.config.get("data"), "serve.json"))
}

// aMinute is how far two clocks may differ.
const aMinute = time.Minute

func examineTime(now time.Time, written string) ailment {
	const fix = "set the clock, and let NTP keep it: leases and embargoes end by it"
	if now.Year() < 2025 {
		return ailment{"clock", false, "fail", "it shows " + now.Format(time.DateTime), fix}
	}
	if info, err := os.Stat(written); err == nil && info.ModTime().After(now.Add(aMinute)) {
		return ailment{"clock", false, "fail", "it was set back: " + written + " was written in the future", fix}
	}
	return well("clock", "%s", now.UTC().Format(time.RFC3339))
}
