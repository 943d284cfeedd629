package split

import (
	_ "embed"
	"maps"
	"strings"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
)

// A class is what a word means for the end of a sentence; a set of bits, as a
// word can be of several. The files uk.txt and en.txt say what each class is.
type class uint16

const (
	opens class = 1 << iota
	either
	closes
	unit
	word
	scale
	joins
	surname
	heading
	date
	clause
	says
	starter

	abbreviations = opens | either | closes | unit | word
)

// words are the telling words of a language: lower case, apostrophes as U+0027.
type words map[string]class

// set gives word w the class c; of the abbreviation classes it has the last.
func (ws words) set(c class, w string) {
	w = strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return lower(r)
	}, strings.TrimSuffix(w, "."))
	if c&abbreviations != 0 {
		ws[w] &^= abbreviations
	}
	ws[w] |= c
}

// guessed is how long a word may be, in characters, that is taken for an
// abbreviation though no file knows it.
const guessed = 5

// classNamed returns the class that a file calls name, 0 if there is none.
func classNamed(name string) class {
	for i, n := range strings.Fields("opens either closes unit word scale joins surname heading date clause says starter") {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// parse reads a file of words into ws.
func (ws words) parse(file string) {
	for line := range strings.Lines(file) {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range fields[1:] {
			ws.set(classNamed(fields[0]), w)
		}
	}
}

//go:embed uk.txt
var ukrainianWords string

//go:embed en.txt
var englishWords string

// The splitters without options. Ukrainian texts are full of Latin names, so
// their splitter knows the English abbreviations too.
//
//nolint:gochecknoglobals // made once from the embedded files, never changed
var (
	ukrainian = sync.OnceValue(func() *Splitter {
		ws := words{}
		ws.parse(englishWords)
		ws.parse(ukrainianWords)
		return &Splitter{words: ws, lang: pipeline.Ukrainian}
	})
	english = sync.OnceValue(func() *Splitter {
		ws := words{}
		ws.parse(englishWords)
		return &Splitter{words: ws, lang: pipeline.English}
	})
)

// builtin returns the splitter of lang without options.
func builtin(lang pipeline.Lang) *Splitter {
	switch lang {
	case pipeline.Ukrainian:
		return ukrainian()
	case pipeline.English:
		return english()
	}
	return &Splitter{lang: lang}
}

// wordsOf returns a copy of lang's words.
func wordsOf(lang pipeline.Lang) words {
	ws := maps.Clone(builtin(lang).words)
	if ws == nil {
		ws = words{}
	}
	return ws
}
