package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// formsOf returns the forms of a term, its lemma always among them. They are good
// until the next call of Generate.
func formsOf(kind glossary.Kind, t glossary.Term, o Options) []inflect.Form {
	lemma := inflect.Form{Text: t.Text, Grade: inflect.Listed, Rule: "lemma"}
	if o.Lang != "uk" {
		return append(possessive(t.Text), lemma)
	}
	forms := o.Generate(t.Text, inflect.Hints{Kind: kind, Gender: t.Gender, Decl: t.Decl, Decline: t.Decline, Forms: t.Forms})
	if !slices.ContainsFunc(forms, func(f inflect.Form) bool { return f.Text == t.Text }) {
		forms = append(forms, lemma)
	}
	return append(forms, writtenEndings(t)...)
}

// writtenEndings returns the forms of a name in foreign letters, and of one in
// capitals, to which a Ukrainian ending is written: ООН-у, Facebook'у.
func writtenEndings(t glossary.Term) []inflect.Form {
	foreign := strings.IndexFunc(t.Text, func(r rune) bool { return !unicode.Is(unicode.Latin, r) }) < 0
	capitals := strings.IndexFunc(t.Text, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
	if t.Decl == glossary.DeclNone || t.Decl == glossary.DeclList || !foreign && !capitals || utf8.RuneCountInString(t.Text) < 2 {
		return nil
	}
	signs := []string{"-"}
	if foreign {
		signs = []string{"-", "'", ""}
	}
	var forms []inflect.Form
	for _, end := range []string{"а", "у", "ом", "ові", "і", "и", "ів", "ам", "ами", "ах", "ю", "ем", "єм", "ою", "ею", "єю", "ї", "я", "е"} {
		for _, sign := range signs {
			forms = append(forms, inflect.Form{Text: t.Text + sign + end, Grade: inflect.Regular, Rule: "written ending"})
		}
	}
	return forms
}

// possessive returns the English possessive forms of a term.
func possessive(term string) []inflect.Form {
	return []inflect.Form{{Text: term + "'s", Grade: inflect.Regular, Rule: "possessive"}}
}

// unquoted takes the quotation marks out of a form: they are optional in texts.
func unquoted(form string) string {
	if strings.IndexFunc(form, isQuote) < 0 {
		return form
	}
	return strings.Join(strings.FieldsFunc(form, func(r rune) bool { return isQuote(r) || r == ' ' }), " ")
}

func isQuote(r rune) bool {
	return plain(r) == '"'
}
