package match

import "math/bits"

// A word is hashed letter by letter while it is read: the hash is turned by
// some bits and a random number of the letter is mixed in. The number comes out
// of a table, so that letters wait for each other only two cycles long. 64 bits
// keep the words of any termbase apart; what is reported is compared letter by
// letter all the same.
const hashTurn = 7 // has no common factor with 64: a letter counts otherwise at each place

func hashLetter(h, number uint64) uint64 {
	return bits.RotateLeft64(h, hashTurn) ^ number
}

// letterNumber is the random number of a letter.
func letterNumber(r rune) uint64 {
	return hashEnd(uint64(r) * hashPrime)
}

const hashPrime = 0x9E3779B97F4A7C15 // the golden ratio

// hashEnd spreads what is in any bit of a hash over all of them. It is never 0.
func hashEnd(h uint64) uint64 {
	h ^= h >> 32
	h *= hashPrime
	h ^= h >> 29
	return max(h, 1)
}

func hashWord(runes []rune) uint64 {
	h := uint64(0)
	for _, r := range runes {
		h = hashLetter(h, letterNumber(r))
	}
	return hashEnd(h)
}

// path is the hash of the words of a phrase so far; 0 is none.
type path uint64

// begin is the path of a first word.
func begin(word uint64) path { return path(word) }

// then is the path that goes on with a separator and a word.
func (p path) then(sep uint32, word uint64) path {
	return path(hashEnd(uint64(p)*hashPrime ^ word + uint64(sep)))
}
