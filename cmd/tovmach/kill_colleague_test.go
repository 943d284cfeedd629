package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// colleague is a worker, or a server, in a process of its own, behind a wire.
type colleague struct {
	worker string
	args   []string
	folder string
	ready  string // of a server: the file that it writes when it serves

	mu      sync.Mutex
	process *process
	point   killPoint
	story   string        // empty when it may live
	killed  chan struct{} // closed when it was killed
	inbox   string        // where the effect's confirmation comes to
	heard   bool
	asked   string // how the story's last entry is acknowledged
}

func (c *colleague) start(t *testing.T) {
	t.Helper()
	p := start(t, c.args...)
	if c.ready != "" {
		if _, err := awaitReady(c.ready); err != nil {
			t.Fatalf("%v\n%s", err, p.log)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.process = p
}

// arm has it killed at that point of that story.
func (c *colleague) arm(p killPoint, story string) <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.point, c.story, c.killed, c.inbox, c.heard, c.asked = p, story, make(chan struct{}), "", false, ""
	return c.killed
}

// look kills the worker when its time has come, and holds back the message that
// it then never sent, or never got.
func (c *colleague) look(f *frame) (pass bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.story == "" || f.subject == "" {
		return true
	}
	ack := "$JS.ACK.TOVMACH_EVENTS." + c.worker + "."
	switch {
	case !f.sent && strings.HasPrefix(f.reply, ack) && f.about(c.story):
		c.asked = f.reply
	case !f.sent && c.inbox != "" && f.subject == c.inbox:
		c.heard = true
		switch c.point.when {
		case unconfirmed:
			return c.kill()
		case unanswered:
			f.then = c.killNow
		}
	case f.sent && c.inbox == "" && c.isEffect(f):
		c.inbox = f.reply
		if c.point.when == beforeEffect {
			return c.kill()
		}
	case f.sent && c.heard && f.subject == c.asked && string(f.body) != "+WPI":
		if c.point.when == beforeAck {
			return c.kill()
		}
		f.then = c.killNow
	}
	return true
}

func (c *colleague) isEffect(f *frame) bool {
	switch c.point.effect {
	case "chunk":
		return strings.HasPrefix(f.subject, "$O.TOVMACH_VAULT.C.")
	case "meta":
		return strings.HasPrefix(f.subject, "$O.TOVMACH_VAULT.M.")
	case "term":
		return strings.HasPrefix(f.subject, "tovmach.glossary.")
	case "outbox":
		return strings.HasPrefix(f.subject, "tovmach.stories.") && f.about(c.story)
	case "folder", "nats":
		return strings.HasSuffix(f.subject, ".delivery_made") && f.about(c.story) && strings.Contains(string(f.body), `"outlet":"`+c.point.effect+`"`)
	}
	return strings.HasPrefix(f.subject, "tovmach.") && strings.HasSuffix(f.subject, "."+c.point.effect) && f.about(c.story)
}

// kill is kill -9; the message at hand is lost.
func (c *colleague) kill() (pass bool) {
	c.process.kill()
	c.story = ""
	close(c.killed)
	return false
}

// killNow is kill with the message at hand passed.
func (c *colleague) killNow() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kill()
}

// delivered is the story's file in the folder of the publisher, or nil.
func (c *colleague) delivered(slug string) os.FileInfo {
	info, err := os.Stat(filepath.Join(c.folder, slug+".en.html"))
	if err != nil {
		return nil
	}
	return info
}

// plainHistory tells a history so that it can be compared with another's: ids
// by the order in which they come, sequences by the events that have them, no
// times. It says where an id of a worker's event does not derive from the event
// that it answers.
func plainHistory(history []api.Happening, slug string) string {
	names := []string{string(history[0].Story), "STORY", slug, "SLUG"}
	var tasks []string
	for i, h := range history {
		names = append(names, string(h.ID), fmt.Sprintf("E%d", i))
		if h.Task != "" && !slices.Contains(tasks, string(h.Task)) {
			tasks = append(tasks, string(h.Task))
			names = append(names, string(h.Task), fmt.Sprintf("T%d", len(tasks)))
		}
	}
	plain := strings.NewReplacer(names...)
	sequences := map[string]string{}
	for i, h := range history {
		sequences[strconv.FormatUint(h.Sequence, 10)] = fmt.Sprintf("#%d", i)
	}
	var b strings.Builder
	for i, h := range history {
		derived := ""
		if strings.HasPrefix(string(h.By), "worker:") && !derives(h) {
			derived = " (the id is made up)"
		}
		data := plainData(plain.Replace(string(h.Data)), sequences)
		fmt.Fprintf(&b, "E%d %s by %s task %s after %s: %s%s\n", i, h.Kind, h.By, plain.Replace(string(h.Task)), plain.Replace(string(h.Cause)), data, derived)
	}
	return b.String()
}

// plainData rewrites an event's data: sequences by the events that have them,
// and without what differs from day to day.
func plainData(data string, sequences map[string]string) string {
	var fact map[string]any
	decoder := json.NewDecoder(strings.NewReader(data))
	decoder.UseNumber()
	if decoder.Decode(&fact) != nil {
		return data
	}
	for _, key := range []string{"lease_until", "receipt", "digest", "revision"} {
		delete(fact, key)
	}
	if claim, ok := fact["claim"].(json.Number); ok {
		fact["claim"] = sequences[claim.String()]
	}
	if tasks, ok := fact["tasks"].(map[string]any); ok { // what an assembly rests on
		for task, sequence := range tasks {
			tasks[task] = sequences[fmt.Sprint(sequence)]
		}
	}
	plain, err := json.Marshal(fact)
	if err != nil {
		return data
	}
	return string(plain)
}

// derives reports whether the event's id follows from the event that it
// answers.
func derives(h api.Happening) bool {
	of := string(h.Cause)
	var f struct {
		Outlet string `json:"outlet"`
		Claim  uint64 `json:"claim"`
	}
	if json.Unmarshal(h.Data, &f) != nil {
		return false
	}
	if h.Kind == pipeline.KindTaskExpired {
		return string(h.ID) == pipeline.DerivedID(string(h.Story), string(h.Task), string(h.Kind), strconv.FormatUint(f.Claim, 10))
	}
	return string(h.ID) == pipeline.DerivedID(string(h.Story), string(h.Kind), of, f.Outlet)
}
