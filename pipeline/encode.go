package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"reflect"
	"strconv"
)

// foldVersion counts the changes of what Apply makes of the same events. A
// change of what a Story consists of is noticed without it, and a snapshot names
// the program as well.
const foldVersion = 1

// whole is a story with what it keeps to itself.
type whole struct {
	Story  Story
	Events []EventID
	Moved  []uint64 // of each task
}

// EncodeStory returns the story for DecodeStory to read, with all that its fold
// needs to go on.
func EncodeStory(s Story) ([]byte, error) {
	w := whole{Story: s, Events: s.events}
	for _, t := range s.Tasks {
		w.Moved = append(w.Moved, t.moved)
	}
	data, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("encode story %s: %w", s.ID, err)
	}
	return data, nil
}

// DecodeStory is the inverse of EncodeStory by a program of the same FoldKey.
func DecodeStory(data []byte) (Story, error) {
	var w whole
	if err := unmarshal(data, &w); err != nil {
		return Story{}, fmt.Errorf("decode story: %w", err)
	}
	if len(w.Moved) != len(w.Story.Tasks) {
		return Story{}, fmt.Errorf("decode story %s: %d tasks and %d of their moves", w.Story.ID, len(w.Story.Tasks), len(w.Moved))
	}
	w.Story.events = w.Events
	for i := range w.Story.Tasks {
		w.Story.Tasks[i].moved = w.Moved[i]
	}
	return w.Story, nil
}

// Told is how many events the story tells.
func (s Story) Told() int { return len(s.events) }

// FoldKey names what a fold consists of. A story that was encoded under
// another key is folded anew.
func FoldKey() string {
	return strconv.Itoa(foldVersion) + "-" + shape(reflect.TypeFor[whole]())
}

// shape is a hash of the type as deep as it goes: names, types and tags of all
// fields.
func shape(t reflect.Type) string {
	sum := sha256.New()
	describeType(sum, t, map[reflect.Type]bool{})
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func describeType(w hash.Hash, t reflect.Type, seen map[reflect.Type]bool) {
	w.Write(fmt.Appendln(nil, t.Kind(), t)) // a hash never fails
	if seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			w.Write(fmt.Appendln(nil, f.Name, f.Tag)) // a hash never fails
			describeType(w, f.Type, seen)
		}
	case reflect.Slice, reflect.Pointer, reflect.Array:
		describeType(w, t.Elem(), seen)
	case reflect.Map:
		describeType(w, t.Key(), seen)
		describeType(w, t.Elem(), seen)
	}
}
