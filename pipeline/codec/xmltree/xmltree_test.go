package xmltree_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

var known = map[string]string{"urn:w": "w", "urn:w:strict": "w"}

// shown is a tree in a line: names, attributes, texts.
func shown(n *xmltree.Node) string {
	if n.Name == "" {
		return "'" + n.Text + "'"
	}
	out := "<" + n.Name
	for _, a := range n.Attrs {
		out += " " + a.Name + "=" + a.Value
	}
	out += ">"
	for child := range n.All() {
		out += shown(child)
	}
	return out + "</>"
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"elements", "<?xml version='1.0'?>\n<a b='c' d = \"e'\" ><f/>г<h>і</h></a>\n<!-- к --><?л?>", "<a b=c d=e'><f></>'г'<h>'і'</></>"},
		{"namespaces", `<p:a xmlns:p="urn:w" xmlns="urn:w:strict" p:b="1" c="2"><d/><q:e xmlns:q="urn:x" q:f="3"/><p:g xmlns:p="urn:x"/><p:h xml:space="preserve"/></p:a>`, "<w:a w:b=1 c=2><w:d></><?:e ?:f=3></><?:g></><w:h xml:space=preserve></></>"},
		{"namespace that ends", `<a xmlns="urn:w"><b xmlns=""><c/></b><d/></a>`, "<w:a><b><c></></><w:d></></>"},
		{"references", `<a b="&lt;&#x20AC;&quot;">&amp;&gt;&apos;&#1234;&#xD;</a>`, "<a b=<€\">'&>'Ӓ\r'</>"},
		{"CDATA", "<a>б<![CDATA[<в>&]]>г</a>", "<a>'б''<в>&''г'</>"},
		{"line ends", "<a b='в\r\nг\tґ'>д\r\nе\rє</a>", "<a b=в г ґ>'д\nе\nє'</>"},
		{"byte order mark", "\ufeff<a/>", "<a></>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, err := xmltree.Parse("a.xml", []byte(tt.in), known)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(n); got != tt.want {
				t.Errorf("read %s, want %s", got, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	var attrs strings.Builder
	for i := range 257 {
		attrs.WriteString(" a" + strings.Repeat("b", i) + "=''")
	}
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", "line 1: it is empty"},
		{"white space", " \n ", "it is empty"},
		{"no element", "<?xml version='1.0'?><!-- а -->", "it is empty"},
		{"text", "а", "outside of all elements"},
		{"text behind", "<a/>\nб", "line 1: text stands outside"},
		{"second root", "<a/>\n\n<b/>", "line 3: a second element"},
		{"not closed", "<a>\n<b>", "line 2: <b> is not closed"},
		{"crossed", "<a><b></a></b>", "</a> closes nothing"},
		{"closes nothing", "</a>", "closes nothing"},
		{"doctype", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"},
		{"unknown reference", "<a>&nbsp;</a>", "&nbsp; stands for nothing"},
		{"bare ampersand", "<a>& </a>", "begins no reference"},
		{"reference to nothing", "<a>&#0;&#xD800;</a>", "&#0; stands for nothing"},
		{"attribute twice", "<a b='1' b='2'/>", "b stands twice"},
		{"attribute without value", "<a b/>", "b has no value"},
		{"attribute without quotes", "<a b=1/>", "no quotes"},
		{"attribute with a tag", "<a b='<c>'/>", "has a <"},
		{"attributes without space", "<a b='1'c='2'/>", "a tag cannot be read"},
		{"many attributes", "<a" + attrs.String() + "/>", "more than 256 attributes"},
		{"undeclared prefix", "<b:a/>", "prefix b is not declared"},
		{"undeclared prefix of an attribute", "<a b:c=''/>", "prefix b is not declared"},
		{"no name", "< a/>", "has no name"},
		{"two colons", "<a:b:c xmlns:a='x'/>", "has no name"},
		{"cut in a tag", "<a b='", "within a tag"},
		{"cut in a comment", "<a><!-- ", "is not closed"},
		{"deep", strings.Repeat("<a>", 257) + strings.Repeat("</a>", 257), "more than 256 deep"},
		{"wide", "<a>" + strings.Repeat("<b/>", xmltree.MaxElements) + "</a>", "more than 1,000,000 elements"},
		{"control character", "<a>\x07</a>", "control character"},
		{"not UTF-8", "<a>\xff</a>", "not in the encoding"},
		{"XML 1.1", "<?xml version='1.1'?><a/>", "XML 1.1"},
		{"unknown encoding", "<?xml version='1.0' encoding='EBCDIC'?><a/>", "written in ebcdic"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := xmltree.Parse("a.xml", []byte(tt.in), known)
			refused, ok := errors.AsType[*pipeline.Error](err)
			if !ok || refused.Kind != pipeline.Invalid || refused.Hint == "" || !strings.Contains(refused.Public, "a.xml, line ") || !strings.Contains(refused.Public, tt.want) {
				t.Errorf("error %#v, want an Invalid one with a hint and %q", err, tt.want)
			}
		})
	}
	if _, err := xmltree.Parse("a.xml", []byte(strings.Repeat("<a>", 256)+strings.Repeat("</a>", 256)), known); err != nil {
		t.Errorf("256 deep: %v", err)
	}
}

// The same part in several encodings is the same tree.
func TestEncodings(t *testing.T) {
	const doc = "<а б='ґ'>Їжак 🦔</а>"
	units := utf16.Encode([]rune(doc))
	little, big := []byte{0xff, 0xfe}, []byte{0xfe, 0xff}
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	cyrillic := append([]byte("<?xml version='1.0' encoding='windows-1251'?><"), 0xe0, '>', 0xbf, '<', '/', 0xe0, '>')
	for name, in := range map[string][]byte{
		"UTF-8": []byte("<?xml version='1.0' encoding='utf8'?>" + doc), "UTF-16LE": little, "UTF-16BE": big, "UTF-16LE without a mark": little[2:], "UTF-16BE without a mark": big[2:],
		"windows-1251": cyrillic,
	} {
		want := "<а б=ґ>'Їжак 🦔'</>"
		if name == "windows-1251" {
			want = "<а>'ї'</>"
		}
		n, err := xmltree.Parse("a.xml", in, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(n); got != want {
			t.Errorf("%s: read %s, want %s", name, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	n, err := xmltree.Parse("a.xml", []byte("<a>1<b><c d='e'>2</c></b><c>3</c></a>"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n.Child("b", "c").Attr("d") != "e" || n.Find("c").Content() != "2" || n.Child("c").Content() != "3" || n.Content() != "123" {
		t.Errorf("found otherwise in %s", shown(n))
	}
	if none := n.Child("x", "y"); none != nil || none.Child("z") != nil || none.Attr("a") != "" || none.Content() != "" || none.Find("q") != nil {
		t.Error("found what is not there")
	}
}

// What is accepted, encoding/xml accepts too, and reads the same names, values
// and texts.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"<a b='c'>г<d/>&amp;<![CDATA[е]]></a>", "<?xml version='1.0'?><p:a xmlns:p='urn:w'><p:b q='&#1234;'/></p:a>", "<a>\r\n<!-- --></a>", "<a b=\"c\td\"/>", "<a><?b c?></a>", "<!DOCTYPE a><a/>", "<a xmlns='urn:w' xml:lang='uk'/>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := xmltree.Parse("a.xml", data, known)
		if err != nil {
			if pipeline.KindOf(err) != pipeline.Invalid {
				t.Errorf("error %v, want an Invalid one", err)
			}
			return
		}
		if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.HasPrefix(data, []byte("<\x00")) || bytes.HasPrefix(data, []byte("\x00<")) || bytes.Contains(data, []byte("encoding")) {
			return // which encoding/xml does not read
		}
		want, err := standard(data)
		if err != nil {
			return // it is stricter with names and processing instructions
		}
		if got := flat(n); got != want {
			t.Errorf("read %q, want %q", got, want)
		}
	})
}

// flat are local names, values and texts in their order.
func flat(n *xmltree.Node) string {
	if n.Name == "" {
		return n.Text
	}
	out := "<" + local(n.Name)
	for _, a := range n.Attrs {
		out += " " + local(a.Name) + "=" + a.Value
	}
	out += ">"
	for child := range n.All() {
		out += flat(child)
	}
	return out + "</>"
}

func local(name string) string { return name[strings.LastIndex(name, ":")+1:] }

func standard(data []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	out, depth := "", 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			out += "<" + token.Name.Local
			for _, a := range token.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" && a.Name.Space == "" {
					continue
				}
				out += " " + a.Name.Local + "=" + strings.NewReplacer("\n", " ", "\t", " ").Replace(a.Value)
			}
			out += ">"
		case xml.EndElement:
			depth--
			out += "</>"
		case xml.CharData:
			if depth > 0 {
				out += string(token)
			}
		}
	}
}
