package journal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// A Snapshot is a file with the stories as they were folded, so that the next
// start need not fold them again. It lies beside the journal and not in it: it
// can be deleted at any time, and whoever doubts it folds the events instead.
type Snapshot struct {
	Path    string // of the file; empty keeps none
	Program string // its version: another one folds anew
	From    uint64 // where it covers fewer events they are read all the same: then all is checked at once
}

// The file is the title in a line, a line for each story that is not archived,
// the remnants of the others, each after its length, and the SHA-256 of all
// these in hex.
type snapshotTitle struct {
	Format   int                   `json:"tovmach_snapshot"`
	Key      string                `json:"key"`
	Basis    basis                 `json:"basis"`
	Places   []int                 `json:"places"`   // of the stories that are not archived, among all in their order
	Archived int                   `json:"archived"` // how many others there are
	Left     []pipeline.StoryID    `json:"left"`     // those of them whose events may still be in the journal
	Unknown  map[pipeline.Kind]int `json:"unknown"`
}

// snapshotFormat counts the changes of the file. What a Story consists of, and
// what a fold makes of it, has a count of its own: see pipeline.FoldKey.
const snapshotFormat = 3

func (f Snapshot) key() string { return pipeline.FoldKey() + " " + f.Program }

// places reports whether the places are some.
func (t snapshotTitle) places() bool {
	for i, place := range t.Places {
		if place < i || i > 0 && place <= t.Places[i-1] || place >= len(t.Places)+t.Archived {
			return false
		}
	}
	return t.Archived >= 0
}

// An image is what a snapshot holds.
type image struct {
	title    snapshotTitle
	whole    []pipeline.Story // that are not archived
	remnants []remnant        // of the others
}

// write puts the image in the place of the file, whole or not at all. It does
// not wait for the disk: what a power cut leaves is not whole, and not read.
func (f Snapshot) write(m image) (err error) {
	file, err := os.OpenFile(f.Path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	sum := sha256.New()
	buffer := bufio.NewWriterSize(file, 1<<20)
	m.title.Format, m.title.Key = snapshotFormat, f.key()
	err = m.write(io.MultiWriter(buffer, sum))
	if err == nil {
		_, err = buffer.WriteString(hex.EncodeToString(sum.Sum(nil)))
	}
	if err = errors.Join(err, buffer.Flush(), file.Close()); err == nil {
		err = os.Rename(file.Name(), f.Path)
	}
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return nil
}

func (m image) write(w io.Writer) error {
	if err := json.NewEncoder(w).Encode(m.title); err != nil {
		return err
	}
	for _, s := range m.whole {
		line, err := pipeline.EncodeStory(s)
		if err != nil {
			return err
		}
		if _, err = w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	var b []byte
	for _, r := range m.remnants {
		b = packText(b[:0], r)
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// read returns the image in the file; ok is false when there is none of this
// program. The error is a doubt about it.
func (f Snapshot) read() (m image, ok bool, err error) {
	if f.Path == "" {
		return m, false, nil
	}
	file, err := os.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, false, nil
	}
	if err != nil {
		return m, false, fmt.Errorf("snapshot: %w", err)
	}
	size := int64(0)
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	m, err = f.parse(file, size)
	if err = errors.Join(err, file.Close()); errors.Is(err, errOtherProgram) {
		return m, false, nil // as after every change of the program
	} else if err != nil {
		return m, false, fmt.Errorf("snapshot %s: %w", f.Path, err)
	}
	return m, true, nil
}

var (
	errOtherProgram = errors.New("another program wrote it")
	errTorn         = errors.New("it breaks off")
	errChanged      = errors.New("it is not as it was written")
)

// parse reads the file; size is how long it is, about.
func (f Snapshot) parse(r io.Reader, size int64) (m image, err error) {
	sum := sha256.New()
	in := bufio.NewReaderSize(r, 1<<20)
	line := func() ([]byte, error) {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return nil, errTorn
		}
		sum.Write(text) // a hash never fails
		size -= int64(len(text))
		return bytes.TrimSuffix(text, []byte("\n")), nil
	}
	first, err := line()
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(first, &m.title); err != nil || m.title.Format != snapshotFormat || m.title.Key != f.key() {
		return m, errOtherProgram
	}
	if !m.title.places() {
		return m, errChanged
	}
	many := startDecoding(len(m.title.Places))
	for i := range m.title.Places {
		text, err := line()
		if err != nil {
			return m, errors.Join(err, many.wait())
		}
		many.lines <- numbered{i, text}
	}
	if err := many.wait(); err != nil {
		return m, err
	}
	m.whole = many.stories
	var rest strings.Builder // all remnants are parts of one text
	rest.Grow(int(max(size, 0)))
	if _, err := io.Copy(&rest, in); err != nil {
		return m, err
	}
	packed, digest, ok := cutEnd(rest.String(), hex.EncodedLen(sha256.Size))
	if !ok {
		return m, errTorn
	}
	_, _ = io.WriteString(sum, packed) // a hash never fails
	if digest != hex.EncodeToString(sum.Sum(nil)) {
		return m, errChanged
	}
	m.remnants, err = unpackRemnants(packed, m.title.Archived)
	return m, err
}

func cutEnd(s string, n int) (before, end string, ok bool) {
	if len(s) < n {
		return "", "", false
	}
	return s[:len(s)-n], s[len(s)-n:], true
}

func unpackRemnants(packed string, n int) ([]remnant, error) {
	u := &unpacker{rest: packed}
	var remnants []remnant
	for range n {
		r := remnant(u.text())
		if u.broken {
			break
		}
		remnants = append(remnants, r)
	}
	if u.broken || u.rest != "" {
		return nil, errChanged
	}
	return remnants, nil
}
