package journal

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// The file of the heads: a line that says what it is, then a line for each new
// end: its checksum, its number in the file, the sequence (0 drops the
// aggregate), the hash and the filter of the aggregate. The filter tallyMark
// marks the tally of all events up to the sequence; those in later lines come
// on top.
const (
	headsTitle   = "tovmach heads 1\n"
	headLine     = "%d %d %s %s"
	tallyMark    = "all"
	lossesEnding = ".losses"
)

// headsText is what a file of the heads says.
type headsText struct {
	ends  map[Aggregate]pipeline.Head
	all   tally
	lines int  // good ones, after the title
	torn  bool // something follows them
}

// parseHeads reads the file. What follows the last good line is nothing if no
// good line is in it: it was cut off while it was written. A start reads very many
// lines, and keeps parts of the text.
func parseHeads(text string) (h headsText, err error) {
	body, ok := strings.CutPrefix(text, headsTitle)
	if !ok {
		if strings.HasPrefix(headsTitle, text) {
			return headsText{torn: true}, nil
		}
		return h, errors.New("its first line is not that of such a file")
	}
	h.ends = make(map[Aggregate]pipeline.Head, strings.Count(body, "\n"))
	for line := range strings.Lines(body) {
		n, a, head, ok := parseHead(line)
		switch {
		case !ok:
			h.torn = true
		case h.torn:
			return h, fmt.Errorf("line %d cannot be read", h.lines+2)
		case n != h.lines+1:
			return h, fmt.Errorf("line %d is gone", h.lines+2)
		default:
			h.line(n, a, head)
		}
	}
	return h, nil
}

func (h *headsText) line(number int, a Aggregate, head pipeline.Head) {
	h.lines = number
	switch {
	case a == Aggregate{}:
		h.all, _ = parseTally(head.Hash, head.Sequence)
	case head.Sequence == 0:
		delete(h.ends, a)
	default:
		h.ends[a] = head
		if head.Sequence > h.all.upTo {
			h.all.add(head)
		}
	}
}

func formatHead(number int, filter string, head pipeline.Head) []byte {
	hash := head.Hash
	if hash == "" {
		hash = "-"
	}
	text := fmt.Sprintf(headLine, number, head.Sequence, hash, filter)
	return fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE([]byte(text)), text)
}

func parseHead(line string) (number int, a Aggregate, head pipeline.Head, ok bool) {
	sum, text, found := strings.Cut(line, " ")
	text, ended := strings.CutSuffix(text, "\n")
	if !found || !ended || !summed(sum, text) {
		return 0, a, head, false
	}
	first, rest, _ := strings.Cut(text, " ")
	second, rest, _ := strings.Cut(rest, " ")
	hash, filter, _ := strings.Cut(rest, " ")
	number, nerr := strconv.Atoi(first)
	sequence, serr := strconv.ParseUint(second, 10, 64)
	if nerr != nil || serr != nil {
		return 0, a, head, false
	}
	head = pipeline.Head{Sequence: sequence, Hash: hash}
	if filter == tallyMark {
		_, ok = parseTally(hash, sequence)
		return number, a, head, ok
	}
	a, ok = parseFilter(filter)
	return number, a, head, ok
}

// summed reports whether sum is the checksum of the text.
func summed(sum, text string) bool {
	var digits [8]byte
	var raw [4]byte
	binary.BigEndian.PutUint32(raw[:], crc32.ChecksumIEEE([]byte(text)))
	hex.Encode(digits[:], raw[:])
	return sum == string(digits[:])
}

// parseFilter is the aggregate that has the filter.
func parseFilter(filter string) (a Aggregate, ok bool) {
	rest, ours := strings.CutPrefix(filter, "tovmach.")
	rest, all := strings.CutSuffix(rest, ".>")
	noun, rest, _ := strings.Cut(rest, ".")
	first, second, two := strings.Cut(rest, ".")
	switch {
	case !ours || !all || first == "" || two != (noun == "task") || strings.Contains(second, "."):
	case noun == "story":
		return Aggregate{Story: pipeline.StoryID(first)}, true
	case noun == "task":
		return Aggregate{Story: pipeline.StoryID(first), Task: pipeline.TaskID(second)}, second != ""
	case noun == "glossary":
		return Aggregate{Base: pipeline.BaseID(first)}, true
	}
	return a, false
}

// append writes one end behind the others. It does not wait for the disk: what
// a power cut takes leaves the file behind the journal, which is no damage.
func (h *Heads) append(a Aggregate, head pipeline.Head) {
	h.lines++
	if _, err := h.file.Write(formatHead(h.lines, a.filter(), head)); err != nil && h.failed == nil {
		h.failed = err
	}
}

// compact writes the file anew, with one line for each aggregate, and keeps it
// open for more.
func (h *Heads) compact() error {
	file, err := writeAnew(h.path, formatHeads(h.chain.ends, h.all))
	if err != nil {
		return fmt.Errorf("heads of the record: %w", err)
	}
	h.file, h.lines = file, len(h.chain.ends)+1
	return nil
}

// reopen keeps the file open for more as it stands.
func (h *Heads) reopen() (err error) {
	if h.file, err = os.OpenFile(h.path, os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return fmt.Errorf("heads of the record: %w", err)
	}
	return nil
}

// formatHeads is the file for these ends, one line each.
func formatHeads(ends map[Aggregate]pipeline.Head, all tally) []byte {
	byFilter := make(map[string]pipeline.Head, len(ends))
	for a, end := range ends {
		byFilter[a.filter()] = end
	}
	text := []byte(headsTitle)
	for i, filter := range slices.Sorted(maps.Keys(byFilter)) {
		text = append(text, formatHead(i+1, filter, byFilter[filter])...)
	}
	return append(text, formatHead(len(ends)+1, tallyMark, pipeline.Head{Sequence: all.upTo, Hash: all.String()})...)
}

// writeAnew puts text in the place of the file, whole or not at all, and
// returns it open at its end.
func writeAnew(path string, text []byte) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	part, err := os.OpenFile(path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = part.Write(text)
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return nil, err
	}
	if err := os.Rename(part.Name(), path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
}

// readLosses reads what was accepted, a JSON object a line.
func readLosses(path string) ([]pipeline.Loss, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var losses []pipeline.Loss
	for line := range bytes.Lines(data) {
		var l pipeline.Loss
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, err
		}
		losses = append(losses, l)
	}
	return losses, nil
}

func appendLoss(path string, l pipeline.Loss) error {
	line, err := json.Marshal(l)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("losses: %w", err)
	}
	_, err = file.Write(append(line, '\n'))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("losses: %w", err)
	}
	return nil
}
