package match

import (
	"iter"
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

// variants yields the ways to write a form of a term. Only people have more
// than one: surname first, initials before and behind the surname, without the
// patronymic, and the surname alone.
func variants(kind glossary.Kind, t glossary.Term, f inflect.Form) iter.Seq[varied] {
	return func(yield func(varied) bool) {
		if kind != glossary.Person {
			yield(varied{form: f})
			return
		}
		for _, v := range names(t, f) {
			if !yield(v) {
				return
			}
		}
	}
}

// names returns the variants of a form of a person's name.
func names(t glossary.Term, f inflect.Form) []varied {
	given, family := nameParts(strings.Fields(f.Text))
	lemma, _ := nameParts(strings.Fields(t.Text))
	if len(given) == 0 || len(lemma) != len(given) {
		return []varied{{form: f}}
	}
	all := []varied{{f, full, person}}
	add := func(v variant, parts ...string) {
		named := f
		named.Text = strings.Join(parts, " ")
		all = append(all, varied{named, v, person})
	}
	add(full, family, strings.Join(given, " "))
	if len(given) == 2 && isPatronymic(lemma[1]) {
		add(full, given[0], family)
		add(full, family, given[0])
		add(initials, initial(lemma[0])+family)
		add(initials, family, initial(lemma[0]))
	}
	var letters string
	for _, name := range lemma {
		letters += initial(name)
	}
	add(initials, letters+family)
	add(initials, family, letters)
	add(surname, family)
	if words := strings.Fields(family); len(words) > 1 {
		add(surname, words[len(words)-1])
	}
	return all
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
