package natsd

import (
	"fmt"

	"golang.org/x/sys/windows"
)

func room(dir string) (r Room, err error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return r, fmt.Errorf("room of %s: %w", dir, err)
	}
	if err := windows.GetDiskFreeSpaceEx(path, &r.Free, &r.Total, nil); err != nil {
		return r, fmt.Errorf("room of %s: %w", dir, err)
	}
	return r, nil
}
