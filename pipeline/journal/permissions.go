package journal

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// A Role is what one user of the server may do: the subjects that it may
// publish to and subscribe to, and no others.
type Role struct {
	Name      string
	Publish   []string
	Subscribe []string
}

// RoleServe is the name of the user that `tovmach serve` connects as.
const RoleServe = "serve"

// A duty is what a worker reads and writes beside its own entries, which all
// workers read, park and fold.
type duty struct {
	worker string
	writes []pipeline.Kind // of the story itself
	stores bool            // its events may be too large for the journal, and go into the vault
	hands  bool            // finished stories to the outbox
}

// duties is the one table of which permissions are made.
//
//nolint:gochecknoglobals // a constant table
var duties = []duty{
	{worker: "archivist", writes: []pipeline.Kind{
		pipeline.KindSourceArchived, pipeline.KindSourceChanged, pipeline.KindSourceVanished, pipeline.KindSourceMissed, pipeline.KindSourceRestored,
	}, stores: true},
	{worker: "segmenter", writes: []pipeline.Kind{pipeline.KindArticleSegmented}, stores: true},
	{worker: "annotator", writes: []pipeline.Kind{pipeline.KindSegmentsAnnotated}, stores: true},
	{worker: "router", writes: []pipeline.Kind{pipeline.KindTasksOpened}, stores: true},
	{worker: "reviewer", writes: []pipeline.Kind{pipeline.KindTasksOpened}, stores: true},
	{worker: "assembler", writes: []pipeline.Kind{pipeline.KindStoryAssembled}, stores: true},
	{worker: "publisher", writes: []pipeline.Kind{pipeline.KindStoryPublished, pipeline.KindDeliveryMade}, hands: true},
}

// Roles returns a user for each worker and one for serve, in the order of the
// day. A name of several workers with plus signs is a user for a process that
// hosts them all; any other is a program outside that reads finished stories
// by the consumer of its name. The error is pipeline.Invalid for what can be no
// name.
func Roles(names ...string) ([]Role, error) {
	if len(names) == 0 {
		for _, d := range duties {
			names = append(names, d.worker)
		}
		names = append(names, RoleServe)
	}
	var out []Role
	for _, name := range names {
		r, err := role(name)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func role(name string) (Role, error) {
	if name == RoleServe {
		return Role{Name: name, Publish: []string{"tovmach.>", "$JS.>", "$KV.>", "$O.>"}, Subscribe: inbox(name)}, nil
	}
	parts := strings.Split(name, "+")
	var own []duty
	for _, part := range parts {
		if !pipeline.ValidToken(part) {
			return Role{}, pipeline.Errorf(pipeline.Invalid, "%q is no name for a user of NATS", name).
				WithHint("name workers (%s), serve, or a program that reads finished stories", strings.Join(workerNames(), ", "))
		}
		if i := slices.IndexFunc(duties, func(d duty) bool { return d.worker == part }); i >= 0 {
			own = append(own, duties[i])
		}
	}
	switch {
	case len(own) == 0 && len(parts) == 1:
		return outsider(name), nil
	case len(own) < len(parts):
		return Role{}, pipeline.Errorf(pipeline.Invalid, "%q joins what is no worker", name).
			WithHint("workers: %s", strings.Join(workerNames(), ", "))
	}
	r := Role{Name: RoleOf(parts...)}
	r.Publish, r.Subscribe = folding(ReaderOf(r.Name)), inbox(r.Name)
	for _, d := range own {
		for _, subject := range d.publishes() {
			if !slices.Contains(r.Publish, subject) {
				r.Publish = append(r.Publish, subject)
			}
		}
	}
	return r, nil
}

// RoleOf returns the name of the user for a process that hosts those workers,
// in whatever order they are named.
func RoleOf(workers ...string) string {
	var in []string
	for _, d := range duties {
		if slices.Contains(workers, d.worker) {
			in = append(in, d.worker)
		}
	}
	return strings.Join(in, "+")
}

// ReaderOf returns the worker by whose readers a process of that role reads
// the journal; empty for one that may do all.
func ReaderOf(role string) string {
	if role == RoleServe {
		return ""
	}
	first, _, _ := strings.Cut(role, "+")
	return first
}

// ReadsTerms reports whether a process of that role needs the termbase.
func ReadsTerms(role string) bool {
	return role == RoleServe || slices.Contains(strings.Split(role, "+"), "annotator")
}

// folding is what a process may ask to fold stories: about the two streams that
// they lie in, and by its readers, for the journal.
func folding(first string) []string {
	out := []string{
		"$JS.API.INFO",
		"$JS.API.STREAM.INFO." + streamEvents,
		"$JS.API.STREAM.INFO." + streamVault,
		"$JS.API.STREAM.MSG.GET." + streamVault,
	}
	for n := 1; n <= maxReaders; n++ {
		for _, verb := range []string{"CREATE", "DELETE", "INFO", "MSG.NEXT"} {
			out = append(out, "$JS.API.CONSUMER."+verb+"."+streamEvents+"."+readerName(first, n))
		}
	}
	return out
}

// publishes is what the worker does with its entries, and what it answers.
func (d duty) publishes() []string {
	out := []string{
		"$JS.API.CONSUMER.INFO." + streamEvents + "." + d.worker,
		"$JS.API.CONSUMER.MSG.NEXT." + streamEvents + "." + d.worker,
		"$JS.ACK." + streamEvents + "." + d.worker + ".>",
		"$JS.ACK.*.*." + streamEvents + "." + d.worker + ".>", // the coming form, with domain and account
		"tovmach.parked." + d.worker + ".*",
		Aggregate{Story: "*"}.under(tokens[pipeline.KindEntryParked].token),
	}
	for _, kind := range d.writes {
		out = append(out, Aggregate{Story: "*"}.under(tokens[kind].token))
	}
	if d.stores {
		out = append(out, "$O.TOVMACH_VAULT.C.*", "$O.TOVMACH_VAULT.M.*")
	}
	if d.hands {
		out = append(out, wildcardStories)
	}
	return out
}

const streamVault = "OBJ_TOVMACH_VAULT"

// outsider reads finished stories by a durable consumer that somebody who may
// do all has made for it.
func outsider(name string) Role {
	return Role{
		Name: name,
		Publish: []string{
			"$JS.API.CONSUMER.INFO." + streamOutbox + "." + name,
			"$JS.API.CONSUMER.MSG.NEXT." + streamOutbox + "." + name,
			"$JS.ACK." + streamOutbox + "." + name + ".>",
			"$JS.ACK.*.*." + streamOutbox + "." + name + ".>",
		},
		Subscribe: inbox(name),
	}
}

// InboxPrefix is where the user of that name is answered, and nobody else
// listens.
func InboxPrefix(name string) string { return "_INBOX_" + name }

func inbox(name string) []string { return []string{InboxPrefix(name) + ".>"} }

func workerNames() []string {
	var out []string
	for _, d := range duties {
		out = append(out, d.worker)
	}
	return out
}
