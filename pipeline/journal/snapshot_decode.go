package journal

import (
	"errors"
	"runtime"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
)

// decoding decodes stories on all processors.
type decoding struct {
	lines   chan numbered
	running sync.WaitGroup
	stories []pipeline.Story // each in its place

	mu     sync.Mutex
	failed error
}

// numbered is the line of a story with its number.
type numbered struct {
	n    int
	text []byte
}

func startDecoding(n int) *decoding {
	d := &decoding{lines: make(chan numbered, 16), stories: make([]pipeline.Story, n)}
	for range runtime.GOMAXPROCS(0) {
		d.running.Go(func() {
			for line := range d.lines {
				story, err := pipeline.DecodeStory(line.text)
				if d.stories[line.n] = story; err != nil {
					d.mu.Lock()
					d.failed = errors.Join(d.failed, err)
					d.mu.Unlock()
				}
			}
		})
	}
	return d
}

// wait returns when all is decoded.
func (d *decoding) wait() error {
	close(d.lines)
	d.running.Wait()
	return d.failed
}
