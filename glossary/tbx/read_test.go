package tbx_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/tbx"
)

// martif is a file of TBX-Basic 2008.
const martif = `<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US">
  <martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc><encodingDesc><p type="XCSURI">http://example.org/TBXBasic.xcs</p></encodingDesc></martifHeader>
  <text><body>
    <termEntry id="c5">
      <descrip type="subjectField">cities</descrip>
      <langSet xml:lang="uk-UA"><tig id="t1"><term>Київ</term><termNote type="partOfSpeech">properNoun</termNote><termNote type="grammaticalGender">masculine</termNote></tig></langSet>
      <langSet xml:lang="EN">
        <ntig><termGrp><term>Kyiv</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp>
          <descripGrp><descrip type="context">in Kyiv</descrip><admin type="source">x</admin></descripGrp></ntig>
        <tig><term>Kiev</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote><note>valid: 1996/..</note></tig>
      </langSet>
    </termEntry>
  </body><back><refObjectList type="respPerson"><refObject id="p1"><item type="fn">A</item></refObject></refObjectList></back></text>
</martif>`

func TestReadMartif(t *testing.T) {
	doc := readDocument(t, martif)
	want := []glossary.Entry{{
		ID: "c5", Subject: "cities", Terms: []glossary.Term{
			{Lang: "uk", Text: "Київ", Gender: glossary.Masculine, Extra: []glossary.Extra{
				{XML: `<langSec xml:lang="uk-UA"/>`}, {XML: `<termSec id="t1"/>`}, {XML: `<termNote type="partOfSpeech">properNoun</termNote>`},
			}},
			{Lang: "en", Text: "Kyiv", Status: glossary.Preferred, Extra: []glossary.Extra{
				{XML: `<descripGrp><descrip type="context">in Kyiv</descrip><admin type="source">x</admin></descripGrp>`},
			}},
			{Lang: "en", Text: "Kiev", Status: glossary.Deprecated, Validity: glossary.Validity{From: "1996"}},
		},
	}}
	if !reflect.DeepEqual(doc.Entries, want) {
		t.Errorf("got  %+v\nwant %+v", doc.Entries, want)
	}
	if back := readDocument(t, write(t, doc.Entries, doc.Options)); !reflect.DeepEqual(back, doc) {
		t.Errorf("version 3 of it reads as %+v", back)
	}
	for _, p := range tbx.Validate(strings.NewReader(martif)) {
		t.Error(p)
	}
}

func TestReadFields(t *testing.T) {
	file := basic(`<conceptEntry id="c1">
		<descrip type="subjectField">cities</descrip><admin type="customerSubset">world</admin><note>a note
			over two lines,
and a third</note><note>kind:place</note><note>dnt: yes</note><note>flag: severity=warning</note>
		<ref type="crossReference" target="c1">c1</ref>
		<langSec xml:lang="uk"><descripGrp><descrip type="definition">місто</descrip></descripGrp>
			<termSec><term> Ки<!-- so -->їв
			</term><note>forms: Києву|+Києвові</note><note>capital</note></termSec></langSec>
		<langSec xml:lang="en"><descrip type="definition">a city</descrip><termSec><term><![CDATA[Kyiv & more]]></term></termSec></langSec>
	</conceptEntry>`)
	e := readDocument(t, file).Entries[0]
	e.Extra = nil
	want := glossary.Entry{
		ID: "c1", Subject: "cities", Desk: "world", Note: "a note over two lines,\nand a third", Kind: glossary.Place, DoNotTranslate: true,
		Severity: glossary.Warning, Xrefs: []glossary.EntryID{"c1"}, Definition: "a city",
		Terms: []glossary.Term{
			{Lang: "uk", Text: "Київ", Forms: []string{"Києву", "+Києвові"}, Note: "capital"},
			{Lang: "en", Text: "Kyiv & more"},
		},
	}
	if !reflect.DeepEqual(e, want) {
		t.Errorf("got  %+v\nwant %+v", e, want)
	}
}

func TestReadEncodings(t *testing.T) {
	file := func(declaration string) string { return declaration + basic(term("")) }
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := map[string]string{
		"UTF-8":                  file(""),
		"UTF-8, odd name":        file(`<?xml version="1.0" encoding="utf8"?>`),
		"mark of byte order":     file("\ufeff" + `<?xml version="1.0"?>`),
		"windows-1251":           encode(charmap.Windows1251.NewEncoder().String(file(`<?xml version="1.0" encoding="windows-1251"?>`))),
		"UTF-16 LE with a mark":  encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(file(`<?xml version="1.0" encoding="UTF-16"?>`))),
		"UTF-16 BE with a mark":  encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(file(""))),
		"UTF-16 LE":              encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(file(""))),
		"UTF-16 BE":              encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(file(""))),
		"decomposed letters":     strings.ReplaceAll(file(""), "ї", "і\u0308"),
		"declares UTF-16, lying": file(`<?xml version="1.0" encoding="UTF-16"?>`),
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			if got := readDocument(t, in).Entries[0].Preferred("uk"); got != "Київ" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", "line 1: the file is empty"},
		{"another format", "<xliff/>", "line 1: the file begins with <xliff>; a termbase begins with <tbx> or <martif>"},
		{"no body", `<tbx/>`, "the file has no <text> with a <body>"},
		{"entities", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a/>", "line 1: the document type defines entities, which is not allowed"},
		{"use of an entity", "<a>\n&b;</a>", "line 2: invalid character entity &b;"},
		{"not closed", "<a>\n<b>", "line 2: <b> is never closed"},
		{"closed by another", "<a>\n<b></a></b>", "line 2: <b> is closed by </a>"},
		{"closes nothing", "<a/>\n</b>", "line 2: </b> closes nothing"},
		{"two roots", "<a/>\n<b/>", "line 2: <b> follows the end of the document"},
		{"text behind the root", "<a/>\nb", "line 1: text stands outside the document"},
		{"attribute twice", "<a b='1' b='2'/>", "line 1: the attribute b is given twice"},
		{"prefix of nobody", "<a:b/>", "line 1: the prefix of <a:b> is not declared"},
		{"prefix of an attribute", "<b a:c='1'/>", "line 1: the prefix of the attribute a:c is not declared"},
		{"XML 1.1", `<?xml version="1.1"?><a/>`, `line 1: xml: unsupported version "1.1"; only version 1.0 is supported`},
		{"unknown encoding", `<?xml version="1.0" encoding="klingon"?><a/>`, `line 1: the encoding "klingon" is not known`},
		{"bytes of another encoding", "<a>\xff</a>", "line 1: invalid UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := tbx.Read("t.tbx", strings.NewReader(tt.in))
			if err == nil || err.Error() != "read t.tbx: "+tt.want {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	large := map[string]string{
		"too many bytes":      strings.Repeat(" ", tbx.MaxBytes+1),
		"too deep":            strings.Repeat("<a>", tbx.MaxDepth+1),
		"too many elements":   "<a>" + strings.Repeat("<a/>", tbx.MaxElements),
		"too many attributes": "<a " + strings.Repeat("a='' ", 300) + "/>",
	}
	for name, in := range large {
		t.Run(name, func(t *testing.T) {
			if _, _, err := tbx.Read("t.tbx", strings.NewReader(in)); !errors.Is(err, tbx.ErrTooLarge) {
				t.Errorf("got %v, want %v", err, tbx.ErrTooLarge)
			}
		})
	}
}

func TestReadNotices(t *testing.T) {
	sec := func(lang string) string {
		return `<langSec xml:lang="` + lang + `"><termSec><term>а</term></termSec></langSec>`
	}
	tests := []struct{ name, in, want string }{
		{"no term", `<conceptEntry id="c1"/>`, `line 2: the concept "c1" has no term; it was left out`},
		{
			"empty term", `<conceptEntry id="c1">` + sec("uk") + `<langSec xml:lang="en"><termSec><term/></termSec></langSec></conceptEntry>`,
			"line 2: the language en has no term; it was left out",
		},
		{
			"id twice", `<conceptEntry id="c1">` + sec("uk") + "</conceptEntry>\n<conceptEntry id='c1'>" + sec("en") + `</conceptEntry>`,
			`line 3: the id "c1" was there before; the concept gets another one`,
		},
		{"no language", `<conceptEntry id="c1"><langSec><termSec><term>а</term></termSec></langSec></conceptEntry>`, "line 2: a section does not say its language; it is called und"},
		{"text in between", `<conceptEntry id="c1">lost` + sec("uk") + `</conceptEntry>`, `line 2: the text "lost" stands outside of all fields; it was left out`},
		{"unknown status", term(`<termNote type="administrativeStatus">obsolete</termNote>`), `line 2: the status "obsolete" of "Київ" is not one of TBX-Basic; it is read as admitted`},
		{
			"two statuses", term(`<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>` + "\n" + `<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>`),
			`line 3: the status "preferredTerm-admn-sts" of "Київ" comes after another one; it was left out`,
		},
		{"two terms", term("\n<term>Киїів</term>"), `line 3: "Киїів" is a second term in one section; it is read as a term of its own`},
		{"section in a section", term(`<langSec/>`), "line 2: a <langSec> stands where none may; it was left out"},
		{"no concept", term("") + `<x/>`, "line 2: <x> is no concept; it was left out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, notices, err := tbx.Read("t.tbx", strings.NewReader(basic(tt.in)))
			if err != nil || len(notices) != 1 || notices[0].String() != tt.want {
				t.Errorf("got %v, %v, want %q", notices, err, tt.want)
			}
			if _, _, err := tbx.ReadDocument("t.tbx", strings.NewReader(write(t, entries, tbx.Options{}))); err != nil {
				t.Error(err)
			}
		})
	}
}

// Concepts without an id get one that stays, also those with the same content.
func TestIDsOfConceptsWithout(t *testing.T) {
	same := strings.Replace(term(""), ` id="c1"`, "", 1)
	entries := readDocument(t, basic(same+same+same)).Entries
	again := readDocument(t, write(t, entries, tbx.Options{})).Entries
	if len(entries) != 3 || entries[0].ID == entries[1].ID || entries[1].ID == entries[2].ID || !reflect.DeepEqual(entries, again) {
		t.Errorf("got %+v, and then %+v", entries, again)
	}
}

func TestTermsOfOneConcept(t *testing.T) {
	terms := strings.Repeat("<termSec><term>a</term></termSec>", tbx.MaxTerms+2)
	entries, notices, err := tbx.Read("t.tbx", strings.NewReader(basic(`<conceptEntry id="c1"><langSec xml:lang="en">`+terms+`</langSec></conceptEntry>`)))
	if err != nil || len(entries[0].Terms) != tbx.MaxTerms || len(notices) != 2 || !notices[0].Skipped {
		t.Errorf("got %d terms, notices %v, error %v", len(entries[0].Terms), notices, err)
	}
}

// Files made to be slow take time in proportion to their length (in proportion to
// its square, some of these would take minutes).
func TestLinear(t *testing.T) {
	const n = 50_000
	tests := map[string]string{
		"text in pieces":    term("<note>" + strings.Repeat("a<!---->", n) + "</note>"),
		"codes":             term("<note>" + strings.Repeat(`<sc id="s"/>`, n) + "</note>"),
		"references":        concept(strings.Repeat(`<ref type="crossReference" target="c1">x</ref>`, n), ""),
		"equal concepts":    strings.Repeat(`<conceptEntry><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec></conceptEntry>`, n/4),
		"many languages":    `<conceptEntry id="c1">` + strings.Repeat(`<langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>`, n/4) + `</conceptEntry>`,
		"prefixes of notes": term("<note>" + strings.Repeat("note: ", n) + "</note>"),
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			entries, _, err := tbx.Read("t.tbx", strings.NewReader(basic(in)))
			if err != nil {
				t.Fatal(err)
			}
			write(t, entries, tbx.Options{})
			tbx.Validate(strings.NewReader(basic(in)))
		})
	}
}
