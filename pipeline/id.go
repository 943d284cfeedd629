package pipeline

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// StoryID, TaskID and EventID name things for good. All are tokens of letters,
// digits, dashes and underscores, so that they can stand in a subject.
type (
	StoryID string
	TaskID  string
	EventID string
)

// UserID is who acts: the name of a person, or a worker as "worker:router".
type UserID string

// DeskID is a group of editors.
type DeskID string

// Slug is the handle by which people call a story.
type Slug string

//nolint:gochecknoglobals // a constant table
var tokenEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a fresh random token of 20 letters and digits.
func NewID() string {
	var b [12]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return tokenEncoding.EncodeToString(b[:])
}

// DerivedID returns the token that stands for parts, the same each time: what a
// worker does twice has one id.
func DerivedID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return tokenEncoding.EncodeToString(sum[:15])
}

// ValidToken reports whether s can be an id: 1 to 64 ASCII letters, digits,
// dashes and underscores.
func ValidToken(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
		default:
			return false
		}
	}
	return true
}

// Join puts names of any kind in a row, as strings.Join does.
func Join[S ~string](names []S, separator string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = string(n)
	}
	return strings.Join(all, separator)
}
