//go:build !linux && !darwin && !windows

package natsd

import "errors"

func room(string) (Room, error) { return Room{}, errors.ErrUnsupported }
