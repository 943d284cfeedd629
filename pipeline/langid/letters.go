package langid

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// letters are what is counted of a text. Latin letters that stand for the
// Cyrillic ones that they look like, in a word of both, count as those.
type letters struct {
	cyrillic int
	latin    int
	others   int
	counts   [lastLetter - firstLetter + 1]int // of Cyrillic letters, small
	words    int                               // in Latin letters
	english  int                               // of them, words that English has in every sentence
}

// The Cyrillic blocks of Unicode that living languages use.
const (
	firstLetter = 'Ѐ'
	lastLetter  = 'ԯ'
)

func (l *letters) of(c rune) int { return l.counts[c-firstLetter] }

func count(text string) letters {
	var l letters
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), isNoLetter) {
		l.word(word)
	}
	return l
}

// isNoLetter knows most letters of news without a look at Unicode's tables.
func isNoLetter(c rune) bool {
	switch {
	case 'Ѐ' <= c && c <= 'ҁ', 'a' <= c && c <= 'z':
		return false
	case c < 'A':
		return true
	}
	return !unicode.IsLetter(c) && !unicode.IsMark(c)
}

func (l *letters) word(word string) {
	mixed := strings.ContainsFunc(word, isCyrillic)
	latin := false
	for _, c := range word {
		if twin, ok := LookAlike(c); ok && mixed {
			c = twin
		}
		switch {
		case isCyrillic(c):
			l.cyrillic++
			l.counts[c-firstLetter]++
		case unicode.Is(unicode.Latin, c):
			l.latin++
			latin = true
		case unicode.IsLetter(c):
			l.others++
		}
	}
	if latin {
		l.words++
		if slices.Contains(strings.Fields("the of and to in is that for was with on as by at from"), word) {
			l.english++
		}
	}
}

func isCyrillic(c rune) bool {
	return 'Ѐ' <= c && c <= 'ҁ' || 'Ҋ' <= c && c <= lastLetter
}

func (l *letters) add(other *letters) {
	l.cyrillic += other.cyrillic
	l.latin += other.latin
	l.others += other.others
	l.words += other.words
	l.english += other.english
	for c, n := range other.counts {
		l.counts[c] += n
	}
}

func (l *letters) all() int { return l.cyrillic + l.latin + l.others }

// The alphabet of Ukrainian (Ukrainian orthography of 2019, paragraph 1), and
// those letters of it that its neighbours do not have.
const (
	alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
	ownOnly  = "іїєґ"
)

// own counts letters that Russian, Bulgarian, Serbian and Macedonian lack.
func (l *letters) own() int { return l.sum(ownOnly) }

// alien counts Cyrillic letters that Ukrainian lacks.
func (l *letters) alien() int { return l.cyrillic - l.sum(alphabet) }

func (l *letters) sum(of string) int {
	n := 0
	for _, c := range of {
		n += l.of(c)
	}
	return n
}

// belarusian reports whether there are ў, which only Belarusian has, ы and і,
// and of the first at least one in three hundred letters: half of the usual.
func (l *letters) belarusian() bool {
	return l.of('ў')*300 >= l.cyrillic && l.of('ў') > 0 && l.of('ы') > 0 && l.of('і') > 0
}

// distant reports whether one letter in a hundred is of no Slavic language:
// Kazakh, Tatar, Uzbek and others, some of which have і.
func (l *letters) distant() bool {
	return (l.cyrillic-l.sum(alphabet+"ыэъёўјљњћђџѓќѕѐѝ"))*100 > l.cyrillic
}

// cyrillicLang tells a language by the letters that it has for itself; "" when
// they do not tell.
func (l *letters) cyrillicLang() pipeline.Lang {
	switch {
	case l.distant():
		return ""
	case l.belarusian():
		return "be"
	case l.sum("ћђ") > 0:
		return "sr"
	case l.sum("ѓќѕ") > 0:
		return "mk"
	case l.sum("јљњџ") > 0: // of either
		return ""
	case l.sum("ыэё") > 0 && l.of('ъ') < l.sum("ыэ"): // many ъ are Crimean Tatar
		return "ru"
	case l.of('ъ') > 0 && l.sum("ыэё") == 0 && l.own() == 0:
		return "bg"
	}
	return ""
}

// latinLang is English when one word in ten is one that English cannot do
// without.
func (l *letters) latinLang() pipeline.Lang {
	if l.latin > l.others && l.english*10 >= l.words {
		return pipeline.English
	}
	return ""
}

// reason says what was counted, in words.
func (l *letters) reason() string {
	var alien []rune
	for at, n := range l.counts {
		if c := firstLetter + rune(at); n > 0 && !strings.ContainsRune(alphabet, c) {
			alien = append(alien, c)
		}
	}
	slices.SortStableFunc(alien, func(a, b rune) int { return l.of(b) - l.of(a) })
	if len(alien) == 0 {
		return fmt.Sprintf("«і», «ї» and «є» stand %s among %d Cyrillic letters", times(l.own()), l.cyrillic)
	}
	n := 0
	for _, c := range alien {
		n += l.of(c)
	}
	verb := "occur"
	if len(alien) == 1 {
		verb = "occurs"
	}
	return fmt.Sprintf("%s %s %s, «і», «ї» and «є» %s", named(alien), verb, times(n), times(l.own()))
}

// named lists the first three letters.
func named(letters []rune) string {
	var quoted []string
	for _, c := range letters[:min(len(letters), 3)] {
		quoted = append(quoted, "«"+string(c)+"»")
	}
	if last := len(quoted) - 1; last > 0 {
		return strings.Join(quoted[:last], ", ") + " and " + quoted[last]
	}
	return quoted[0]
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
