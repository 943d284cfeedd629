package journal

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// FuzzReadBody: readBody reads what encoding/json reads, and the same of it. What it
// reads beyond that has a payload that nobody can decode.
func FuzzReadBody(f *testing.F) {
	for _, body := range []string{
		`{"id":"e1","story":"s1","kind":"story.submitted","v":1,"time":"2020-10-15T12:00:00Z","actor":"ira","data":{"slug":"a\\\"}{b"}}`,
		`{"id":"e1","kind":"k","v":1,"time":"2020-10-15T12:00:00Z","actor":"a","prev":"p","data":{"a":[{"b":"}"}],"data":{"c":"\\\\"}}}`,
		`{"id":"e1","kind":"k","v":1,"time":"2020-10-15T12:00:00Z","actor":"a","data":{},"data_at":"d"}`,
		`{"id":"e1","kind":"k","v":1,"time":"2020-10-15T12:00:00Z","actor":"a","data_at":"d"}`,
		`{"id":"e1","data":{"a":1},"data":{"b":2}}`,
		`{"id":"e1","data": {"a": 1}, "v": 2}`,
		`{"id":"e1","Data":{"a":1},"data":{"b":2}}`,
		`{"id":"e1","x":{"y":1,"data":{"a":1}}}`,
		`{"id":"e1","data":[1,2]}`, `{"id":"e1","data":null}`, `{"id":"e1","data":{"a":`, `{"id":"e,"data":{}}`, `{,"data":{}}`, `{}`, ``,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var want pipeline.Event
		known := json.Unmarshal(body, &want)
		got, err := readBody(body)
		switch {
		case known == nil && err != nil:
			t.Errorf("%v", err)
		case known == nil && !reflect.DeepEqual(got, want):
			t.Errorf("got %+v, want %+v", got, want)
		case known != nil && err == nil && json.Valid(got.Data):
			t.Errorf("read as %+v, encoding/json says %v", got, known)
		}
	})
}

// TestWriteBody: a body is written as encoding/json writes the event.
func TestWriteBody(t *testing.T) {
	submitted, err := pipeline.NewEvent("e1", "s1", "ira", pipeline.StorySubmitted{Slug: "a", Desk: "<&>\u2028 \"}{\\"})
	if err != nil {
		t.Fatal(err)
	}
	chained := submitted
	chained.Prev, chained.Cause, chained.Trace = "p", "e0", "00-1"
	apart := submitted
	apart.Data, apart.DataAt = nil, "d"
	odd := submitted
	odd.Data = json.RawMessage(`"{} {"`)
	for name, ev := range map[string]pipeline.Event{"submitted": submitted, "chained": chained, "payload in the vault": apart, "no object": odd} {
		want, err := json.Marshal(ev)
		if err != nil {
			t.Fatal(err)
		}
		got, err := writeBody(ev)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s: %s, %v; encoding/json writes %s", name, got, err, want)
		}
	}
}
