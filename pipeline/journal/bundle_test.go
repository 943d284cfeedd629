package journal

import (
	"bytes"
	"testing"
)

// FuzzBundle: what can be read is written again to the byte, and nothing else
// of the same length is.
func FuzzBundle(f *testing.F) {
	whole := writeBundle("s1", []keptEvent{{3, []byte(`{"id":"a"}`)}, {7, []byte("{\n}")}, {8, nil}})
	f.Add(whole)
	f.Add(writeBundle("s1", nil))
	f.Add(whole[:len(whole)-1])
	f.Add(bytes.Replace(whole, []byte("7 3"), []byte("7 2"), 1))
	f.Add(bytes.Replace(whole, []byte("7 3"), []byte("2 3"), 1))
	f.Add([]byte("tovmach archive 1 s1\n1 99999999999999999999\n"))
	f.Add([]byte("tovmach archive 1 s1\n1 9223372036854775807\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		events, err := readBundle("s1", data)
		if err != nil {
			return
		}
		if again := writeBundle("s1", events); !bytes.Equal(again, data) {
			t.Errorf("%d events of\n%q\nare written\n%q", len(events), data, again)
		}
	})
}

// TestBundle: what was cut off or changed in its frame is not read.
func TestBundle(t *testing.T) {
	t.Parallel()
	whole := writeBundle("s1", []keptEvent{{3, []byte(`{"id":"a"}`)}, {7, []byte("{\n}")}})
	if events, err := readBundle("s1", whole); err != nil || len(events) != 2 || string(events[1].body) != "{\n}" || events[1].sequence != 7 {
		t.Errorf("read are %v, %v", events, err)
	}
	for name, data := range map[string][]byte{
		"of another story": writeBundle("s2", nil),
		"cut off":          whole[:len(whole)-1],
		"nothing":          nil,
		"a wrong length":   bytes.Replace(whole, []byte("7 3"), []byte("7 2"), 1),
		"out of order":     bytes.Replace(whole, []byte("7 3"), []byte("3 3"), 1),
		"no number":        bytes.Replace(whole, []byte("7 3"), []byte("x 3"), 1),
	} {
		if events, err := readBundle("s1", data); err == nil {
			t.Errorf("%s: read are %v", name, events)
		}
	}
}
