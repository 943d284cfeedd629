package journal

import (
	"context"
	"fmt"
	"regexp"

	"github.com/tovmach/tovmach/pipeline"
)

// Objects are the bytes that events name.
type Objects interface {
	// Verify reads everything that is stored and gives for each object its
	// digest, its size and what is wrong with it. The error is that nothing
	// could be read.
	Verify(ctx context.Context, each func(digest string, size int64, wrong error)) error
}

// digests finds what a payload names in the vault.
var digests = regexp.MustCompile(`"digest": ?"([0-9a-f]{64})"`)

// names notes the bytes that the event names.
func (v *verification) names(ctx context.Context, ev pipeline.Event) {
	data := []byte(ev.Data)
	if ev.DataAt != "" {
		v.name(ev.DataAt, ev)
		if wrong, there := v.held[ev.DataAt]; v.journal.vault == nil || !there || wrong != nil {
			return
		}
		var err error
		if data, err = v.journal.vault.Get(ctx, ev.DataAt); err != nil {
			return // it was whole a moment ago
		}
	}
	for _, found := range digests.FindAllSubmatch(data, -1) {
		v.name(string(found[1]), ev)
	}
}

func (v *verification) name(digest string, ev pipeline.Event) {
	ev.Data = nil
	if by := v.named[digest]; len(by) > 0 && by[len(by)-1].Sequence == ev.Sequence {
		return // named twice in one event: as a document, and as the page that it was
	}
	v.named[digest] = append(v.named[digest], ev)
}

// objects checks the bytes of the vault.
func (v *verification) objects(ctx context.Context) error {
	v.held = map[string]error{}
	if v.opts.Objects == nil {
		return nil
	}
	err := v.opts.Objects.Verify(ctx, func(digest string, size int64, wrong error) {
		v.out.Objects++
		v.out.Bytes += size
		v.held[digest] = wrong
		if v.out.Objects%100 == 0 {
			v.opts.Progress("objects", uint64(v.out.Objects), 0) //nolint:gosec // a count
		}
	})
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// backing names the events whose bytes the vault has not, and what is wrong
// with bytes that no event names.
func (v *verification) backing() {
	if v.opts.Objects == nil {
		return
	}
	for digest, by := range v.named {
		if wrong, there := v.held[digest]; there && wrong == nil {
			continue
		}
		for _, ev := range by {
			v.out.Broken = append(v.out.Broken, unbacked(ev, digest))
		}
	}
	for digest, wrong := range v.held {
		if wrong != nil && len(v.named[digest]) == 0 {
			v.out.Broken = append(v.out.Broken, pipeline.Damage{Object: digest, What: wrong.Error()})
		}
	}
}
