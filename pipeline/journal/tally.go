package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"

	"github.com/tovmach/tovmach/pipeline"
)

// A tally is a sum over all events up to a sequence, of a hash of each one's
// sequence and hash. The chains hold the order within an aggregate; the tally
// holds which event stands at which place in the whole journal. The order of
// adding is of no matter, so archived events can be added too.
type tally struct {
	sum   [4]uint64
	upTo  uint64
	count uint64
}

func (t *tally) add(at pipeline.Head) {
	digest := sha256.Sum256(append(binary.BigEndian.AppendUint64(nil, at.Sequence), at.Hash...))
	carry := uint64(0)
	for i := range t.sum {
		t.sum[i], carry = bits.Add64(t.sum[i], binary.LittleEndian.Uint64(digest[8*i:]), carry)
	}
	t.count++
	t.upTo = max(t.upTo, at.Sequence)
}

// String is the sum in hex.
func (t *tally) String() string {
	var b []byte
	for _, part := range t.sum {
		b = binary.LittleEndian.AppendUint64(b, part)
	}
	return hex.EncodeToString(b)
}

// parseTally is the inverse of String.
func parseTally(text string, upTo uint64) (tally, bool) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 32 {
		return tally{}, false
	}
	t := tally{upTo: upTo, count: upTo}
	for i := range t.sum {
		t.sum[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return t, true
}

// exchanged is the damage of a journal whose tally is another.
func exchanged(upTo uint64) pipeline.Damage {
	return pipeline.Damage{Sequence: upTo, What: "of the entries up to here, one was changed or stands in the place of another"}
}
