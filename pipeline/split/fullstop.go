package split

// fullStop decides about a single full stop at i: does it end the sentence, or
// only an abbreviation, an initial or the number of an item?
func (c *cursor) fullStop(i int, o opening) bool {
	t := c.wordBefore(i)
	switch {
	case t.runes == 0 || t.long():
		return true
	case t.numeric() || t.roman():
		if c.item(t) {
			return false
		}
		if t.numeric() || t.runes > 1 {
			return true
		}
	case t.digits > 0:
		return true // "2014-го", "5G"
	}
	k := c.abbreviation(t)
	switch {
	case k == 0:
		return true
	case k == opens, o.kind != capital:
		return false
	}
	next := c.wordAt(o.at)
	switch {
	case !c.capitalised(next):
		return false
	case k == either:
		return !c.initial(next) && (c.class(next)&starter != 0 || c.surnameFirst(t))
	}
	return !o.dash && !c.joined(t, next) && !c.onlyDate(t)
}

// capitalised reports whether the next word, with its capital, is no Roman
// number: after "2-а пол." the sentence goes on with "XIX ст.", but may end
// before "І".
func (c *cursor) capitalised(next token) bool {
	return !next.roman() || next.runes == 1 && c.text[next.start] >= 0x80
}

// item reports whether the number t opens an item or a heading: it starts the
// sentence, or follows "Розділ" that does.
func (c *cursor) item(t token) bool {
	if t.start == c.first {
		return t.digits < 4 || t.marks > 0 // no year
	}
	p := c.wordLeft(t)
	return p.runes > 0 && p.start == c.first && c.class(p)&heading != 0
}

// abbreviation returns what the abbreviation t before a stop does: opens,
// either or closes; 0 if it is none.
func (c *cursor) abbreviation(t token) class {
	switch {
	case t.runes == 0, t.long(), c.visibleBefore(t.start) == '°':
		return 0
	case t.initial() && t.start == c.first:
		return opens // of a name or of an item
	}
	switch k := c.listed(t); {
	case k == word, t.shouted() && !c.nextWord(t).shouted():
		return 0
	case k == unit && c.counted(t):
		return closes
	case k == unit:
		return opens
	case k != 0:
		return k
	case t.runes == 1:
		return opens // в. о. міністра
	case t.runes <= guessed && !t.shouted() && c.vowelless(t):
		return closes // unknown, but no word: "стб."
	}
	return 0
}

// listed returns the class of the abbreviation t in the words, together with
// the abbreviation before it if they are listed so.
func (c *cursor) listed(t token) class {
	if k := c.pair(t) & abbreviations; k != 0 {
		return k
	}
	if t.initial() {
		return either // В. О. Зеленський
	}
	return c.class(t) & abbreviations
}

// counted reports whether a number stands before t.
func (c *cursor) counted(t token) bool {
	p := c.wordLeft(t)
	return p.runes > 0 && (p.digits > 0 || p.roman() || c.class(p)&scale != 0)
}

// initial reports whether t is an initial.
func (c *cursor) initial(t token) bool {
	return t.runes == 1 && c.visibleAt(t.end) == '.'
}

// surnameFirst reports whether t is an initial behind its surname, not at the
// start: «підписав Петренко В. І.»
func (c *cursor) surnameFirst(t token) bool {
	for range 3 {
		if !t.initial() {
			break
		}
		t = c.wordLeft(t)
	}
	return t.start > c.first && c.surname(t)
}

// joined reports whether the abbreviation t goes on with the name next: дол. США.
func (c *cursor) joined(t, next token) bool {
	n := c.key(0, t)
	c.buf[n] = '.'
	n = c.key(n+1, next)
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
		case p.digits == 0 && !p.roman() && k&date == 0:
			return false
		}
		t = p
	}
	return false
}
