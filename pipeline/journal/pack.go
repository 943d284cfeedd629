package journal

import (
	"encoding/binary"
	"time"
)

// What is packed is a row of numbers and texts without names: whoever unpacks it
// asks for them in the same order.

func packNumber(b []byte, n uint64) []byte { return binary.AppendUvarint(b, n) }

func packText[T ~string](b []byte, s T) []byte {
	return append(packNumber(b, uint64(len(s))), s...)
}

// packTexts tells no texts (nil) from an empty list: they are written apart in JSON.
func packTexts[T ~string](b []byte, list []T) []byte {
	if list == nil {
		return packNumber(b, 0)
	}
	b = packNumber(b, uint64(len(list))+1)
	for _, s := range list {
		b = packText(b, s)
	}
	return b
}

// packTime packs a moment to the nanosecond; it comes back in UTC.
func packTime(b []byte, t time.Time) []byte {
	return packNumber(binary.AppendVarint(b, t.Unix()), uint64(t.Nanosecond())) //nolint:gosec // below 1e9
}

// An unpacker reads what was packed. The texts that it gives are parts of the
// packed one. After something that was not packed like this it is broken, and
// gives zeros.
type unpacker struct {
	rest   string
	broken bool
}

func (u *unpacker) number() uint64 {
	n, shift := uint64(0), 0
	for i := 0; i < len(u.rest) && shift < 64; i++ {
		c := u.rest[i]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return n
		}
		shift += 7
	}
	u.rest, u.broken = "", true
	return 0
}

func (u *unpacker) text() string {
	n := u.number()
	if n > uint64(len(u.rest)) {
		u.rest, u.broken = "", true
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func unpackTexts[T ~string](u *unpacker) []T {
	n := u.number()
	if n == 0 || n-1 > uint64(len(u.rest)) { // each takes a byte at least
		u.broken = u.broken || n > 0
		return nil
	}
	list := make([]T, n-1)
	for i := range list {
		list[i] = T(u.text())
	}
	return list
}

func (u *unpacker) time() time.Time {
	n := u.number()                                        // a signed number lies zigzag: 0, -1, 1, -2
	seconds := int64(n>>1) ^ -int64(n&1)                   //nolint:gosec // so it is meant
	return time.Unix(seconds, int64(u.number()%1e9)).UTC() //nolint:gosec // below 1e9
}
