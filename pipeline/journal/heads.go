package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Heads keeps where each aggregate ends in a file of its own, where a server
// that recovers a damaged store cannot reach: such a server drops the tail of
// a block in silence, and with it the newest events, which no later one names.
//
// The file is behind the journal by as long as an event needs to be heard of.
// An end in the file that the journal has not is damage; the other way round it
// was a crash.
type Heads struct {
	path     string
	accepted []pipeline.Loss

	mu      sync.Mutex
	chain   *chain
	all     tally  // as the file said, and what was heard of since
	read    tally  // of what was read, up to where the file goes
	kept    tally  // as the file said
	partial bool   // no tally can be kept: not all events were read
	from    uint64 // where the reading began; 0 before it
	unread  []pipeline.Damage
	file    *os.File // nil until it is checked
	lines   int      // in the file
	whole   bool     // nothing was cut off at its end, and little in it is out of date
	failed  error    // of writing, told when it is closed
}

// OpenHeads reads the file at path, which need not be there yet, and beside it
// the losses that were accepted. A last line that was cut off is nothing; the
// error is pipeline.Internal when the file itself is damaged.
func OpenHeads(path string) (*Heads, error) {
	h := &Heads{path: path}
	data, err := os.ReadFile(path)
	var text headsText
	if err == nil {
		text, err = parseHeads(string(data))
		h.all, h.lines, h.whole = text.all, text.lines, !text.torn && text.lines <= 2*len(text.ends)+1000
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, damagedHeads(path, err)
	}
	h.kept = h.all
	if h.accepted, err = readLosses(path + lossesEnding); err != nil {
		return nil, damagedHeads(path+lossesEnding, err)
	}
	h.chain = newChain(text.ends)
	return h, nil
}

func damagedHeads(path string, err error) error {
	return &pipeline.Error{
		Op: "heads of the record", Kind: pipeline.Internal, Err: err,
		Public: fmt.Sprintf("%s is damaged: %s", path, err),
		Hint:   "it tells where the record ends; look at the disk, then move the file away and run `tovmach verify --data DIR`: without it the newest events cannot be checked",
	}
}

// Fresh reports whether there was no file: nothing is known of how the record
// ended.
func (h *Heads) Fresh() bool { return len(h.chain.kept) == 0 }

// begin says at which sequence a reading of the journal begins.
func (h *Heads) begin(from uint64) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.from = from
	if h.chain.whole = from <= 1; !h.chain.whole {
		h.chain.last = from - 1
	}
	h.partial = from > h.kept.upTo+1 // what lies between is not known
}

// see takes the event at that sequence of the journal, or why it cannot be
// read.
func (h *Heads) see(ev pipeline.Event, sequence uint64, err error) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err != nil && h.file == nil {
		h.unread = append(h.unread, unreadable(ev, sequence))
	}
	if ev.Hash == "" {
		return // it is no event
	}
	h.chain.link(ev)
	here := pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
	if ev.Sequence <= h.kept.upTo && h.file == nil {
		h.read.add(here)
	} else if ev.Sequence > h.all.upTo && !h.partial {
		h.all.add(here)
	}
	if h.file != nil {
		h.append(aggregateOf(ev), here)
		if ev.Kind == pipeline.KindStoryArchived {
			h.forget(ev.Story)
		}
	}
}

// unreadable is the damage of an event that cannot be decoded: because of its
// body, or of the payload that it names.
func unreadable(ev pipeline.Event, sequence uint64) pipeline.Damage {
	if ev.Hash == "" {
		return pipeline.Damage{Sequence: sequence, What: "its body is no event"}
	}
	return unbacked(ev, ev.DataAt)
}

// unbacked is the damage of an event whose bytes in the vault are gone.
func unbacked(ev pipeline.Event, digest string) pipeline.Damage {
	d := damageAt(ev, "the bytes that it names are not in the vault, or not as they were stored")
	d.Object = digest
	return d
}

// forget drops the ends of the tasks of an archived story.
func (h *Heads) forget(story pipeline.StoryID) {
	for a := range h.chain.ends {
		if a.Story == story && a.Task != "" {
			delete(h.chain.ends, a)
			h.append(a, pipeline.Head{})
		}
	}
}

// Check says what is wrong with what was read so far, less what was accepted,
// and from then on the file is kept. It is called when the journal was read to
// its end, before anything is appended to it.
func (h *Heads) Check() ([]pipeline.Damage, error) {
	if broken := h.judge(); len(broken) > 0 {
		return broken, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	same := h.settle()
	if h.partial = h.partial || h.all.count != h.all.upTo; h.partial {
		h.all = tally{}
	}
	if same && h.whole && (h.partial || h.all == h.kept) {
		return nil, h.reopen()
	}
	return nil, h.compact()
}

// judge says what is wrong with what was read, less what was accepted.
func (h *Heads) judge() []pipeline.Damage {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.chain.close(max(h.from, 1))
	v := pipeline.Verification{Broken: append(h.chain.damage, h.unread...)}
	if upTo := h.read.upTo; h.read.count == upTo && upTo > 0 && upTo == h.kept.upTo && h.read.sum != h.kept.sum {
		v.Broken = append(v.Broken, exchanged(upTo))
	}
	v.Settle(h.accepted)
	if v.OK {
		return nil
	}
	return v.Broken
}

// settle makes the ends those of the reading; where one that began late heard of
// nothing new, what was kept stands. It reports whether they are what was kept.
func (h *Heads) settle() (same bool) {
	read, kept := h.chain.ends, h.chain.kept
	h.chain.kept = nil
	if h.from <= 1 {
		return maps.Equal(read, kept)
	}
	same = true
	for a, head := range kept {
		if _, seen := read[a]; !seen && head.Sequence >= h.from {
			delete(kept, a) // its loss was accepted
			same = false
		}
	}
	for a, head := range read {
		same = same && kept[a] == head
		kept[a] = head
	}
	h.chain.ends = kept
	return same
}

// Close writes what is in memory to the disk. The error is also that of an
// earlier write.
func (h *Heads) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.file == nil {
		return h.failed
	}
	err := errors.Join(h.failed, h.file.Sync(), h.file.Close())
	h.file, h.failed = nil, nil
	if err != nil {
		return fmt.Errorf("heads of the record: %w", err)
	}
	return nil
}

// known returns where each aggregate ends by what was kept: as the file said
// when it was opened, or as it says now.
func (h *Heads) known() (map[Aggregate]pipeline.Head, tally) {
	if h == nil {
		return nil, tally{}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.file == nil {
		return maps.Clone(h.chain.kept), h.kept
	}
	return maps.Clone(h.chain.ends), h.all
}

// Accept writes down that somebody takes the losses that a verification found
// and goes on with what is left. The server must not be running.
func (h *Heads) Accept(v pipeline.Verification, ends Ends, now time.Time, by, reason string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	loss := pipeline.Loss{Time: now.UTC().Truncate(time.Second), By: by, Reason: reason, Broken: v.Broken}
	if err := appendLoss(h.path+lossesEnding, loss); err != nil {
		return err
	}
	h.accepted = append(h.accepted, loss)
	h.chain.ends, h.all = ends.at, ends.all
	h.all.count = h.all.upTo // less what is gone
	return errors.Join(h.compact(), h.file.Close())
}

// Accepted returns the losses that were accepted.
func (h *Heads) Accepted() []pipeline.Loss { return h.accepted }
