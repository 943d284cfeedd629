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
	at := s.room(len(text))
	s.block.WriteString(text)
	s.written(at)
	return s.lastAt
}

// keep writes a text and returns it as the arena has it. One that is too long
// for the arena is only returned.
func (s *scribe) keep(text []byte) string {
	if len(text) > maxText {
		return string(text)
	}
	at := s.room(len(text))
	s.block.Write(text)
	s.written(at)
	return s.last
}

// room makes room for n bytes in the block and returns where they go.
func (s *scribe) room(n int) int {
	if s.block.Len()+n > blockSize {
		s.turn()
	}
	if s.block.Len() == 0 {
		s.block.Grow(blockSize)
	}
	return s.block.Len()
}

// written notes what stands in the block from at on as written last.
func (s *scribe) written(at int) {
	s.last, s.lastAt = s.block.String()[at:], uint32(len(s.full)<<blockBits+at)
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
