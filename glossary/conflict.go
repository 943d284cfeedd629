package glossary

import (
	"fmt"
	"strings"
)

// ConflictKind says in what way entries contradict each other or themselves.
type ConflictKind string

// The kinds of conflicts.
const (
	SameID                 ConflictKind = "same-id"                  // two entries with one id
	SameForm               ConflictKind = "same-form"                // one Ukrainian word in two entries of a subject
	FormIsTerm             ConflictKind = "form-is-term"             // a listed form is the term of another entry
	AgainstEstablished     ConflictKind = "against-established"      // another English form than the established one
	TwoPreferred           ConflictKind = "two-preferred"            // of one language, at one time
	PreferredAndDeprecated ConflictKind = "preferred-and-deprecated" // the same word, at one time
	NearDuplicate          ConflictKind = "near-duplicate"           // case, apostrophe or romanization apart, the same
	NotToBeTranslated      ConflictKind = "not-to-be-translated"     // and yet with a translation
)

// Conflict is a contradiction between two entries, or inside one: First and
// Second are the same then. An Error stops an entry from being saved or
// imported, a Warning is for the keeper to judge.
type Conflict struct {
	Kind     ConflictKind `json:"kind"`
	Severity Severity     `json:"severity"`
	First    EntryID      `json:"first"`
	Second   EntryID      `json:"second"`
	Lang     string       `json:"lang,omitempty"`
	Text     string       `json:"text,omitempty"` // the word they disagree about, as Second has it
	Message  string       `json:"message"`        // a sentence for people
}

// Conflicts finds what contradicts in entries, in their order. The function
// fold gives English names that differ in their romanization only the same key,
// and "" to what is no name; nil leaves such names apart. Among the entries
// that share a word each is held against some of the earlier ones only, so that
// the work grows with the number of entries and no faster.
func Conflicts(entries []Entry, fold func(text string) string) []Conflict {
	f := finder{words: map[string][]use{}, folded: map[string][]use{}, ids: map[EntryID]bool{}, fold: fold}
	for i := range entries {
		f.entry(&entries[i])
	}
	return f.found
}

// compared is how many earlier uses of a word one is held against.
const compared = 16

// finder has seen some entries and finds conflicts of the next one with them.
type finder struct {
	ids    map[EntryID]bool
	words  map[string][]use // by language and text
	folded map[string][]use // by language and folded text
	fold   func(string) string
	found  []Conflict
}

// use is a word that an entry has, as a term or as a listed form of it.
type use struct {
	entry  *Entry
	term   *Term
	text   string
	listed bool
}

func (f *finder) add(kind ConflictKind, severity Severity, a, b use, message string, args ...any) {
	f.found = append(f.found, Conflict{
		Kind: kind, Severity: severity, First: a.entry.ID, Second: b.entry.ID,
		Lang: b.term.Lang, Text: b.text, Message: fmt.Sprintf(message, args...),
	})
}

func (f *finder) entry(e *Entry) {
	if f.ids[e.ID] {
		f.found = append(f.found, Conflict{
			Kind: SameID, Severity: Error, First: e.ID, Second: e.ID,
			Message: fmt.Sprintf("There are two entries with the id %q.", e.ID),
		})
	}
	f.ids[e.ID] = true
	f.inside(e)
	var uses []use
	for i := range e.Terms {
		t := &e.Terms[i]
		uses = append(uses, use{e, t, t.Text, false})
		if t.Lang != "uk" {
			continue
		}
		for _, form := range t.Forms {
			if !strings.HasPrefix(form, "-") {
				uses = append(uses, use{e, t, strings.TrimPrefix(form, "+"), true})
			}
		}
	}
	for _, u := range uses {
		f.across(u)
	}
}

// across holds a use against earlier ones in other entries.
func (f *finder) across(u use) {
	word := u.term.Lang + "\x00" + u.text
	for _, earlier := range recent(f.words[word]) {
		if earlier.entry != u.entry && meet(earlier, u) {
			f.sameWord(earlier, u)
		}
	}
	f.words[word] = append(f.words[word], u)
	if u.listed {
		return
	}
	key := u.term.Lang + "\x00" + f.key(u)
	for _, earlier := range recent(f.folded[key]) {
		if earlier.entry != u.entry && earlier.text != u.text && meet(earlier, u) {
			f.add(NearDuplicate, Warning, earlier, u, "%s and %s are nearly the same word; they may be one concept.", name(earlier), name(u))
		}
	}
	f.folded[key] = append(f.folded[key], u)
}

func recent(uses []use) []use { return uses[max(0, len(uses)-compared):] }

// key folds what is often written in two ways: case and apostrophes, and the
// romanization of English names.
func (f *finder) key(u use) string {
	if u.term.Lang == "en" && f.fold != nil {
		if key := f.fold(u.text); key != "" {
			return key
		}
	}
	return strings.ToLower(strings.Map(apostrophe, u.text))
}

// apostrophe makes one character of all that is written for an apostrophe.
func apostrophe(r rune) rune {
	if strings.ContainsRune("’‘ʼ`´′＇", r) {
		return '\''
	}
	return r
}

// meet says whether a desk can have both uses before it at one time.
func meet(a, b use) bool {
	desks := a.entry.Desk == "" || b.entry.Desk == "" || a.entry.Desk == b.entry.Desk
	return desks && a.term.Validity.Overlaps(b.term.Validity)
}

// name writes a use for people: the word and the entry it stands in.
func name(u use) string {
	head := u.entry.Preferred("uk")
	if head == "" || head == u.text {
		return fmt.Sprintf("%q (entry %s)", u.text, u.entry.ID)
	}
	return fmt.Sprintf("%q (entry %s, %s)", u.text, u.entry.ID, head)
}
