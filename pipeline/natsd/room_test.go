package natsd_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

func TestRoom(t *testing.T) {
	r, err := natsd.RoomOf(t.TempDir())
	if err != nil || r.Total == 0 || r.Free > r.Total {
		t.Errorf("room %+v, %v", r, err)
	}
	if _, err := natsd.RoomOf("/no/such/folder"); err == nil {
		t.Error("a folder that is not there has room")
	}
	for _, tt := range []struct {
		free uint64
		ok   bool
	}{{0, false}, {natsd.LeastRoom - 1, false}, {natsd.LeastRoom, true}} {
		err := natsd.Room{Free: tt.free, Total: 1 << 40}.Enough()
		if (err == nil) != tt.ok || err != nil && pipeline.KindOf(err) != pipeline.Unavailable {
			t.Errorf("%d bytes are enough: %v, want %v", tt.free, err, tt.ok)
		}
	}
}

func TestHeld(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	held := func(want bool) {
		t.Helper()
		if got, err := natsd.Held(dir); got != want || err != nil {
			t.Errorf("held %v, %v; want %v", got, err, want)
		}
	}
	held(false)
	s, err := natsd.Start(t.Context(), dir, natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	held(true)
	held(true) // looking does not let go
	if err := s.Shutdown(); err != nil {
		t.Error(err)
	}
	held(false)
}
