package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// VerifyOptions say what is checked beside the journal; all are optional.
type VerifyOptions struct {
	Objects  Objects
	Heads    *Heads
	Progress func(stage string, done, all uint64) // now and then; all is 0 when it is not known
}

// Ends are where the aggregates end by a verification.
type Ends struct {
	at  map[Aggregate]pipeline.Head
	all tally
}

// Verify checks the whole record: that every sequence is there, every body is
// an event that agrees with its headers and its subject, every event follows
// the one before it in its aggregate, each aggregate ends where it was kept to
// end, and all bytes that events name are there and as they were stored. What
// is wrong stands in the answer; the error says that it could not be checked.
func (j *Journal) Verify(ctx context.Context, opts VerifyOptions) (pipeline.Verification, Ends, error) {
	if opts.Progress == nil {
		opts.Progress = func(string, uint64, uint64) {}
	}
	kept, all := opts.Heads.known() // before the end is asked for: it is never ahead
	info, err := j.stream.Info(ctx)
	if err != nil {
		return pipeline.Verification{}, Ends{}, fmt.Errorf("verify: %w", err)
	}
	v := &verification{
		journal: j, opts: opts, chain: newChain(kept), upTo: all.upTo, last: info.State.LastSeq,
		present: make([]uint64, info.State.LastSeq/64+1), named: map[string][]pipeline.Event{},
	}
	v.out.Heads = len(kept)
	if err := v.run(ctx); err != nil {
		return v.out, Ends{}, err
	}
	if v.tally.upTo == all.upTo && v.tally.sum != all.sum && len(v.out.Broken)+len(v.chain.damage) == 0 {
		v.out.Broken = append(v.out.Broken, exchanged(all.upTo))
	}
	v.out.Aggregates = len(v.chain.ends)
	v.out.Broken = append(v.out.Broken, v.chain.damage...)
	var accepted []pipeline.Loss
	if opts.Heads != nil {
		accepted = opts.Heads.accepted
	}
	v.out.Settle(accepted)
	return v.out, Ends{maps.Clone(v.chain.ends), v.every}, nil
}

// verification is one run of Verify.
type verification struct {
	journal *Journal
	opts    VerifyOptions
	chain   *chain
	last    uint64
	present []uint64                    // a bit for each sequence that was met
	named   map[string][]pipeline.Event // digest to who names it
	held    map[string]error            // digest to what is wrong with it in the vault
	upTo    uint64                      // the newest sequence in the kept tally
	tally   tally                       // of the events up to there
	every   tally                       // of all
	out     pipeline.Verification
}

func (v *verification) run(ctx context.Context) error {
	if err := v.objects(ctx); err != nil {
		return err
	}
	err := v.journal.scan(ctx, v.last, func(msg stored) {
		v.event(ctx, msg)
		v.out.Events++
		if v.out.Events%1000 == 0 {
			v.opts.Progress("events", uint64(v.out.Events), v.last) //nolint:gosec // counts
		}
	})
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	v.chain.close(1)
	v.gaps()
	v.backing()
	return nil
}

// mark notes that the sequence was met; hash is that of its event, if it is one.
func (v *verification) mark(sequence uint64, hash string) {
	bit := uint64(1) << (sequence % 64)
	if sequence > v.last || v.present[sequence/64]&bit != 0 {
		return
	}
	v.present[sequence/64] |= bit
	at := pipeline.Head{Sequence: sequence, Hash: hash}
	v.every.add(at)
	if sequence <= v.upTo {
		v.tally.add(at)
	}
}

// event checks one message of the journal.
func (v *verification) event(ctx context.Context, msg stored) {
	v.mark(msg.sequence, hash(msg.body))
	ev, err := parse(msg.body, msg.sequence)
	if err != nil {
		v.out.Broken = append(v.out.Broken, unreadable(ev, msg.sequence))
		return
	}
	if what := disagreement(ev, msg); what != "" {
		v.out.Broken = append(v.out.Broken, damageAt(ev, "%s", what))
	}
	if after := msg.header.Get(jetstream.ExpectedLastSubjSeqHeader); after != "" && v.place(ev, after) {
		v.out.Broken = append(v.out.Broken, damageAt(ev, "it was stored after entry %s of its aggregate, which stands elsewhere now", after))
	}
	v.chain.link(ev)
	v.names(ctx, ev)
	if ev.Kind == pipeline.KindStoryArchived {
		v.archive(ctx, ev)
	}
}

// place reports whether the event before ev in its aggregate is another than
// the one that was the condition of storing ev, which the server keeps.
func (v *verification) place(ev pipeline.Event, after string) bool {
	before, seen := v.chain.ends[aggregateOf(ev)]
	return seen && ev.Prev == before.Hash && after != strconv.FormatUint(before.Sequence, 10)
}

// disagreement says where the message is not what its body tells, or nothing.
func disagreement(ev pipeline.Event, msg stored) string {
	a := aggregateOf(ev)
	if subject, err := a.subject(ev.Kind); err == nil && subject != msg.subject {
		return fmt.Sprintf("it stands under %s and belongs under %s", msg.subject, subject)
	} else if err != nil && !strings.HasPrefix(msg.subject, a.under("")) {
		return fmt.Sprintf("it stands under %s, which is not its aggregate's: %s", msg.subject, err)
	}
	for _, h := range []struct{ name, want string }{
		{jetstream.MsgIDHeader, string(ev.ID)},
		{"Tovmach-Kind", string(ev.Kind)},
		{"Tovmach-Version", strconv.Itoa(ev.Version)},
		{"Tovmach-Actor", string(ev.Actor)},
		{"Tovmach-Cause", string(ev.Cause)},
		{"traceparent", ev.Trace},
	} {
		if got := msg.header.Get(h.name); got != h.want {
			return fmt.Sprintf("its header %s is %q, its body says %q", h.name, got, h.want)
		}
	}
	return ""
}

// gaps names the sequences that neither the journal nor the archive has.
func (v *verification) gaps() {
	missing := func(s uint64) bool { return v.present[s/64]&(1<<(s%64)) == 0 }
	for from := uint64(1); from <= v.last; from++ {
		if !missing(from) {
			continue
		}
		to := from
		for to < v.last && missing(to+1) {
			to++
		}
		what := "it is gone"
		if to > from {
			what = fmt.Sprintf("the entries from here to %d are gone", to)
		}
		v.out.Broken = append(v.out.Broken, pipeline.Damage{Sequence: from, What: what})
		from = to
	}
}

// archive checks the events of a story that left the journal, by the event
// that says where they are.
func (v *verification) archive(ctx context.Context, ev pipeline.Event) {
	f, err := pipeline.Decode[pipeline.StoryArchived](ev)
	var events []keptEvent
	if err == nil {
		events, err = v.journal.bundle(ctx, ev.Story, f.Digest)
	}
	if err == nil && len(events) != f.Events {
		err = fmt.Errorf("it holds %d events, not %d", len(events), f.Events)
	}
	if err != nil {
		v.out.Broken = append(v.out.Broken, damageAt(ev, "the archive that it names cannot be read: %s", err))
		return
	}
	links := newChain(nil)
	for _, e := range events {
		v.out.Archived++
		old, err := parse(e.body, e.sequence)
		if err != nil || old.Story != ev.Story {
			v.out.Broken = append(v.out.Broken, unreadable(old, e.sequence))
			continue
		}
		v.mark(e.sequence, hash(e.body))
		links.link(old)
		v.names(ctx, old)
	}
	v.out.Broken = append(v.out.Broken, links.damage...)
	for a, end := range links.ends {
		if a.Task != "" {
			v.chain.left[a] = end
		}
	}
	if end := links.ends[Aggregate{Story: ev.Story}]; end.Hash != ev.Prev {
		v.out.Broken = append(v.out.Broken, damageAt(ev, "it does not follow entry %d, the last in the archive that it names", end.Sequence))
	}
}

// parse reads a stored body, without the payload that may lie in the vault.
func parse(body []byte, sequence uint64) (ev pipeline.Event, err error) {
	if err := json.Unmarshal(body, &ev); err != nil {
		return pipeline.Event{}, fmt.Errorf("entry %d: %w", sequence, err)
	}
	ev.Sequence, ev.Hash = sequence, hash(body)
	return ev, nil
}
