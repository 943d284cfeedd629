package pipeline_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestEncodeStory: a story that was encoded and decoded is the same, and stays
// so whatever is applied to both. The sequences of events are random.
func TestEncodeStory(t *testing.T) {
	for seed := range uint64(20) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 16))
			a := opened(t)
			copied := again(t, a.Story)
			for range 60 {
				ev := randomEvent(a, random)
				next, err := a.Apply(ev)
				other, cerr := copied.Apply(ev)
				if fmt.Sprint(err) != fmt.Sprint(cerr) {
					t.Fatalf("event %d gives %v to the story and %v to its copy", ev.Sequence, err, cerr)
				}
				a.Story, a.events = next, append(a.events, ev)
				copied = other
				if random.IntN(3) == 0 {
					copied = again(t, copied)
				}
				if !reflect.DeepEqual(copied, a.Story) {
					t.Fatalf("after event %d (%s) the copy is\n%+v\nand the story\n%+v", ev.Sequence, ev.Kind, copied, a.Story)
				}
			}
		})
	}
	if got := again(t, pipeline.Story{}); !reflect.DeepEqual(got, pipeline.Story{}) {
		t.Errorf("no story becomes %+v", got)
	}
}

func again(t testing.TB, s pipeline.Story) pipeline.Story {
	t.Helper()
	data, err := pipeline.EncodeStory(s)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pipeline.DecodeStory(data)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func FuzzDecodeStory(f *testing.F) {
	data, err := pipeline.EncodeStory(approved(f).Story)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"Story":{"Tasks":[{}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) { // what can be decoded is encoded and decoded the same
		s, err := pipeline.DecodeStory(data)
		if err != nil {
			return
		}
		if got := again(t, s); visible(t, got) != visible(t, s) {
			t.Errorf("became\n%s\nfrom\n%s", visible(t, got), visible(t, s))
		}
	})
}
