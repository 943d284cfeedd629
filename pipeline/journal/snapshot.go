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
	"runtime"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
)

// A Snapshot is a file with the stories as they were folded, so that the next
// start need not fold them again. It lies beside the journal and not in it: it
// can be deleted at any time, and whoever doubts it folds the events instead. A
// start still reads every event, to see that none is gone.
type Snapshot struct {
	Path    string // of the file; empty keeps none
	Program string // its version: another one folds anew
}

// The file is a line of snapshotTitle, a line for each story, and the SHA-256 of
// all these in hex.
type snapshotTitle struct {
	Format  int    `json:"tovmach_snapshot"`
	Key     string `json:"key"`
	Stories int    `json:"stories"`
}

const snapshotFormat = 1

func (f Snapshot) title(stories int) snapshotTitle {
	return snapshotTitle{snapshotFormat, pipeline.FoldKey() + " " + f.Program, stories}
}

// write puts the stories in the place of the file, whole or not at all. It does
// not wait for the disk: what a power cut leaves is not whole, and not read.
func (f Snapshot) write(stories []pipeline.Story) (err error) {
	file, err := os.OpenFile(f.Path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	sum := sha256.New()
	buffer := bufio.NewWriterSize(file, 1<<20)
	out := io.MultiWriter(buffer, sum)
	err = json.NewEncoder(out).Encode(f.title(len(stories)))
	for _, s := range stories {
		if err != nil {
			break
		}
		var line []byte
		if line, err = pipeline.EncodeStory(s); err == nil {
			_, err = out.Write(append(line, '\n'))
		}
	}
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

// read returns the stories of the file. It gives none when there is no file,
// and with any doubt about it; the error is the doubt.
func (f Snapshot) read() (map[pipeline.StoryID]pipeline.Story, error) {
	if f.Path == "" {
		return nil, nil
	}
	file, err := os.Open(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	stories, err := f.parse(file)
	if err = errors.Join(err, file.Close()); errors.Is(err, errOtherProgram) {
		return nil, nil // as after every change of the program
	} else if err != nil {
		return nil, fmt.Errorf("snapshot %s: %w", f.Path, err)
	}
	return stories, nil
}

func (f Snapshot) parse(r io.Reader) (map[pipeline.StoryID]pipeline.Story, error) {
	sum := sha256.New()
	in := bufio.NewReaderSize(r, 1<<20)
	line := func() ([]byte, error) {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return nil, errors.New("it breaks off")
		}
		sum.Write(text) // a hash never fails
		return bytes.TrimSuffix(text, []byte("\n")), nil
	}
	first, err := line()
	if err != nil {
		return nil, err
	}
	var title snapshotTitle
	if err := json.Unmarshal(first, &title); err != nil || title != f.title(title.Stories) {
		return nil, errOtherProgram
	}
	many := startDecoding()
	for range title.Stories {
		text, err := line()
		if err != nil {
			_, failed := many.wait()
			return nil, errors.Join(err, failed)
		}
		many.lines <- text
	}
	stories, err := many.wait()
	if err != nil {
		return nil, err
	}
	if rest, err := io.ReadAll(in); err != nil || string(rest) != hex.EncodeToString(sum.Sum(nil)) {
		return nil, errors.New("it is not as it was written")
	}
	return stories, nil
}

var errOtherProgram = errors.New("another program wrote it")

// decoding decodes stories on all processors.
type decoding struct {
	lines   chan []byte
	running sync.WaitGroup

	mu      sync.Mutex
	stories map[pipeline.StoryID]pipeline.Story
	failed  error
}

func startDecoding() *decoding {
	d := &decoding{lines: make(chan []byte, 16), stories: map[pipeline.StoryID]pipeline.Story{}}
	for range runtime.GOMAXPROCS(0) {
		d.running.Go(func() {
			for line := range d.lines {
				story, err := pipeline.DecodeStory(line)
				d.mu.Lock()
				d.stories[story.ID] = story
				d.failed = errors.Join(d.failed, err)
				d.mu.Unlock()
			}
		})
	}
	return d
}

// wait returns what was decoded, when all is.
func (d *decoding) wait() (map[pipeline.StoryID]pipeline.Story, error) {
	close(d.lines)
	d.running.Wait()
	return d.stories, d.failed
}
