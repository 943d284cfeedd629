package glossary

// sameWord holds two uses of the same word in two entries against each other.
func (f *finder) sameWord(a, b use) {
	sameSubject := a.entry.Subject == b.entry.Subject
	severity := Warning
	if sameSubject {
		severity = Error
	}
	if !a.listed && !b.listed && preferred(a.term) != preferred(b.term) && (deprecated(a.term) || deprecated(b.term)) {
		f.add(PreferredAndDeprecated, severity, a, b, "%s is preferred in one of the two entries and deprecated in the other: %s.", name(a), name(b))
	}
	if b.term.Lang != "uk" {
		return
	}
	switch {
	case a.listed && b.listed:
		if sameSubject {
			f.add(SameForm, Warning, a, b, "%s is also listed as a form of another entry of the same subject: %s.", name(b), name(a))
		}
	case a.listed || b.listed:
		f.add(FormIsTerm, Warning, a, b, "%s is a listed form in one of the two entries and a term in the other: %s.", name(a), name(b))
	case (a.entry.Rule == Established) != (b.entry.Rule == Established) && a.entry.Preferred("en") != b.entry.Preferred("en"):
		f.add(AgainstEstablished, Warning, a, b, "%s has an established English spelling and another one of its own: %q and %q (entry %s).",
			name(a), a.entry.Preferred("en"), b.entry.Preferred("en"), b.entry.ID)
	case sameSubject:
		f.add(SameForm, Error, a, b, "%s is also a term of another entry of the same subject: %s.", name(b), name(a))
	}
}

// inside finds what contradicts within one entry.
func (f *finder) inside(e *Entry) {
	for i := range min(len(e.Terms), maxInside) {
		b := use{e, &e.Terms[i], e.Terms[i].Text, false}
		if e.DoNotTranslate && b.term.Lang == "en" && !deprecated(b.term) && !hasTerm(e, "uk", b.text) {
			f.add(NotToBeTranslated, Error, b, b, "The entry %s is not to be translated, and has the translation %q.", e.ID, b.text)
		}
		for j := range i {
			a := use{e, &e.Terms[j], e.Terms[j].Text, false}
			if a.term.Lang == b.term.Lang && a.term.Validity.Overlaps(b.term.Validity) {
				f.sameLanguage(a, b)
			}
		}
	}
}

// maxInside is how many terms of an entry are held against each other.
const maxInside = 200

// sameLanguage holds two terms of one entry, language and time against each
// other. Where nobody said that both are preferred it is a warning only:
// glossaries from elsewhere often give variants without a status.
func (f *finder) sameLanguage(a, b use) {
	switch {
	case preferred(a.term) && preferred(b.term):
		severity := Error
		if a.term.Status == "" || b.term.Status == "" {
			severity = Warning
		}
		f.add(TwoPreferred, severity, a, b, "The entry %s prefers both %q and %q at one time.", a.entry.ID, a.text, b.text)
	case a.text == b.text && (preferred(a.term) || preferred(b.term)) && (deprecated(a.term) || deprecated(b.term)):
		f.add(PreferredAndDeprecated, Error, a, b, "The entry %s both prefers and deprecates %q at one time.", a.entry.ID, a.text)
	}
}

func preferred(t *Term) bool { return t.Status == Preferred || t.Status == "" }

func deprecated(t *Term) bool { return t.Status == Deprecated }

func hasTerm(e *Entry, lang, text string) bool {
	for _, t := range e.Terms {
		if t.Lang == lang && t.Text == text {
			return true
		}
	}
	return false
}
