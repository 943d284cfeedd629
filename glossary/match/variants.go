package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// varied is a form with how much of a name it has.
type varied struct {
	form    inflect.Form
	variant variant
	flags   recFlags // person, or nothing
}

// personName is the name of a person whose forms are varied; without given names
// it is no name that is written in several ways.
type personName struct {
	given    []string // of the lemma
	initials string   // of all given names
	families []family // that were varied already
	fronts   []front  // of the form at hand
	whole    []byte   // the text with all its variants
}

// family is a form of a surname with the best grade that it had.
type family struct {
	text  string
	grade inflect.Grade
}

func personNameOf(kind glossary.Kind, lemma string) personName {
	if kind != glossary.Person {
		return personName{}
	}
	given, _ := nameParts(strings.Fields(lemma))
	n := personName{given: given}
	for _, name := range given {
		n.initials += initial(name)
	}
	return n
}

// appendVaried appends the ways to write a form of a term. Only people have more
// than one: surname first, initials before and behind the surname, without the
// patronymic, and the surname alone. All are parts of one text, which is written
// first, so that the arena has each only once.
func (n *personName) appendVaried(dst []varied, arena *scribe, f inflect.Form) []varied {
	dst = append(dst, varied{form: f})
	if len(n.given) == 0 {
		return dst
	}
	given, family := nameParts(strings.Fields(f.Text))
	if len(given) != len(n.given) {
		return dst
	}
	dst[len(dst)-1].flags = person
	alone := n.isNew(family, f.Grade)
	fronts := n.varyFronts(given, alone)
	n.whole = n.whole[:0]
	for _, front := range fronts {
		n.whole = append(append(n.whole, front.text...), family...)
		n.whole = append(append(n.whole, ' '), strings.TrimSuffix(front.text, " ")...)
	}
	whole := arena.keep(n.whole)
	add := func(v variant, start, end int) {
		named := f
		named.Text = whole[start:end]
		dst = append(dst, varied{named, v, person})
	}
	at := 0
	for i, front := range fronts {
		start := at + len(front.text)
		end := start + len(family)
		if i > 0 {
			add(front.variant, at, end)
		}
		at = end + 1 + len(strings.TrimSuffix(front.text, " "))
		add(front.variant, start, at)
	}
	if alone {
		start := len(fronts[0].text)
		add(surname, start, start+len(family))
		if space := strings.LastIndexByte(family, ' '); space > 0 {
			add(surname, start+space+1, start+len(family))
		}
	}
	return dst
}

// isNew says whether no form varied before had this surname and a grade as good:
// what has nothing else of a form need not be varied again.
func (n *personName) isNew(text string, grade inflect.Grade) bool {
	for i := range n.families {
		if n.families[i].text == text {
			better := grade < n.families[i].grade
			n.families[i].grade = min(grade, n.families[i].grade)
			return better
		}
	}
	n.families = append(n.families, family{text, grade})
	return true
}

// front is what may stand before a surname, with the space before that.
type front struct {
	text    string
	variant variant
}

// varyFronts sets what may stand before the surname of a form with these given
// names: all of them first, the initials only if asked for.
func (n *personName) varyFronts(given []string, withInitials bool) []front {
	n.fronts = append(n.fronts[:0], front{strings.Join(given, " ") + " ", full})
	patronymic := len(given) == 2 && isPatronymic(n.given[1])
	if patronymic {
		n.fronts = append(n.fronts, front{given[0] + " ", full})
		if withInitials {
			n.fronts = append(n.fronts, front{initial(n.given[0]), initials})
		}
	}
	if withInitials {
		n.fronts = append(n.fronts, front{n.initials, initials})
	}
	return n.fronts
}

// nameParts parts the words of a name: the surname is the last one, with the
// particles before it. A name of one word has no parts.
func nameParts(words []string) (given []string, family string) {
	if len(words) < 2 {
		return nil, ""
	}
	at := len(words) - 1
	for at > 1 && isParticle(words[at-1]) {
		at--
	}
	return words[:at], strings.Join(words[at:], " ")
}

func isParticle(word string) bool {
	return slices.Contains([]string{
		"аль", "бен", "бін", "ван", "вон", "да", "дель", "делла", "ден", "дер", "де", "ді", "ду", "ель", "ібн", "ла", "ле", "тер", "фон", "цу",
	}, word)
}

// isPatronymic says whether the base form of a name is a patronymic.
func isPatronymic(name string) bool {
	for _, end := range []string{"ович", "йович", "евич", "івна", "ївна", "ліч", "кич", "мич"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// initial returns the first letter of a name with a full stop.
func initial(name string) string {
	_, n := utf8.DecodeRuneInString(name)
	return name[:n] + "."
}
