package tbx_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/tbx"
)

// full is a termbase that uses every field.
func full() []glossary.Entry {
	return []glossary.Entry{
		{
			ID: "2 київ", Kind: glossary.Place, Subject: "cities", Desk: "world", Definition: "The capital.\nOf Ukraine.", Note: "kind: of blue",
			Source: "https://example.org/?a=1&b=2", Rule: glossary.Established, Severity: glossary.Warning, Xrefs: []glossary.EntryID{"lviv", "2 київ"},
			DoNotTranslate: true, Proposed: true,
			Terms: []glossary.Term{
				{
					Lang: "uk", Text: "Київ", Status: glossary.Preferred, Gender: glossary.Masculine, Decl: glossary.DeclAuto, Decline: []int{1, 2},
					Forms: []string{"+Києвові", "-Київові", `a|b\`}, Related: []string{"київський"}, Scheme: "kmu2010", Capital: "any", Alone: true, Common: true,
				},
				{
					Lang: "en", Text: "Kyiv", Status: glossary.Admitted, Casing: "exact", Article: "the", Short: "Kv", Reason: "own <usage>", Note: "kind: place",
					Validity: glossary.Validity{From: "1995-10", Until: "2030"},
				},
				{Lang: "en", Text: "Kiev", Status: glossary.Deprecated, Validity: glossary.Validity{From: "1996"}},
				{Lang: "en", Text: "Kiew", Validity: glossary.Validity{Until: "1995"}, Note: "note: note: flag: short=x"},
				{Lang: "pl", Text: "Kijów", Gender: glossary.Neuter},
			},
		},
		{ID: "lviv", Xrefs: []glossary.EntryID{"not here"}, Note: "  two spaces, tab\tand\n\n lines ", Terms: []glossary.Term{{Lang: "uk", Text: "Шахти", Gender: glossary.Plural}}},
	}
}

// Every field comes back from every dialect and style, and what is written keeps
// the rules.
func TestRoundTripOfFields(t *testing.T) {
	for _, dialect := range []tbx.Dialect{"", tbx.Core, tbx.Min, tbx.Basic} {
		for _, style := range []tbx.Style{"", tbx.DCA, tbx.DCT} {
			t.Run(string(dialect)+string(style), func(t *testing.T) {
				file := write(t, full(), tbx.Options{Dialect: dialect, Style: style})
				if got := readDocument(t, file).Entries; !reflect.DeepEqual(got, full()) {
					t.Errorf("got  %+v\nwant %+v\n%s", got, full(), file)
				}
				for _, p := range tbx.Validate(strings.NewReader(file)) {
					t.Errorf("%v\n%s", p, file)
				}
			})
		}
	}
}

// basic wraps concepts in a file of TBX-Basic, style DCA, from line 2 on.
func basic(concepts string) string {
	return `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>` +
		"\n" + concepts + `</body></text></tbx>`
}

// basicDCT is basic in style DCT.
func basicDCT(concepts string) string {
	return strings.NewReplacer(`style="dca"`, `style="dct"`, `ed-2">`, `ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">`).
		Replace(basic(concepts))
}

// term wraps what is said about a term.
func term(about string) string {
	return `<conceptEntry id="c1"><langSec xml:lang="uk"><termSec><term>Київ</term>` + about + `</termSec></langSec></conceptEntry>`
}

// Files with what entries have no field for come back the same, element by
// element, in both styles.
func TestNothingIsLost(t *testing.T) {
	tests := map[string]string{
		"unknown categories": basic(term(`<termNote type="register">formal</termNote><termNote type="two words" module="own">x</termNote><descrip type="relatedTo" target="c1">y</descrip>`)),
		"unknown modules":    basicDCT(term(`<l:register xmlns:l="http://www.tbxinfo.net/ns/linguist" metaType="termNote">formal</l:register><o:thing xmlns:o="urn:other" o:a="1">a<o:b/></o:thing>`)),
		"groups and inline marks": basic(term(`<termNoteGrp><termNote type="partOfSpeech">noun</termNote><note>sure</note></termNoteGrp>` +
			`<descripGrp id="d"><descrip type="context">in <hi type="bold">Київ</hi> <foreign xml:lang="pl">and Kijów</foreign></descrip><admin type="source">x</admin></descripGrp>`)),
		"marks in the term": basic(`<conceptEntry id="c1"><langSec xml:lang="en"><termSec id="t1"><term id="t2">H<hi type="subscript">2</hi>O</term></termSec></langSec></conceptEntry>`),
		"second values": basic(`<conceptEntry id="c1"><descrip type="subjectField">a</descrip><descrip type="subjectField">b</descrip><note>1</note><note>2</note>` +
			`<admin type="source" id="s">x</admin><langSec xml:lang="uk"><termSec><term>а</term></termSec></langSec></conceptEntry>`),
		"definitions of languages": basic(`<conceptEntry id="c1"><descrip type="definition">d</descrip><langSec xml:lang="en"><descrip type="definition">d</descrip><note>n</note>` +
			`<termSec><term>a</term></termSec></langSec><langSec xml:lang="es"><termSec><term>b</term></termSec></langSec></conceptEntry>`),
		"regions": basic(`<conceptEntry id="c1"><langSec xml:lang="en-GB"><note>n</note><termSec><term>colour</term></termSec></langSec>` +
			`<langSec xml:lang="en-US"><termSec><term>color</term></termSec></langSec><langSec xml:lang="pt-BR"><termSec><term>cor</term></termSec></langSec></conceptEntry>`),
		"references": basic(`<conceptEntry id="c1"><ref type="crossReference" target="c2">Львів</ref><langSec xml:lang="uk"><termSec><term>а</term></termSec></langSec></conceptEntry>` +
			`<conceptEntry id="c2"><langSec xml:lang="uk"><termSec><term>Львів</term><ref type="crossReference" target="c1">Київ</ref></termSec></langSec></conceptEntry>`),
		"statuses beyond ours": basic(term(`<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>`)),
		"gender beyond ours":   basic(term(`<termNote type="grammaticalGender">other</termNote>`)),
		"notes that look like ours": basic(`<conceptEntry id="c1"><note>kind: of blue</note><note>kind: place</note><note>kind: media</note><note>flag: x=y</note>` +
			`<langSec xml:lang="uk"><termSec><term>а</term></termSec></langSec></conceptEntry>`),
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			doc := readDocument(t, file)
			for _, style := range []tbx.Style{doc.Options.Style, tbx.DCA, tbx.DCT} {
				o := doc.Options
				o.Style = style
				turned := readDocument(t, write(t, doc.Entries, o))
				if !reflect.DeepEqual(turned.Entries, doc.Entries) {
					t.Errorf("got  %+v\nwant %+v\n%s", turned.Entries, doc.Entries, write(t, doc.Entries, o))
				}
				if want, got := outline(t, file), outline(t, write(t, turned.Entries, doc.Options)); !reflect.DeepEqual(got, want) {
					t.Errorf("by way of %q: %s", style, firstDifference(got, want))
				}
			}
		})
	}
}

// What somebody has changed since is not overruled by what was kept.
func TestChangedFieldsWin(t *testing.T) {
	file := basic(`<conceptEntry id="c1"><ref type="crossReference" target="c1">itself</ref><langSec xml:lang="en"><termSec><term>H<hi>2</hi>O</term>` +
		`<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec></conceptEntry>`)
	entries := readDocument(t, file).Entries
	if term := entries[0].Terms[0]; term.Text != "H2O" || term.Status != glossary.Deprecated || !reflect.DeepEqual(entries[0].Xrefs, []glossary.EntryID{"c1"}) {
		t.Fatalf("got %+v", entries[0])
	}
	entries[0].Xrefs = nil
	entries[0].Terms[0].Text = "water"
	entries[0].Terms[0].Status = glossary.Preferred
	out := write(t, entries, tbx.Options{})
	back := readDocument(t, out).Entries[0]
	if term := back.Terms[0]; term.Text != "water" || term.Status != glossary.Preferred || back.Xrefs != nil || strings.Contains(out, "<hi>") {
		t.Errorf("got %+v\n%s", back, out)
	}
}

// Persons that elements refer to by id are added when the list of them was not
// kept.
func TestPersonsAreAdded(t *testing.T) {
	file := basic(term(`<transacGrp><transac type="transactionType">origination</transac><transacNote type="responsibility" target="p1">Олена</transacNote><date>2022-02-24</date></transacGrp>`))
	out := write(t, readDocument(t, file).Entries, tbx.Options{})
	if !strings.Contains(out, `<refObject id="p1">`) || !strings.Contains(out, `<item type="fn">Олена</item>`) {
		t.Errorf("the person is not listed:\n%s", out)
	}
	for _, p := range tbx.Validate(strings.NewReader(out)) {
		t.Error(p)
	}
}

func TestWriteRefuses(t *testing.T) {
	entry := func(id glossary.EntryID, terms ...glossary.Term) glossary.Entry {
		return glossary.Entry{ID: id, Terms: terms}
	}
	word := glossary.Term{Lang: "uk", Text: "а"}
	context := glossary.Term{Lang: "uk", Text: "а", Extra: []glossary.Extra{{XML: `<descrip type="context">x</descrip>`}}}
	tests := []struct {
		name string
		in   glossary.Entry
		o    tbx.Options
		want string
	}{
		{"no id", entry("", word), tbx.Options{}, "no id or no term"},
		{"no term", entry("c1"), tbx.Options{}, "no id or no term"},
		{"control character", entry("c1", glossary.Term{Lang: "uk", Text: "а\x01"}), tbx.Options{}, "entry c1: the character U+0001 cannot stand in XML"},
		{"not UTF-8", entry("c1", glossary.Term{Lang: "uk", Text: "\xff"}), tbx.Options{}, "not UTF-8"},
		{"broken extra", entry("c1", glossary.Term{Lang: "uk", Text: "а", Extra: []glossary.Extra{{XML: "<a"}}}), tbx.Options{}, "is not XML"},
		{"category of another dialect", entry("c1", context), tbx.Options{Dialect: tbx.Min}, `TBX-Min has no category for <descrip> "context"`},
		{"broken header", entry("c1", word), tbx.Options{Header: "<a"}, "XML"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tbx.Write(&bytes.Buffer{}, []glossary.Entry{tt.in}, tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// FuzzRoundTrip: what can be read comes back the same from both styles, and
// checking it does no harm.
func FuzzRoundTrip(f *testing.F) {
	f.Add(basic(term("")))
	f.Add(basicDCT(term(`<min:partOfSpeech>noun</min:partOfSpeech><basic:context>a &amp; b</basic:context><x:y xmlns:x="urn:z"/>`)))
	f.Add(martif)
	for _, e := range [][]glossary.Entry{full()} {
		f.Add(write(f, e, tbx.Options{}))
		f.Add(write(f, e, tbx.Options{Style: tbx.DCT, Dialect: tbx.Core}))
	}
	f.Fuzz(func(t *testing.T, file string) {
		tbx.Validate(strings.NewReader(file))
		doc, _, err := tbx.ReadDocument("t.tbx", strings.NewReader(file))
		if err != nil {
			return
		}
		doc.Options.Dialect = tbx.Basic
		for _, style := range []tbx.Style{tbx.DCA, tbx.DCT} {
			doc.Options.Style = style
			var b bytes.Buffer
			if err := tbx.Write(&b, doc.Entries, doc.Options); err != nil {
				t.Fatalf("write: %v", err)
			}
			out := b.String()
			back, notices, err := tbx.Read("t.tbx", &b)
			if err != nil || !slices.EqualFunc(back, doc.Entries, func(a, b glossary.Entry) bool { return reflect.DeepEqual(a, b) }) {
				t.Fatalf("got  %s\nwant %s\nerror %v, notices %v, file\n%s", fmt.Sprintf("%+v", back), fmt.Sprintf("%+v", doc.Entries), err, notices, out)
			}
		}
	})
}
