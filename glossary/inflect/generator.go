package inflect

// Generator makes forms as the function Generate does, with memory that it uses
// again: for the forms of many names. The zero value is ready. It is for one
// goroutine at a time.
type Generator struct {
	set    formSet
	joiner joiner
	block  []reading // holds the readings of the name at hand
	free   []reading // the end of it that is not used
	fields []field
	rules  ruleNames
}

// How many readings a word and a phrase usually have at most; more cost memory
// that is not used again.
const (
	readingsOfWord   = 96
	readingsOfPhrase = 128
)

// reset forgets the name before.
func (g *Generator) reset() {
	g.set.reset()
	if g.rules == nil {
		g.rules = ruleNames{}
	}
	g.free = g.block
}

// room returns an empty slice for n readings, good until the next name.
func (g *Generator) room(n int) []reading {
	if len(g.free) < n {
		g.block = make([]reading, max(n, 2*len(g.block)))
		g.free = g.block
	}
	room := g.free[:0:n]
	g.free = g.free[n:]
	return room
}

// sized returns a slice of n elements with the memory, and what is in it, of s
// where that is enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		s = append(s[:cap(s)], make([]T, n-cap(s))...)
	}
	return s[:n]
}
