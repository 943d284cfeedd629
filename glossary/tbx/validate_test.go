package tbx_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/tbx"
)

func TestSamplesAreValid(t *testing.T) {
	for _, file := range samples(t) {
		t.Run(base(file), func(t *testing.T) {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			for _, p := range tbx.Validate(f) {
				t.Error(p)
			}
		})
	}
}

// concept wraps what is said about a concept and about its language.
func concept(about, language string) string {
	return `<conceptEntry id="c1">` + about + `<langSec xml:lang="uk">` + language + `<termSec><term>Київ</term></termSec></langSec></conceptEntry>`
}

func TestValidate(t *testing.T) {
	root := func(old, new string) string { return strings.Replace(basic(term("")), old, new, 1) }
	note := func(text string) string { return basic(term("<note>" + text + "</note>")) }
	pair := `<sc id="s1"/>a<ec startRef="s1" id="e1"/>`
	tests := []struct{ name, in, want string }{
		{"good", basic(term("")), ""},
		{"good DCT, classes in any order", basicDCT(term(`<basic:context>a</basic:context><min:partOfSpeech>noun</min:partOfSpeech><note>n</note>`)), ""},
		{"good pair of codes", note(pair), ""},
		{"good targets", basic(concept(`<ref type="crossReference" target="c1">x</ref><xref type="xGraphic" target="https://example.org/x">x</xref>`, "")), ""},
		{"good category of an unknown dialect", strings.Replace(basic(term(`<termNote type="register">x</termNote>`)), "TBX-Basic", "TBX-Linguist", 1), ""},

		{"not well-formed", "<tbx>", "1: well-formed: <tbx> is never closed"},
		{"entities", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "1: entities: the document type defines entities, which is not allowed"},
		{"too deep", strings.Repeat("<a>", 300), "1: limit: the file is too large: elements stand in each other more than 256 deep"},
		{"another format", "<xliff/>", "1: root: the file begins with <xliff>, not with <tbx> or <martif>"},
		{"no namespace", root(` xmlns="urn:iso:std:iso:30042:ed-2"`, ""), "1: namespace: <tbx> is not in the namespace urn:iso:std:iso:30042:ed-2"},
		{"no style", root(` style="dca"`, ""), "1: attribute: <tbx> needs the attribute style"},
		{"unknown style", root(`"dca"`, `"dcx"`), `1: style: the style is "dcx"; it must be dca or dct`},
		{"no type", root(` type="TBX-Basic"`, ""), "1: attribute: <tbx> needs the attribute type"},
		{"element without the namespace", basic(concept(`<note xmlns="">n</note>`, "")), "2: namespace: <note> is in no namespace"},
		{"no dialect", root(`TBX-Basic`, "TBX-"), `1: dialect: the type is "TBX-"; it must be "TBX-" and the name of a dialect`},
		{"no language of the file", root(` xml:lang="en"`, ""), "1: attribute: <tbx> needs the attribute xml:lang"},
		{"no header", root(`<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>`, ""), "1: content: <tbx> needs a <tbxHeader>"},
		{"no source of the file", root(`<sourceDesc><p>x</p></sourceDesc>`, ""), "1: content: <fileDesc> needs a <sourceDesc>"},
		{"header too late", root(`<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text>`, "<text>"), "1: content: <tbx> needs a <tbxHeader>"},
		{"no concept", basic(""), "1: content: <body> needs a <conceptEntry>"},
		{"unknown element", basic(concept("<thing/>", "")), "2: element: <thing> is no element of TBX"},
		{"unknown attribute", basic(concept(`<note lang="x">n</note>`, "")), "2: attribute: <note> has no attribute lang"},
		{"no language", strings.Replace(basic(term("")), `xml:lang="uk"`, "", 1), "2: attribute: <langSec> needs the attribute xml:lang"},
		{"no language tag", strings.Replace(basic(term("")), `xml:lang="uk"`, `xml:lang="uk_UA"`, 1), `2: language: "uk_UA" is no language tag like uk or en-GB`},
		{"good language tag", strings.Replace(basic(term("")), `xml:lang="uk"`, `xml:lang="uk-Latn-UA"`, 1), ""},
		{"no term section", basic(`<conceptEntry><langSec xml:lang="uk"/></conceptEntry>`), "2: content: <langSec> needs a <termSec>"},
		{"no language section", basic(`<conceptEntry id="c1"/>`), "2: content: <conceptEntry> needs a <langSec>"},
		{"no term", basic(`<conceptEntry><langSec xml:lang="uk"><termSec><note>n</note></termSec></langSec></conceptEntry>`), "2: content: <termSec> needs a <term>"},
		{"two terms", basic(term("<term>x</term>")), "2: content: <term> may stand in <termSec> only once"},
		{"text in between", basic(concept("\n text ", "")), `3: content: text stands in <conceptEntry> between the elements`},
		{"element in the wrong place", basic(concept("<term>x</term>", "")), "2: content: <term> may not stand in <conceptEntry>"},
		{
			"section too early", basic(`<conceptEntry id="c1"><langSec xml:lang="uk"><termSec><term>а</term></termSec></langSec>` + "\n<note>n</note></conceptEntry>"),
			"3: order: <note> comes too late in <conceptEntry>",
		},
		{"term note behind a note", basic(term(`<note>n</note><termNote type="partOfSpeech">noun</termNote>`)), "2: order: <termNote> comes too late in <termSec>"},
		{"term note at a concept", basic(concept(`<termNote type="partOfSpeech">noun</termNote>`, "")), "2: content: <termNote> may not stand in <conceptEntry>\n" +
			"2: level: partOfSpeech may stand in termSec, not in conceptEntry"},
		{"group without its first", basic(term(`<descripGrp><note>n</note></descripGrp>`)), "2: content: <descripGrp> needs a <descrip>"},
		{"id twice", basic(term("") + "\n" + term("")), `3: id: the id "c1" was there before`},
		{"id that is no name", strings.Replace(basic(term("")), `"c1"`, `"1 c"`, 1), `2: id: the id "1 c" is no name: it must begin with a letter or _ and hold no spaces`},
		{"target of nobody", basic(concept(`<ref type="crossReference" target="c9">x</ref>`, "")), `2: target: the target "c9" is no id of the file and no address with http`},
		{"address without http", basic(concept(`<xref type="xGraphic" target="x.jpg">x</xref>`, "")), `2: target: <xref> leads to "x.jpg"; it must lead to an address with http`},
		{"no target", basic(concept(`<xref type="xGraphic">x</xref>`, "")), "2: attribute: <xref> needs the attribute target"},
		{
			"no such day", basic(concept(`<transacGrp><transac type="transactionType">origination</transac><date>2022-02-30</date></transacGrp>`, "")),
			`2: date: "2022-02-30" is no day like 2022-02-24`,
		},
		{"no category", basic(concept(`<descrip>x</descrip>`, "")), "2: attribute: <descrip> needs the attribute type"},
		{
			"unknown category", basic(term(`<termNote type="register">x</termNote>`)),
			`2: category: TBX-Basic has no termNote "register"; it has administrativeStatus, partOfSpeech, geographicalUsage, grammaticalGender, termLocation, termType`,
		},
		{"category of another class", basic(concept(`<admin type="definition">x</admin>`, "")), `2: category: TBX-Basic has no admin "definition"; it has customerSubset, projectSubset, source`},
		{
			"category of Basic in Min", strings.Replace(basic(concept(`<descrip type="definition">x</descrip>`, "")), "TBX-Basic", "TBX-Min", 1),
			`2: category: TBX-Min has no descrip "definition"; it has subjectField`,
		},
		{
			"category in Core", strings.Replace(basic(concept(`<descrip type="subjectField">x</descrip>`, "")), "TBX-Basic", "TBX-Core", 1),
			`2: category: TBX-Core has no descrip "subjectField"; it has none of that class`,
		},
		{"level", basic(concept("", `<descrip type="subjectField">x</descrip>`)), "2: level: subjectField may stand in conceptEntry, not in langSec"},
		{"level inside a group", basic(concept("", `<descripGrp><descrip type="context">x</descrip></descripGrp>`)), "2: level: context may stand in termSec, not in langSec"},
		{"value", basic(term(`<termNote type="grammaticalGender">m</termNote>`)), `2: value: grammaticalGender is "m"; it may be masculine, feminine, neuter, other`},
		{"value of 2008", basic(term(`<termNote type="partOfSpeech">properNoun</termNote>`)), `2: value: partOfSpeech is "properNoun"; it may be adjective, noun, other, verb, adverb`},
		{"type of a mark", note(`<hi type="loud">x</hi>`), `2: value: the type of <hi> is "loud"`},
		{
			"tag in DCA", basic(concept(`<x:subjectField xmlns:x="http://www.tbxinfo.net/ns/min">x</x:subjectField>`, "")),
			`2: style: <subjectField> of the namespace "http://www.tbxinfo.net/ns/min" is not permitted in style dca, nor outside of the body`,
		},
		{"attribute in DCT", basicDCT(concept(`<descrip type="subjectField">x</descrip>`, "")), "2: style: <descrip> is not permitted in style dct, where a data category is a tag"},
		{"unknown tag in DCT", basicDCT(concept(`<x:y xmlns:x="urn:z">x</x:y>`, "")), `2: category: <y> of the namespace "urn:z" is no data category of TBX-Basic`},
		{"level in DCT", basicDCT(concept("", `<min:subjectField>x</min:subjectField>`)), "2: level: subjectField may stand in conceptEntry, not in langSec"},
		{"value in DCT", basicDCT(term(`<min:partOfSpeech>thing</min:partOfSpeech>`)), `2: value: partOfSpeech is "thing"; it may be adjective, noun, other, verb, adverb`},
		{"isolated pair", note(`<sc id="s1" isolated="yes"/>a<ec startRef="s1" id="e1"/>`), `2: inline: isolated is "yes", and the other end of <sc> says otherwise`},
		{"single one not isolated", note(`<ec id="e1" isolated="no"/>`), `2: inline: isolated is "no", and the other end of <ec> says otherwise`},
		{"pair that does not know each other", note(`<sc id="s1"/>a<ec id="e1"/>`), "2: inline: <ec> needs startRef, since its <sc> is in the same text"},
		{"single one without an id", note(`<ec/>`), "2: inline: <ec> without its <sc> needs an id"},
		{"opening mark without an id", note(`<sc/>`), "2: attribute: <sc> needs the attribute id"},
		{
			"version 2 with tags of version 3", `<martif type="TBX-Basic" xml:lang="en"><text><body>` + "\n" + `<x:y xmlns:x="urn:z"/></body></text></martif>`,
			"1: content: <tbx> needs a <tbxHeader>\n1: content: <body> needs a <conceptEntry>\n" + `2: style: <y> of the namespace "urn:z" is not permitted in style dca, nor outside of the body`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range tbx.Validate(strings.NewReader(tt.in)) {
				got = append(got, fmt.Sprint(p))
			}
			if got := strings.Join(got, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
