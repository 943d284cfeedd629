package journal

import (
	"testing"
	"testing/quick"
	"time"
)

// FuzzRemnant: whatever stands in a snapshot is a remnant to the byte, or none,
// and is taken without a panic.
func FuzzRemnant(f *testing.F) {
	f.Add("")
	f.Add("\x02s1\x05")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
	f.Add("\x01a\x01\x01b\x01c\x02\x01t\x01d\x03\x04\x01e\x01f\x01g\x02\x00\x02\x00\x01\x01\x01\x00")
	f.Fuzz(func(t *testing.T, text string) {
		_, _, _, tasks := remnant(text).names()
		for range tasks {
		}
		story, ok := remnant(text).story()
		if !ok {
			return
		}
		again, ok := pack(story).story()
		if !ok || pack(again) != pack(story) {
			t.Errorf("%q is %+v, and packed again %+v", text, story, again)
		}
	})
}

// TestPack: what is packed comes back.
func TestPack(t *testing.T) {
	t.Parallel()
	err := quick.Check(func(n uint64, text string, list []string, seconds int32, nanos uint32) bool {
		at := time.Unix(int64(seconds), int64(nanos)).UTC()
		u := &unpacker{rest: string(packTime(packTexts(packText(packNumber(nil, n), text), list), at))}
		gotN, gotText, gotList, gotAt := u.number(), u.text(), unpackTexts[string](u), u.time()
		same := gotN == n && gotText == text && len(gotList) == len(list) && (gotList == nil) == (list == nil) && gotAt.Equal(at)
		for i := range list {
			same = same && gotList[i] == list[i]
		}
		return same && !u.broken && u.rest == ""
	}, nil)
	if err != nil {
		t.Error(err)
	}
}
