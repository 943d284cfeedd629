package journal

import (
	"bytes"
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

// parseHeads reads the file. What follows the last good line is nothing if no
// good line is in it: it was cut off while it was written.
func parseHeads(data []byte) (map[Aggregate]pipeline.Head, tally, error) {
	kept, all := map[Aggregate]pipeline.Head{}, tally{}
	body, ok := bytes.CutPrefix(data, []byte(headsTitle))
	if !ok {
		if bytes.HasPrefix([]byte(headsTitle), data) {
			return kept, all, nil
		}
		return nil, all, errors.New("its first line is not that of such a file")
	}
	number, torn := 0, 0
	for line := range bytes.Lines(body) {
		n, a, head, ok := parseHead(line)
		switch {
		case !ok && torn == 0:
			torn = number + 1
		case !ok:
		case torn > 0:
			return nil, all, fmt.Errorf("line %d cannot be read", torn+1)
		case n != number+1:
			return nil, all, fmt.Errorf("line %d is gone", number+2)
		default:
			number = n
			switch {
			case a == Aggregate{}:
				all, _ = parseTally(head.Hash, head.Sequence)
			case head.Sequence == 0:
				delete(kept, a)
			default:
				kept[a] = head
				if head.Sequence > all.upTo {
					all.add(head)
				}
			}
		}
	}
	return kept, all, nil
}

func formatHead(number int, filter string, head pipeline.Head) []byte {
	hash := head.Hash
	if hash == "" {
		hash = "-"
	}
	text := fmt.Sprintf(headLine, number, head.Sequence, hash, filter)
	return fmt.Appendf(nil, "%08x %s\n", crc32.ChecksumIEEE([]byte(text)), text)
}

func parseHead(line []byte) (number int, a Aggregate, head pipeline.Head, ok bool) {
	sum, text, found := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
	if !found || !bytes.HasSuffix(line, []byte("\n")) || sum != fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(text))) {
		return 0, a, head, false
	}
	part := strings.Split(text, " ") // a start reads very many
	if len(part) != 4 {
		return 0, a, head, false
	}
	var nerr, serr error
	number, nerr = strconv.Atoi(part[0])
	head.Sequence, serr = strconv.ParseUint(part[1], 10, 64)
	if nerr != nil || serr != nil {
		return 0, a, head, false
	}
	head.Hash = part[2]
	filter := part[3]
	if filter == tallyMark {
		_, ok = parseTally(head.Hash, head.Sequence)
		return number, a, head, ok
	}
	a, ok = parseFilter(filter)
	return number, a, head, ok
}

// parseFilter is the aggregate that has the filter.
func parseFilter(filter string) (Aggregate, bool) {
	var a Aggregate
	switch tokens := strings.Split(filter, "."); {
	case len(tokens) == 4 && tokens[1] == "story":
		a.Story = pipeline.StoryID(tokens[2])
	case len(tokens) == 5 && tokens[1] == "task":
		a.Story, a.Task = pipeline.StoryID(tokens[2]), pipeline.TaskID(tokens[3])
	case len(tokens) == 4 && tokens[1] == "glossary":
		a.Base = pipeline.BaseID(tokens[2])
	}
	return a, a.filter() == filter
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
