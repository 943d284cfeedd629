package match

import "strings"

// arena holds the texts of forms in blocks of fixed size, so that it grows
// without being copied. No text straddles two blocks: an address is the number
// of a block and a place in it.
type arena []string

// An address has 16 bits for the place: no text is longer than a block.
const (
	blockBits = 16
	blockSize = 1 << blockBits
	maxText   = blockSize - 1
)

// text returns the text of n bytes at an address.
func (a arena) text(at uint32, n uint16) string {
	place := at % blockSize
	return a[at>>blockBits][place : place+uint32(n)]
}

// scribe writes an arena.
type scribe struct {
	full   arena
	block  strings.Builder
	last   string // what was written last, and where
	lastAt uint32
}

// write returns the address of a text. What is part of the text written last is
// not written again.
func (s *scribe) write(text string) uint32 {
	if i := strings.Index(s.last, text); i >= 0 {
		return s.lastAt + uint32(i)
	}
	if s.block.Len()+len(text) > blockSize {
		s.turn()
	}
	if s.block.Len() == 0 {
		s.block.Grow(blockSize)
	}
	s.last, s.lastAt = text, uint32(len(s.full)<<blockBits+s.block.Len())
	s.block.WriteString(text)
	return s.lastAt
}

// turn ends a block.
func (s *scribe) turn() {
	s.full = append(s.full, s.block.String())
	s.block.Reset()
}

// done returns what was written; the last block is as long as its texts.
func (s *scribe) done() arena {
	if s.block.Len() > 0 {
		s.full = append(s.full, strings.Clone(s.block.String()))
	}
	return s.full
}
