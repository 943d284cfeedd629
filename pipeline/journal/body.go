package journal

import (
	"bytes"
	"encoding/json"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/tovmach/tovmach/pipeline"
)

// dataField begins the last field of a body as it is stored.
const dataField = `,"data":`

// writeBody returns the body as json.Marshal does, but puts the payload in as it
// stands: that was marshalled a moment before, and is most of the body.
func writeBody(ev pipeline.Event) ([]byte, error) {
	data := ev.Data
	if !object(data) {
		return json.Marshal(ev)
	}
	ev.Data = nil
	body, err := json.Marshal(ev)
	if err != nil {
		return nil, err
	}
	return slices.Concat(body[:len(body)-1], []byte(dataField), data, []byte("}")), nil
}

// readBody reads a stored body. It is read at every hop, and most of it is the
// payload, which most readers never look into; so that is cut out as it stands.
// Whoever wants it decodes it, and learns then whether it is well formed.
func readBody(body []byte) (ev pipeline.Event, err error) {
	if envelope, data, ok := cut(body); ok {
		if err := jsonv2.Unmarshal(envelope, &ev); err == nil && ev.DataAt == "" {
			ev.Data = data
			return ev, nil
		}
		ev = pipeline.Event{}
	}
	return ev, json.Unmarshal(body, &ev)
}

// cut takes the payload out of a body: the last field, an object. It is not ok when the body looks otherwise.
func cut(body []byte) (envelope, data []byte, ok bool) {
	head, rest, found := bytes.Cut(body, []byte(dataField))
	if !found || !bytes.HasSuffix(head, []byte(`"`)) || !bytes.HasPrefix(rest, []byte("{")) || !bytes.HasSuffix(rest, []byte("}")) {
		return nil, nil, false
	}
	if data = rest[:len(rest)-1]; !object(data) {
		return nil, nil, false
	}
	return append(slices.Clip(head), '}'), slices.Clip(data), true
}

// object reports whether data is one object from end to end, as far as its
// brackets and strings tell.
func object(data []byte) bool {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			end := closing(data[i+1:])
			if end < 0 {
				return false
			}
			i += 1 + end
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i == len(data)-1
			}
		}
	}
	return false
}

// closing returns where the quotation mark is that ends a string, or -1.
func closing(s []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(s[from:], '"')
		if i < 0 {
			return -1
		}
		i += from
		slashes := 0
		for slashes < i && s[i-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return i
		}
		from = i + 1
	}
}
