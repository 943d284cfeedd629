package match

import "math/bits"

// A word is hashed letter by letter while it is read, in the manner of FxHash:
// rotate, xor, multiply. 64 bits keep the words of any termbase apart; what is
// reported is compared letter by letter all the same.
const (
	hashSeed  = 0x243F6A8885A308D3 // the first digits of pi
	hashPrime = 0x9E3779B97F4A7C15 // the golden ratio
)

func hashRune(h, r uint64) uint64 {
	return (bits.RotateLeft64(h, 5) ^ r) * hashPrime
}

func hashEnd(h uint64) uint64 {
	h ^= h >> 32
	h *= hashPrime
	return h ^ h>>29
}

func hashWord(runes []rune) uint64 {
	h := uint64(hashSeed)
	for _, r := range runes {
		h = hashRune(h, uint64(r))
	}
	return hashEnd(h)
}

// path is the hash of the words of a phrase so far; 0 is none yet.
type path uint64

// then is the path that goes on with a separator and a word.
func (p path) then(sep uint32, word uint64) path {
	h := hashEnd(uint64(p)*hashPrime ^ word + uint64(sep))
	if h == 0 {
		return 1
	}
	return path(h)
}
