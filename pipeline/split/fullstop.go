package split

import "github.com/tovmach/tovmach/pipeline"

// english reports whether the text is English.
func (c *cursor) english() bool { return c.lang == pipeline.English }

// fullStop decides about a single full stop at i: does it end the sentence, or
// only an abbreviation, an initial or the number of an item?
func (c *cursor) fullStop(i int, o opening) bool {
	t := c.wordBefore(i)
	switch {
	case t.runes == 0 || t.long():
		return true
	case t.numeric() || t.roman:
		if c.item(t) {
			return false
		}
		if t.numeric() || t.runes > 1 {
			return true
		}
	case t.digits > 0:
		return true // "2014-го", "5G"
	}
	switch c.abbreviated(i) {
	case opens:
		return false
	case either:
		return o.kind == capital && c.startsWell(o)
	case closes:
		return o.kind == capital && !o.dash && !c.joined(t, o) && !c.onlyDate(t)
	}
	return true
}

// item reports whether the number t opens an item or a heading: it starts the
// sentence, or follows "Розділ" that does.
func (c *cursor) item(t token) bool {
	if t.start == c.first {
		return true
	}
	p := c.wordLeft(t)
	return p.runes > 0 && p.start == c.first && c.class(p)&heading != 0
}

// abbreviated returns what the abbreviation before the stop at i does: opens,
// either or closes; 0 if it is none.
func (c *cursor) abbreviated(i int) class {
	t := c.wordBefore(i)
	if t.runes == 0 || t.long() {
		return 0
	}
	if c.visibleBefore(t.start) == '°' {
		return 0 // "+5 °C."
	}
	if c.startsWith(t) && t.runes == 1 && t.capitals == 1 {
		return opens // an initial or the letter of an item
	}
	k := c.pair(t) & abbreviation
	if k == 0 {
		k = c.class(t) & abbreviation
	}
	shout := t.runes > 1 && t.capitals == t.runes
	switch {
	case k&word != 0, shout && k == 0:
		return 0
	case k&unit != 0:
		if c.counted(t) {
			return closes
		}
		return opens
	case t.runes == 1 && t.capitals == 1:
		return either // an initial: В. О. Зеленський
	case k != 0 && !shout:
		return k
	case shout:
		return 0
	case t.runes == 1:
		return opens // в. о. міністра
	case !t.vowel && t.runes <= 5:
		return closes // unknown, but no word: "стб."
	}
	return 0
}

// counted reports whether a number stands before t.
func (c *cursor) counted(t token) bool {
	p := c.wordLeft(t)
	return p.runes > 0 && (p.digits > 0 || p.roman || c.class(p)&scale != 0)
}

// startsWell reports whether o is a word that likes to start a sentence.
func (c *cursor) startsWell(o opening) bool {
	t := c.wordAt(o.at)
	r, _ := c.runeAt(t.end)
	if r == '.' && t.runes == 1 {
		return false // the next initial
	}
	return c.class(t)&starter != 0
}

// joined reports whether the abbreviation t goes on with the name at o: дол. США.
func (c *cursor) joined(t token, o opening) bool {
	n := c.key(0, t)
	c.buf[n] = '.'
	n = c.key(n+1, c.wordAt(o.at))
	return c.words[string(c.buf[:n])]&joins != 0
}

// maxDate is how many words a date has at most.
const maxDate = 8

// onlyDate reports whether nothing but a date stands before t, in its sentence
// or since "що": "Відомо, що в 2014 р. Росія…" has not ended.
func (c *cursor) onlyDate(t token) bool {
	for range maxDate {
		if t.start <= c.first {
			return true
		}
		p := c.wordLeft(t)
		switch k := c.class(p); {
		case p.runes == 0:
			return false
		case k&clause != 0:
			return true
		case p.digits == 0 && !p.roman && k&date == 0:
			return false
		}
		t = p
	}
	return false
}
