package office

// A Counter numbers the items of one list, at nine levels and more.
type Counter struct{ last []int }

// Next is the number of the next item at a level from 0; a list that has none
// there yet begins with start. What stands deeper begins over.
func (c *Counter) Next(level, start int) int {
	for len(c.last) <= level {
		c.last = append(c.last, 0)
	}
	c.last = c.last[:level+1]
	if c.last[level] == 0 {
		c.last[level] = start
	} else {
		c.last[level]++
	}
	return c.last[level]
}

// Restart makes the next item at a level the first again.
func (c *Counter) Restart(level int) {
	if level < len(c.last) {
		c.last[level] = 0
	}
}
