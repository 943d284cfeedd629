// Package zipped opens the ZIP archives that word processors save, on the
// assumption that whoever made them means harm: nothing is unpacked before the
// limits of an archive are checked, and nothing is ever written to a disk.
// The readers of pipeline/codec use it.
package zipped

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// The limits of an archive.
const (
	MaxFile     = 20 << 20  // bytes of the archive
	MaxUnpacked = 200 << 20 // bytes of all its parts
	MaxRatio    = 100       // unpacked bytes for each packed one
	MaxEntries  = 2000
)

// smallPart is how many bytes any part may unpack to: a short file of blanks
// packs well and does no harm.
const smallPart = 1 << 20

// An Archive is a ZIP archive that keeps the limits. Its parts are read on
// demand.
type Archive struct {
	parts map[string]*zip.File
	names []string
	left  int64 // bytes that may still be unpacked
}

// Is reports whether data begins like a ZIP archive.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// Open reads the directory of an archive and checks it. Errors are Invalid,
// with a hint: a broken archive, one over a limit, names that lead out of it,
// parts protected by a password.
func Open(data []byte) (*Archive, error) {
	if len(data) > MaxFile {
		return nil, overLimit("The file has %d bytes; %d MB is the most.", len(data), MaxFile>>20)
	}
	// Counting headers is cheap; reading 400,000 of them is not.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxEntries {
		return nil, overLimit("The archive has %d entries; %d is the most.", n, MaxEntries)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken(err)
	}
	a := &Archive{parts: make(map[string]*zip.File, len(r.File)), left: MaxUnpacked}
	var unpacked uint64
	for _, f := range r.File {
		if err := check(f, &unpacked); err != nil {
			return nil, err
		}
		if _, twice := a.parts[f.Name]; twice {
			return nil, pipeline.Errorf(pipeline.Invalid, "The archive has two parts named %q.", f.Name).WithHint(hint)
		}
		a.parts[f.Name] = f
		a.names = append(a.names, f.Name)
	}
	if unpacked > smallPart && unpacked > MaxRatio*uint64(len(data)) {
		return nil, tooDense()
	}
	return a, nil
}

// check looks at one entry of the directory; unpacked is the sum so far.
func check(f *zip.File, unpacked *uint64) error {
	switch {
	case !isInside(f.Name):
		return pipeline.Errorf(pipeline.Invalid, "The archive has a part whose name leads out of it: %q.", f.Name).
			WithHint("No word processor writes that; do not open the file, and ask where it comes from.")
	case f.Mode().Type() != 0 && !f.Mode().IsDir():
		return pipeline.Errorf(pipeline.Invalid, "The archive has a part that is no file: %q.", f.Name).WithHint(hint)
	case f.Flags&1 != 0:
		return pipeline.Errorf(pipeline.Invalid, "The file is protected by a password.").
			WithHint("Open it with the password and save it without one.")
	case f.UncompressedSize64 > MaxUnpacked, *unpacked+f.UncompressedSize64 > MaxUnpacked:
		return overLimit("The file unpacks to more than %d MB.", MaxUnpacked>>20)
	case f.UncompressedSize64 > smallPart && f.UncompressedSize64 > MaxRatio*max(f.CompressedSize64, 1):
		return tooDense()
	}
	*unpacked += f.UncompressedSize64
	return nil
}

// isInside reports whether a name stays below the folder that an archive would
// be unpacked into, on any system.
func isInside(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\:\x00") || strings.HasPrefix(name, "/") {
		return false
	}
	clean := path.Clean(name)
	return clean != ".." && !strings.HasPrefix(clean, "../") && !strings.Contains(name, "../")
}

// Has reports whether the archive has a part of that name.
func (a *Archive) Has(name string) bool { return a.parts[name] != nil }

// Names are the names of all parts, in the order of the directory.
func (a *Archive) Names() []string { return a.names }

// Part unpacks a part; nil when the archive has none of that name. Errors are
// Invalid: a broken part, or the limit of all parts together.
func (a *Archive) Part(name string) ([]byte, error) {
	f := a.parts[name]
	if f == nil {
		return nil, nil
	}
	if int64(f.UncompressedSize64) > a.left { //nolint:gosec // check has bounded it
		return nil, overLimit("The file unpacks to more than %d MB.", MaxUnpacked>>20)
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	defer r.Close() //nolint:errcheck // of memory
	data := make([]byte, f.UncompressedSize64)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, broken(err)
	}
	// The sum at the end is checked by the read that finds it; more bytes than
	// the directory says are an error there.
	if n, err := r.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return nil, broken(err)
	}
	a.left -= int64(len(data))
	return data, nil
}
