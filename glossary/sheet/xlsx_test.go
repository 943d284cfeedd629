package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/sheet"
)

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// zipped makes a zip file of names and texts.
func zipped(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// book makes a workbook of the rows of its first sheet; further parts take the
// place of parts with the same name.
func book(t testing.TB, rows string, more ...string) string {
	t.Helper()
	parts := []string{
		"_rels/.rels", `<Relationships><Relationship Id="r" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook ` + mainNS + ` xmlns:r="` + relNS + `"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + relNS + `/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="r3" Type="` + relNS + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", `<sst><si><t>source</t></si><si><r><t>tar</t></r><r><t>get</t></r><rPh><t>x</t></rPh></si><si><t>Киі` + "\u0308" + `в</t></si></sst>`,
		"xl/worksheets/sheet1.xml", `<worksheet ` + mainNS + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	for i := 0; i < len(more); i += 2 {
		at := len(parts)
		for j := 0; j < len(parts); j += 2 {
			if parts[j] == more[i] {
				at = j
			}
		}
		parts = append(parts[:at:at], append([]string{more[i], more[i+1]}, parts[min(at+2, len(parts)):]...)...)
	}
	return zipped(t, parts...)
}

// row makes a row of cells with inline strings.
func row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&b, `<c t="inlineStr"><is><t>%s</t></is></c>`, c)
	}
	return "<row>" + b.String() + "</row>"
}

func TestReadXLSX(t *testing.T) {
	head := row("source", "target", "note")
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	tests := []struct{ name, in, want string }{ // want: source|target|note of the first entry
		{"shared strings, runs, decomposed letters", book(t, `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`+
			`<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="inlineStr"><is><r><t>Ky</t></r><r><t>iv</t></r></is></c></row>`), "Київ|Kyiv|"},
		{"gaps between cells and rows", book(t, head+`<row r="7"><c r="A7" t="str"><v>Київ</v></c><c r="C7" t="str"><v>n</v></c></row>`), "Київ||n"},
		{"number", book(t, head+`<row><c t="str"><v>а</v></c><c/><c><v>4.5E1</v></c></row>`), "а||45"},
		{"long number", book(t, head+`<row><c t="str"><v>а</v></c><c/><c><v>12345678901234567890</v></c></row>`), "а||12345678901234567890"},
		{"boolean", book(t, head+`<row><c t="str"><v>а</v></c><c/><c t="b"><v>1</v></c></row>`), "а||true"},
		{"ISO date", book(t, head+`<row><c t="str"><v>а</v></c><c/><c t="d"><v>2022-02-24T00:00:00</v></c></row>`), "а||2022-02-24"},
		{"serial date", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>44616</v></c></row>`), "а||2022-02-24"},
		{"serial date, format of its own", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="2"><v>44616</v></c></row>`), "а||2022-02-24"},
		{"serial date with a time", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>44616.25</v></c></row>`), "а||2022-02-24 06:00:00"},
		{"first day of all", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>1</v></c></row>`), "а||1900-01-01"},
		{"last day before the one that never was", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>59</v></c></row>`), "а||1900-02-28"},
		{"first day after it", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>61</v></c></row>`), "а||1900-03-01"},
		{"no date: text with a d in quotes", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="3"><v>44616</v></c></row>`), "а||44616"},
		{"days from 1904", book(t, head+`<row><c t="str"><v>а</v></c><c/><c s="1"><v>43154</v></c></row>`,
			"xl/workbook.xml", `<workbook xmlns:r="`+relNS+`"><workbookPr date1904="1"/><sheets><sheet r:id="r1"/></sheets></workbook>`), "а||2022-02-24"},
		{"value of a formula", book(t, head+`<row><c t="str"><v>а</v></c><c/><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>`), "а||ab"},
		{"escaped characters", book(t, head+row("а_x0031_", "_x005F_x0031_", "_x00")), "а1|_x0031_|_x00"},
		{"hidden first sheet", book(t, row("no"), "xl/workbook.xml", `<workbook xmlns:r="`+relNS+`"><sheets><sheet r:id="r1" state="hidden"/><sheet r:id="r9"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r9" Type="x/worksheet" Target="../two.xml"/></Relationships>`,
			"two.xml", `<worksheet><sheetData>`+head+row("Львів", "Lviv")+`</sheetData></worksheet>`), "Львів|Lviv|"},
		{"strict namespaces", book(t, head+row("Київ", "Kyiv"), "_rels/.rels",
			strict.Replace(`<Relationships><Relationship Id="r" Type="`+relNS+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)), "Київ|Kyiv|"},
		{"links in cells are no links to other files", book(t, head+row("Київ", "Kyiv"), "xl/worksheets/_rels/sheet1.xml.rels",
			`<Relationships><Relationship Id="h" Type="`+relNS+`/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>`), "Київ|Kyiv|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, notices, err := sheet.Read("t.xlsx", strings.NewReader(tt.in))
			if err != nil || len(notices) > 0 || len(entries) != 1 {
				t.Fatalf("got %d entries, notices %v, error %v", len(entries), notices, err)
			}
			e := entries[0]
			if got := e.Preferred("uk") + "|" + e.Preferred("en") + "|" + e.Note; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadXLSXNotices(t *testing.T) {
	head := row("source", "target", "kind")
	tests := []struct{ name, file, in, want string }{
		{
			"row numbers of the program", "t.xlsx", book(t, head+`<row r="9"><c r="A9" t="str"><v>а</v></c><c r="C9" t="str"><v>town</v></c></row>`),
			`line 9: column kind: "town" is not a kind`,
		},
		{"error value", "t.xlsx", book(t, head+`<row><c t="str"><v>а</v></c><c t="e"><v>#N/A</v></c></row>`), "line 2: column B: holds the error #N/A; it is not read"},
		{
			"formula without a value", "t.xlsx", book(t, head+`<row><c t="str"><v>а</v></c><c><f>1+1</f></c></row>`),
			"line 2: column B: is a formula whose value the file does not hold; it is not read",
		},
		{"workbook by another name", "t.csv", book(t, head+row("а")), "line 1: the file is an XLSX workbook, whatever its name says"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, notices, err := sheet.Read(tt.file, strings.NewReader(tt.in))
			if err != nil || len(notices) != 1 || notices[0].String() != tt.want {
				t.Errorf("got %v, %v, want %q", notices, err, tt.want)
			}
		})
	}
}

func TestReadXLSXRefuses(t *testing.T) {
	head := row("source", "target")
	link := `<Relationships><Relationship Id="e" Type="` + relNS + `/externalLink" Target="x.xml"/></Relationships>`
	many := make([]string, 0, 4002)
	for i := range 2001 {
		many = append(many, fmt.Sprintf("p%d", i), "")
	}
	tests := []struct{ name, in, want string }{
		{"macros", book(t, head, "xl/vbaProject.bin", "x"), "has macros"},
		{"old macros", book(t, head, "xl/macrosheets/sheet1.xml", "x"), "has macros"},
		{"part of another workbook", book(t, head, "xl/externalLinks/externalLink1.xml", "x"), "takes data from other files"},
		{"link to another workbook", book(t, head, "xl/_rels/workbook.xml.rels", link), "takes data from other files"},
		{"document type", book(t, head, "xl/sharedStrings.xml", `<!DOCTYPE sst [<!ENTITY a "b">]><sst/>`), "a document type is not allowed"},
		{"entity", book(t, row("&nbsp;")), "invalid character entity"},
		{"no workbook in it", zipped(t, "word/document.xml", "<x/>"), "without a workbook"},
		{"not a zip file", "source,target\n", "not an XLSX workbook"},
		{"old Excel file", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file"},
		{"empty file", "", "not an XLSX workbook"},
		{"damaged XML", book(t, "<row><c>"), "syntax error"},
		{"name that climbs", book(t, head, "../x", ""), "has a name"},
		{"absolute name", book(t, head, "/x", ""), "has a name"},
		{"two parts with one name", zipped(t, "a", "", "A", ""), "is there twice"},
		{"no such shared string", book(t, `<row><c t="s"><v>7</v></c></row>`), `cell A: there is no shared string "7"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := sheet.Read("t.xlsx", strings.NewReader(tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
		})
	}
	large := map[string]string{
		"bomb":            book(t, "", "xl/sharedStrings.xml", "<sst>"+strings.Repeat(" ", 30<<20)+"</sst>"),
		"too deep":        book(t, strings.Repeat("<a>", 300)+strings.Repeat("</a>", 300)),
		"too many parts":  zipped(t, many...),
		"a column beyond": book(t, `<row><c r="ALM1" t="str"><v>x</v></c></row>`),
		"cells and gaps":  book(t, strings.Repeat(`<row><c r="ALL1" t="str"><v>x</v></c></row>`, 4001)),
	}
	for name, in := range large {
		t.Run(name, func(t *testing.T) {
			if _, _, err := sheet.Read("t.xlsx", strings.NewReader(in)); !errors.Is(err, sheet.ErrTooLarge) {
				t.Errorf("got %v, want %v", err, sheet.ErrTooLarge)
			}
		})
	}
}

func TestXLSXRoundTrip(t *testing.T) {
	entries := []glossary.Entry{
		{ID: "k", Kind: glossary.Place, Note: "=1+1", Definition: "two\nlines,\ta tab & <marks>", Terms: []glossary.Term{
			{Lang: "uk", Text: "Київ", Forms: []string{"+Києвові", "-Київові"}, Validity: glossary.Validity{From: "2019", Until: "2022-02-24"}},
			{Lang: "en", Text: "Kyiv, city"},
			{Lang: "en", Text: "Kiev", Status: glossary.Deprecated},
		}},
		{ID: "'=x", Note: "_x0041_ \x01 '+ \r\n.", Source: "'@a", Terms: []glossary.Term{{Lang: "uk", Text: "«Слово»"}}},
	}
	var b bytes.Buffer
	if err := sheet.Write("T.XLSX", &b, entries); err != nil {
		t.Fatal(err)
	}
	back, notices, err := sheet.Read("t.xlsx", &b)
	if err != nil || len(notices) > 0 {
		t.Fatalf("read back: %v, %v", notices, err)
	}
	if !reflect.DeepEqual(back, entries) {
		t.Errorf("got  %+v\nwant %+v", back, entries)
	}
	long := []glossary.Entry{{ID: "k", Note: strings.Repeat("я", 32768), Terms: []glossary.Term{{Lang: "uk", Text: "а"}}}}
	if err := sheet.Write("t.xlsx", io.Discard, long); !errors.Is(err, sheet.ErrTooLarge) {
		t.Errorf("a text longer than a cell: got %v", err)
	}
}

// A scheme fills an empty target of a workbook as it does in CSV.
func TestXLSXScheme(t *testing.T) {
	o := sheet.Options{KeepUnknown: true, Romanize: func(scheme, text string) (string, error) { return scheme + " of " + text, nil }}
	in := book(t, row("source", "target", "scheme", "colour")+row("Київ", "", "kmu2010", "red")+row("Львів", "Lviv", "kmu2010", ""))
	entries, notices, err := o.Read("t.xlsx", strings.NewReader(in))
	if err != nil || len(notices) > 0 || len(entries) != 2 {
		t.Fatalf("got %d entries, notices %v, error %v", len(entries), notices, err)
	}
	for i, want := range []string{"kmu2010 of Київ", "Lviv"} {
		if got := entries[i].Preferred("en"); got != want {
			t.Errorf("target %d is %q, want %q", i, got, want)
		}
	}
	if got, want := entries[0].Note, "colour: red"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
}

// FuzzXLSXRoundTrip: what can be read from text comes back from a workbook.
func FuzzXLSXRoundTrip(f *testing.F) {
	for _, seed := range []string{
		"source,target\nКиїв,Kyiv\n", "id;source;target;status\n1;а;b;\n1;а;c;deprecated\n", "'=x,''+y\n", "\"_x0041_\r\n\v\",b\n", "\ufffe,\uffff\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		entries, _, err := sheet.Read("t.csv", bytes.NewReader(file))
		var b bytes.Buffer
		if err != nil || sheet.Write("t.xlsx", &b, entries) != nil {
			return
		}
		back, notices, err := sheet.Read("t.xlsx", &b)
		if err != nil || len(notices) > 0 {
			t.Fatalf("read back: %v, notices %v", err, notices)
		}
		if len(entries)+len(back) > 0 && !reflect.DeepEqual(back, entries) {
			t.Fatalf("got  %+v\nwant %+v", back, entries)
		}
	})
}

// FuzzXLSX: no file makes Read panic, and what it reads can be written.
func FuzzXLSX(f *testing.F) {
	f.Add(row("source", "target")+row("Київ", "Kyiv"), "<sst/>")
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c><c s="1"><v>1.5</v></c></row>`, "<sst><si><t>а</t></si></sst>")
	f.Fuzz(func(t *testing.T, rows, shared string) {
		entries, _, err := sheet.Read("t.xlsx", strings.NewReader(book(t, rows, "xl/sharedStrings.xml", shared)))
		if err != nil {
			return
		}
		if err := sheet.Write("t.xlsx", io.Discard, entries); err != nil && !errors.Is(err, sheet.ErrTooLarge) {
			t.Errorf("write: %v", err)
		}
	})
}
