package journal

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// bundleMark begins every bundle and names its version.
const bundleMark = "tovmach archive 1 "

// A kept event is one as it lies in the journal, or in the archive.
type keptEvent struct {
	sequence uint64
	body     []byte // as it was stored, to the byte
}

// writeBundle writes the events of a story as they are archived: a line that
// names the story, and for each event a line with its sequence and length and
// one with its body. Subjects and headers follow from the bodies.
func writeBundle(story pipeline.StoryID, events []keptEvent) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s\n", bundleMark, story)
	for _, e := range events {
		fmt.Fprintf(&b, "%d %d\n%s\n", e.sequence, len(e.body), e.body)
	}
	return b.Bytes()
}

// readBundle reads what writeBundle wrote.
func readBundle(story pipeline.StoryID, data []byte) ([]keptEvent, error) {
	head, rest, found := bytes.Cut(data, []byte("\n"))
	if !found || string(head) != bundleMark+string(story) {
		return nil, fmt.Errorf("the archive of %s begins with something else", story)
	}
	var events []keptEvent
	for len(rest) > 0 {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		number, length, parted := strings.Cut(string(line), " ")
		sequence, err := strconv.ParseUint(number, 10, 64)
		n, nerr := strconv.Atoi(length)
		if !found || !parted || err != nil || nerr != nil || n < 0 || n >= len(after) || after[n] != '\n' ||
			string(line) != fmt.Sprintf("%d %d", sequence, n) ||
			len(events) > 0 && sequence <= events[len(events)-1].sequence {
			return nil, fmt.Errorf("the archive of %s breaks off after %d events", story, len(events))
		}
		events = append(events, keptEvent{sequence, after[:n:n]})
		rest = after[n+1:]
	}
	return events, nil
}
