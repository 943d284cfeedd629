package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// irregularPlurals lists common nouns whose plural no rule makes: the lemma,
// then the nominative, genitive, dative, instrumental and locative.
const irregularPlurals = `
людина люди людей людям людьми людях
дитина діти дітей дітям дітьми дітях
дівчина дівчата дівчат дівчатам дівчатами дівчатах
друг друзі друзів друзям друзями друзях
гра ігри ігор іграм іграми іграх
війна війни воєн війнам війнами війнах
вівця вівці овець вівцям вівцями вівцях
гість гості гостей гостям гістьми гостях
кінь коні коней коням кіньми конях
чобіт чоботи чобіт чоботам чобітьми чоботях
око очі очей очам очима очах
плече плечі плечей плечам плечима плечах
чудо чудеса чудес чудесам чудесами чудесах
поле поля піль полям полями полях
серце серця сердець серцям серцями серцях
яйце яйця яєць яйцям яйцями яйцях
двері двері дверей дверям дверима дверях
гроші гроші грошей грошам грішми грошах
гроші гроші грошей грошам грошима грошах
сани сани саней саням саньми санях
ворота ворота воріт воротам ворітьми воротах`

// irregularPlural puts the plural of the words that are listed with theirs.
func irregularPlural(p *paradigm, w word) {
	if w.person() || w.kind == glossary.Place {
		return
	}
	cases := [...]Case{Nominative | Vocative, Genitive | Accusative, Dative, Instrumental, Locative}
	for rest := irregularPlurals; ; {
		_, after, ok := strings.Cut(rest, "\n"+w.low+" ")
		if !ok {
			return
		}
		forms, _, _ := strings.Cut(after, "\n")
		p.in(Plural, glossary.Plural, Regular, "A0")
		for _, c := range cases {
			var form string
			form, forms, _ = strings.Cut(forms, " ")
			p.add(likeCase(form, w.text), c, Regular, "")
		}
		rest = after
	}
}

// neuterStems puts class N6: neuter nouns whose stem grows by -ен- or -ят-
// (ім'я, імені; немовля, немовляти).
func neuterStems(p *paradigm, w word) {
	body := butLast(w.text)
	switch {
	case w.person() || w.kind == glossary.Place || !w.may(glossary.Neuter):
	case oneOf(w.low, "ім'я плем'я вим'я тім'я"):
		s := stem{cutLast(w.text, 2) + "ен", Regular, ""}
		p.in(Singular, glossary.Neuter, Regular, "N6")
		p.put(s, endings{gen: "і", dat: "і", ins: "ем", loc: "і"})
		p.in(Plural, glossary.Neuter, Possible, "N6")
		p.put(s, endings{nom: "а", gen: "–", dat: "ам", acc: "а", ins: "ами", loc: "ах"})
	case w.text == w.low && ends(w.low, "еня") || oneOf(w.low, "немовля дитя теля ягня курча дівча хлоп'я"):
		s := stem{body + string(last(w.low)) + "т", Regular, ""}
		p.in(Singular, glossary.Neuter, Regular, "N6")
		p.add(w.text, Nominative|Accusative|Vocative, Regular, "")
		p.add(w.text+"м", Instrumental, Regular, "")
		p.put(s, endings{gen: "и", dat: "і", loc: "і"})
		p.in(Plural, glossary.Neuter, Possible, "N6")
		p.put(s, endings{nom: "а", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах"})
	}
}
