package pipeline

import (
	"reflect"
	"testing"
)

// TestShape: any change of a type gives another shape, however deep it is.
func TestShape(t *testing.T) {
	type leaf struct{ A, B int }
	type tree struct {
		Leaves map[string][]*leaf
		Tree   *struct{ Sub []leaf }
	}
	seen := map[string]int{}
	for i, v := range []any{
		tree{},
		struct{ Leaves map[string][]*leaf }{},
		struct {
			Leaves map[string][]*struct{ A, C int }
			Tree   *struct{ Sub []leaf }
		}{},
		struct {
			Leaves map[string][]*leaf
			Tree   *struct {
				Sub []leaf `json:"sub"`
			}
		}{},
	} {
		key := shape(reflect.TypeOf(v))
		if before, ok := seen[key]; ok {
			t.Errorf("types %d and %d have the same shape", before, i)
		}
		seen[key] = i
	}
	if a, b := shape(reflect.TypeFor[whole]()), shape(reflect.TypeFor[whole]()); a != b {
		t.Errorf("the shape of a story is %s and %s", a, b)
	}
}
