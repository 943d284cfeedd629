package pipeline

import (
	"encoding/json"
	"errors"
	"testing"
)

// TestUpgrade: events of old versions of a test kind are read as the present
// one, through every step; what cannot be brought there is refused.
func TestUpgrade(t *testing.T) {
	const kind Kind = "test.renamed"
	table := upgrades{kind: {
		func(old json.RawMessage) (json.RawMessage, error) { // to 2: the field has another name
			var f struct{ Nam *string }
			if err := json.Unmarshal(old, &f); err != nil {
				return nil, err
			}
			if f.Nam == nil {
				return nil, errors.New("no name")
			}
			return json.Marshal(map[string]string{"name": *f.Nam})
		},
		func(old json.RawMessage) (json.RawMessage, error) { // to 3: names are lists
			var f struct{ Name string }
			if err := json.Unmarshal(old, &f); err != nil {
				return nil, err
			}
			return json.Marshal(map[string][]string{"names": {f.Name}})
		},
	}}
	for _, tt := range []struct {
		name     string
		version  int
		data     string
		want     string
		now      int
		readable bool
	}{
		{"of version 1", 1, `{"nam":"Ira"}`, `{"names":["Ira"]}`, 3, true},
		{"of version 2", 2, `{"name":"Ira"}`, `{"names":["Ira"]}`, 3, true},
		{"of today", 3, `{"names":["Ira"]}`, `{"names":["Ira"]}`, 3, true},
		{"newer than known", 4, `{"names":{}}`, `{"names":{}}`, 4, false},
		{"no such payload", 1, `{"name":"Ira"}`, `{"name":"Ira"}`, 1, false},
		{"no JSON", 1, `{`, `{`, 1, false},
	} {
		stored := Event{ID: "e1", Kind: kind, Version: tt.version, Data: json.RawMessage(tt.data)}
		got := table.upgrade(stored)
		if string(got.Data) != tt.want || got.Version != tt.now {
			t.Errorf("%s: version %d %s, want %d %s", tt.name, got.Version, got.Data, tt.now, tt.want)
		}
		if string(stored.Data) != tt.data {
			t.Errorf("%s: what was stored became %s", tt.name, stored.Data)
		}
		if err := table.readable(got); (err == nil) != tt.readable {
			t.Errorf("%s: readable: %v", tt.name, err)
		}
	}
}
