package sheet_test

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/sheet"
)

// short writes an entry as "source=target/target;kind;gender".
func short(e glossary.Entry) string {
	var uk, en []string
	var gender glossary.Gender
	for _, t := range e.Terms {
		if t.Lang == "uk" {
			uk = append(uk, t.Text)
			gender = t.Gender
		} else {
			en = append(en, t.Text)
		}
	}
	return strings.Join(uk, "/") + "=" + strings.Join(en, "/") + ";" + string(e.Kind) + ";" + string(gender)
}

func TestReadLayouts(t *testing.T) {
	tests := []struct {
		name, file, in string
		want           []string
	}{
		{"header", "t.csv", "source,target,kind,gender\nКиїв,Kyiv,place,m\n", []string{"Київ=Kyiv;place;m"}},
		{"no header", "t.csv", "Київ,Kyiv\nЛьвів,Lviv\n", []string{"Київ=Kyiv;;", "Львів=Lviv;;"}},
		{"columns in another order", "t.csv", "gender,target,source\nm,Kyiv,Київ", []string{"Київ=Kyiv;;m"}},
		{"semicolons, CR LF", "t.csv", "термін;переклад;рід\r\nКиїв;Kyiv;ч\r\n", []string{"Київ=Kyiv;;m"}},
		{"tabs in a csv", "t.csv", "термин\tперевод\nРада, Верховна\tRada\n", []string{"Рада, Верховна=Rada;;"}},
		{"commas in a tsv", "t.tsv", "Рада, Верховна\tRada, Verkhovna\n", []string{"Рада, Верховна=Rada, Verkhovna;;"}},
		{"sep line of Excel", "t.csv", "sep=;\nuk;en\nКиїв;Kyiv\n", []string{"Київ=Kyiv;;"}},
		{"quotes", "t.csv", "uk,en\n\"«Слово, діло»\",\"\"\"Word\"\", deed\"\n", []string{`«Слово, діло»="Word", deed;;`}},
		{"quotes inside a cell", "t.csv", "uk,en\nТОВ \"Ромашка\",Romashka LLC\n", []string{`ТОВ "Ромашка"=Romashka LLC;;`}},
		{"mark of byte order", "t.csv", "\ufeffsource,target\nКиїв,Kyiv\n", []string{"Київ=Kyiv;;"}},
		{"decomposed letters", "t.csv", "source,target\nКиі\u0308в,Kyiv\n", []string{"Київ=Kyiv;;"}},
		{"blank rows and cells", "t.csv", "source,target\n\n , \nКиїв,\n", []string{"Київ=;;"}},
		{
			"rows with one id", "t.csv", "id,source,target,kind,gender\nk,Київ,Kyiv,place,m\nl,Львів,Lviv,,\nk,Київ,Kiev,,\n",
			[]string{"Київ=Kyiv/Kiev;place;m", "Львів=Lviv;;"},
		},
		{"no id, same term twice", "t.csv", "source,target,status\nКиїв,Kyiv,preferred\nКиїв,Kiev,deprecated\n", []string{"Київ=Kyiv/Kiev;;"}},
		{"no id, two concepts", "t.csv", "source,target,kind\nМир,Mir,product\nМир,Myr,place\n", []string{"Мир=Mir;product;", "Мир=Myr;place;"}},
		{"only sources", "t.csv", "Київ\nЛьвів\n", []string{"Київ=;;", "Львів=;;"}},
		{"empty", "t.csv", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, notices, err := sheet.Read(tt.file, strings.NewReader(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range entries {
				got = append(got, short(e))
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if len(notices) > 0 {
				t.Errorf("notices %v, want none", notices)
			}
		})
	}
}

func TestReadEncodings(t *testing.T) {
	const in = "термін;переклад\nҐанок і з'їзд;Porch\n"
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := map[string]string{
		"UTF-8":                 in,
		"windows-1251":          encode(charmap.Windows1251.NewEncoder().String(in)),
		"UTF-16 LE with a mark": encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(in)),
		"UTF-16 BE with a mark": encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(in)),
		"UTF-16 LE":             encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(in)),
		"UTF-16 BE":             encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(in)),
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			entries, _, err := sheet.Read("t.csv", strings.NewReader(file))
			if err != nil || len(entries) != 1 || short(entries[0]) != "Ґанок і з'їзд=Porch;;" {
				t.Errorf("got %+v, %v", entries, err)
			}
		})
	}
}

func TestReadFields(t *testing.T) {
	const in = `id,source,target,kind,gender,decl,forms,status,scheme,note,subject,desk,source_status,decline,related,capital,casing,dnt,valid_from,valid_until,reason,reference
k,Київ,Kyiv,place,m,auto,'+Києвові|-Київові,admitted,kmu2010,capital,cities,world,preferred,1|2,київський,any,exact,так,24.02.2022,2030,own usage,https://example.org
`
	want := glossary.Entry{
		ID: "k", Kind: glossary.Place, Subject: "cities", Desk: "world", Note: "capital", Source: "https://example.org", DoNotTranslate: true,
		Terms: []glossary.Term{
			{
				Lang: "uk", Text: "Київ", Status: glossary.Preferred, Gender: glossary.Masculine, Decl: glossary.DeclAuto, Decline: []int{1, 2},
				Forms: []string{"+Києвові", "-Київові"}, Related: []string{"київський"}, Scheme: "kmu2010", Capital: "any",
			},
			{
				Lang: "en", Text: "Kyiv", Status: glossary.Admitted, Casing: "exact", Reason: "own usage",
				Validity: glossary.Validity{From: "2022-02-24", Until: "2030"},
			},
		},
	}
	entries, notices, err := sheet.Read("t.csv", strings.NewReader(in))
	if err != nil || len(notices) > 0 || len(entries) != 1 {
		t.Fatalf("got %d entries, notices %v, error %v", len(entries), notices, err)
	}
	if !reflect.DeepEqual(entries[0], want) {
		t.Errorf("got  %+v\nwant %+v", entries[0], want)
	}
}

func TestReadNotices(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"unknown column", "source,target,colour\nКиїв,Kyiv,red\n", "line 1: column colour: is not a column we know; it is not read"},
		{"unknown kind", "source,target,kind\nКиїв,Kyiv,town\n", `line 2: column kind: "town" is not a kind`},
		{"unknown status", "source,target,status\nКиїв,Kyiv,obsolete\n", `line 2: column status: "obsolete" is not a status; the row was left out`},
		{"no source", "source,target\n,Kyiv\n", "line 2: column source: there is no source term; the row was left out"},
		{"a cell too many", "source,target\nКиїв,Kyiv,m\n", `line 2: the cell "m" is in no column`},
		{"not a day", "source,target,valid_from\nКиїв,Kyiv,2022-13\n", `line 2: column valid_from: "2022-13" is not a day like 2022-02-24, nor a month or a year`},
		{"rows that disagree", "id,source,kind\nk,Київ,place\nk,Київ,media\n", "line 3: column kind: differs from an earlier row of entry k, which counts"},
		{"line numbers count line ends in cells", "source,note,kind\nКиїв,\"one\ntwo\",place\nЛьвів,,town\n", `line 4: column kind: "town" is not a kind`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, notices, err := sheet.Read("t.csv", strings.NewReader(tt.in))
			if err != nil || len(notices) != 1 || notices[0].String() != tt.want {
				t.Errorf("got %v, %v, want %q", notices, err, tt.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"quote never closed", "source,target\nКиїв,\"Kyiv\nЛьвів,Lviv\n", "read t.csv: line 2: a quote is opened here and never closed"},
		{"text after a quote", "source,target\nКиїв,\"Ky\"iv\n", "read t.csv: line 2: text follows a closing quote; a quote inside a cell is written twice"},
		{"no source column", "target,kind\nKyiv,place\n", "read t.csv: line 1: the header has no column source"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := sheet.Read("t.csv", strings.NewReader(tt.in))
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestReadLimits(t *testing.T) {
	tests := map[string]struct {
		in   string
		want error
	}{
		"as many rows as may be": {"source\n" + strings.Repeat("а\n", sheet.MaxRows), nil},
		"a row too many":         {"source\n" + strings.Repeat("а\n", sheet.MaxRows+1), sheet.ErrTooLarge},
		"a byte too many":        {"source\n" + strings.Repeat("a", sheet.MaxBytes), sheet.ErrTooLarge},
		"a column too many":      {"source" + strings.Repeat(",", sheet.MaxColumns), sheet.ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, _, err := sheet.Read("t.csv", strings.NewReader(tt.in)); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestTermsOfOneEntry(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,source\n")
	for i := range sheet.MaxTerms + 2 {
		fmt.Fprintf(&b, "k,термін %d\n", i)
	}
	entries, notices, err := sheet.Read("t.csv", strings.NewReader(b.String()))
	if err != nil || len(entries) != 1 || len(entries[0].Terms) != sheet.MaxTerms {
		t.Fatalf("got %d entries, error %v, want one with %d terms", len(entries), err, sheet.MaxTerms)
	}
	if len(notices) != 2 || !notices[1].Skipped || notices[1].Line != sheet.MaxTerms+3 {
		t.Errorf("got notices %v, want one for each of the two rows left out", notices)
	}
}

func TestOptions(t *testing.T) {
	romanize := func(scheme, text string) (string, error) { return scheme + " of " + text, nil }
	o := sheet.Options{KeepUnknown: true, Romanize: romanize}
	entries, notices, err := o.Read("t.csv", strings.NewReader("source,target,scheme,note,colour\nКиїв,,kmu2010,capital,red\n"))
	if err != nil || len(notices) > 0 || len(entries) != 1 {
		t.Fatalf("got %d entries, notices %v, error %v", len(entries), notices, err)
	}
	if got, want := entries[0].Note, "capital\ncolour: red"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
	if got, want := entries[0].Preferred("en"), "kmu2010 of Київ"; got != want {
		t.Errorf("target %q, want %q", got, want)
	}
}

func TestWrite(t *testing.T) {
	entries := []glossary.Entry{{
		ID: "k", Kind: glossary.Place, Note: "=1+1",
		Terms: []glossary.Term{
			{Lang: "uk", Text: "Київ", Forms: []string{"+Києвові", "-Київові"}},
			{Lang: "en", Text: "Kyiv, city"},
			{Lang: "en", Text: "Kiev", Status: glossary.Deprecated},
		},
	}}
	tests := map[string]string{
		"t.csv": "source,target,kind,gender,decl,forms,status,scheme,note,id\n" +
			"Київ,\"Kyiv, city\",place,,,'+Києвові|-Київові,,,'=1+1,k\n" +
			"Київ,Kiev,place,,,'+Києвові|-Київові,deprecated,,'=1+1,k\n",
		"t.tsv": "source\ttarget\tkind\tgender\tdecl\tforms\tstatus\tscheme\tnote\tid\n" +
			"Київ\tKyiv, city\tplace\t\t\t'+Києвові|-Київові\t\t\t'=1+1\tk\n" +
			"Київ\tKiev\tplace\t\t\t'+Києвові|-Київові\tdeprecated\t\t'=1+1\tk\n",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			if err := sheet.Write(name, &b, entries); err != nil {
				t.Fatal(err)
			}
			if b.String() != want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
			back, _, err := sheet.Read(name, strings.NewReader(b.String()))
			if err != nil || !reflect.DeepEqual(back, entries) {
				t.Errorf("read back %+v, %v", back, err)
			}
		})
	}
	var b strings.Builder
	if err := sheet.WritePairs(&b, entries); err != nil || b.String() != "Київ\tKyiv, city\n" {
		t.Errorf("WritePairs wrote %q, %v", b.String(), err)
	}
}

func TestWriteRefuses(t *testing.T) {
	tests := map[string]glossary.Entry{
		"no id":           {Terms: []glossary.Term{{Lang: "uk", Text: "Київ"}}},
		"no source":       {ID: "k", Terms: []glossary.Term{{Lang: "en", Text: "Kyiv"}}},
		"third language":  {ID: "k", Terms: []glossary.Term{{Lang: "uk", Text: "Київ"}, {Lang: "pl", Text: "Kijów"}}},
		"bar in a member": {ID: "k", Terms: []glossary.Term{{Lang: "uk", Text: "Київ", Forms: []string{"Києва|Києву"}}}},
	}
	for name, e := range tests {
		t.Run(name, func(t *testing.T) {
			if err := sheet.Write("t.csv", &strings.Builder{}, []glossary.Entry{e}); err == nil {
				t.Error("Write took the entry")
			}
		})
	}
}

// FuzzRoundTrip: whatever can be read can be written and read again, and is the
// same then, in both layouts.
func FuzzRoundTrip(f *testing.F) {
	for _, seed := range []string{
		"source,target\nКиїв,Kyiv\n", "id;source;target;status\n1;а;b;\n1;а;c;deprecated\n1;г;b;\n",
		"source\tforms\n'=а\t'+б|-в\n", "sep=|\na|b\n", "''=x,\"a\"\"b\nc\"\n", "\xef\xf0\xe8", "dnt,uk\nx,а\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		entries, _, err := sheet.Read("t.csv", strings.NewReader(string(file)))
		if err != nil {
			return
		}
		for _, name := range []string{"t.csv", "t.tsv"} {
			var b strings.Builder
			if err := sheet.Write(name, &b, entries); err != nil {
				t.Fatalf("write: %v", err)
			}
			back, notices, err := sheet.Read(name, strings.NewReader(b.String()))
			if err != nil || len(notices) > 0 {
				t.Fatalf("read back: %v, notices %v, table\n%s", err, notices, b.String())
			}
			if len(entries)+len(back) > 0 && !reflect.DeepEqual(back, entries) {
				t.Fatalf("got  %+v\nwant %+v\ntable\n%s", back, entries, b.String())
			}
		}
	})
}

// The terms of the sample story are read whole and without a complaint.
func TestStoryTerms(t *testing.T) {
	file, err := os.Open(glossarytest.Shared(t, "data", "stories", "icons", "terms.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	entries, notices, err := sheet.Read("terms.csv", file)
	if err != nil || len(notices) > 0 || len(entries) != 15 {
		t.Fatalf("got %d entries, notices %v, error %v", len(entries), notices, err)
	}
	if got, want := len(entries[12].Terms[0].Forms), 5; got != want {
		t.Errorf("Вишні Ключі has %d forms, want %d", got, want)
	}
}
