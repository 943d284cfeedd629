package tbx_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/tbx"
)

// grower grows files from bytes: well-formed, close to TBX, and full of what no
// rule allows. Bytes rarely make XML by chance.
type grower struct {
	bytes []byte
	strings.Builder
}

// pick chooses by the next byte, the first choice when there is none left.
func (g *grower) pick(choices ...string) string {
	if len(g.bytes) == 0 {
		return choices[0]
	}
	c := choices[int(g.bytes[0])%len(choices)]
	g.bytes = g.bytes[1:]
	return c
}

func (g *grower) file() string {
	g.WriteString(`<tbx type="` + g.pick("TBX-Basic", "TBX-Own", "") + `" style="` + g.pick("dca", "dct") + `" xml:lang="en" ` +
		`xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic" ` +
		`xmlns:ling="http://www.tbxinfo.net/ns/linguist" xmlns:u="urn:x-tovmach:tbx:unknown" xmlns:o="urn:o"><text><body>`)
	for len(g.bytes) > 0 {
		g.element("conceptEntry", 0)
	}
	g.WriteString(`</body></text></tbx>`)
	return g.String()
}

func (g *grower) element(name string, depth int) {
	g.WriteString("<" + name)
	g.attribute("id", "", "c1", "c2", "1 b", "_x0031_", "p1")
	g.attribute("type", "", "definition", "context", "source", "subjectField", "administrativeStatus", "grammaticalGender",
		"crossReference", "responsibility", "own", "two words")
	g.attribute("xml:lang", "", "uk", "en", "EN", "en-GB", "uk-UA", "pl")
	g.attribute("target", "", "c1", "p1", "https://example.org")
	g.attribute("metaType", "", "descrip", "termNote", "thing")
	g.attribute("module", "", "linguist", "min")
	g.attribute("o:a", "", " x ", "&quot;&#10;")
	g.WriteByte('>')
	defer func() { g.WriteString("</" + name + ">") }()
	switch name { // so that most of what grows is read
	case "conceptEntry":
		defer g.element("langSec", depth+1)
	case "langSec":
		defer g.element("termSec", depth+1)
	case "termSec":
		g.WriteString("<term>" + g.pick("x", "y", " z\n  z", "c1", "a<hi>b</hi>") + "</term>")
	}
	for depth < 6 && len(g.bytes) > 0 {
		switch g.pick("end", "text", "element", "element", "element", "section") {
		case "end":
			return
		case "text":
			g.WriteString(g.pick("x", " ", "\n  ", "\n", "a\n  b", "a\nb", "&#10;", "&#32;", "&#9;y", "&amp;&lt;", "<!-- c -->", "<![CDATA[ <z> ]]>", "c1",
				"kind: place", "note: kind: place", "note: note: dnt: yes", "forms: a|b\\|c", "flag: xrefs=c1|zz", "flag: status=deprecatedTerm-admn-sts",
				"valid: 1996/..", "preferredTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "masculine", "і\u0308", "\u0301"))
		case "section":
			g.element(g.pick("langSec", "termSec", "term", "conceptEntry"), depth+1)
		case "element":
			g.element(g.pick("note", "termNote", "descrip", "admin", "ref", "xref", "transacNote", "descripGrp", "termNoteGrp", "transacGrp", "hi", "ntig", "termGrp",
				"term", "min:subjectField", "min:administrativeStatus", "basic:definition", "basic:responsibility", "ling:register", "u:own", "u:two_x0020_words", "o:thing"), depth+1)
		}
	}
}

func (g *grower) attribute(name string, values ...string) {
	if g.pick("", "", "", "has") == "" {
		return
	}
	if value := g.pick(values...); value != "" {
		g.WriteString(" " + name + `="` + value + `"`)
	}
}

// checkTree: whatever was grown is read, and comes back the same from both
// styles; checking it does no harm.
func checkTree(t *testing.T, seed []byte) {
	file := (&grower{bytes: seed}).file()
	tbx.Validate(strings.NewReader(file))
	doc, _, err := tbx.ReadDocument("t.tbx", strings.NewReader(file))
	if err != nil {
		t.Fatalf("%v, file\n%s", err, file)
	}
	for _, style := range []tbx.Style{tbx.DCA, tbx.DCT} {
		var b bytes.Buffer
		if err := tbx.Write(&b, doc.Entries, tbx.Options{Style: style}); err != nil {
			t.Fatalf("write: %v, file\n%s", err, file)
		}
		out := b.String()
		back, _, err := tbx.Read("t.tbx", &b)
		if err != nil || len(back)+len(doc.Entries) > 0 && !reflect.DeepEqual(back, doc.Entries) {
			t.Fatalf("%s\ngot  %+v\nwant %+v\nerror %v\nfile\n%s\nwritten\n%s", style, back, doc.Entries, err, file, out)
		}
	}
}

func TestGrownTrees(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		seed := make([]byte, random.IntN(300))
		for i := range seed {
			seed[i] = byte(random.UintN(256))
		}
		checkTree(t, seed)
	}
}

// FuzzTree has the property of checkTree.
func FuzzTree(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c"))
	f.Fuzz(checkTree)
}
