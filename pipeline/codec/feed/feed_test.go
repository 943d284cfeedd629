package feed_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/feed"
)

const rss2 = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Сайт</title><atom:link href="https://a.ua/feed/" rel="self"/><link>https://a.ua/</link><language>uk</language>
<item><title>Пором &amp;quot;Щука&amp;quot;</title><link>https://a.ua/1</link><dc:creator>Олена Ткач</dc:creator><pubDate>Tue, 24 Nov 2026 10:30:00 +0200</pubDate>
<guid isPermaLink="false">https://a.ua/?p=1</guid><description>Коротко.</description><content:encoded><![CDATA[<p>Текст <a href="/2">далі</a> <a href="#n">прим.</a> <img src="p.jpg"></p>]]></content:encoded><enclosure url="/e.jpg" type="image/jpeg"/></item>
<item><title>Другий</title><guid>https://a.ua/2</guid><description><![CDATA[Лише <b>початок</b>]]></description><author>a@a.ua (Ігор)</author></item>
<item><title>Другий ще раз</title><guid>https://a.ua/2</guid></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://a.ua/x/"><title type="html">Сайт &amp;amp; люди</title><link href="/"/><link rel="self" href="/feed"/>
<entry><id>tag:a.ua,2026:1</id><title>Пором</title><link rel="edit" href="/edit"/><link href="1.html"/><author><name>Олена</name><email>o@a.ua</email></author><author><name>Ігор</name></author>
<published>2026-11-24T10:30:00+02:00</published><updated>2026-11-24T11:00:00Z</updated><summary>Коротко &lt; довго</summary>
<content type="xhtml" xml:base="/y/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Текст <a href="z">&amp; <br/></a></p></div></content></entry>
<entry><id>2</id><title type="text">Другий</title><link href="https://b.ua/2"/><content type="html">&lt;p&gt;Б &amp;nbsp;в&lt;/p&gt;</content></entry></feed>`

const rdf = `<?xml version="1.0"?><!DOCTYPE rdf><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.ua/rss"><title>Сайт</title><link>https://a.ua</link></channel>
<item rdf:about="https://a.ua/1"><title>Пором</title><link>https://a.ua/1</link><description>Коротко</description><dc:date>2026-11-24T08:30:00Z</dc:date></item></rdf:RDF>`

const rss091 = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>AT&T і Ко&nbsp;</title><item><title>Пором & люди</title><fulltext>Перший.

Другий &lt; третій.</fulltext></item></channel></rss>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Сайт","home_page_url":"https://a.ua/","feed_url":"https://a.ua/feed.json","language":"uk","items":[
{"id":7,"url":"/1","title":"Пором <x>","content_html":"<p><a href='/2'>А</a></p>","summary":"Коротко","image":"i.jpg","date_published":"2026-11-24T10:30:00+02:00","authors":[{"name":"Олена"},{"name":"Ігор"}]},
{"id":"b","content_text":"Б\n\nв","author":{"name":"Ігор"}},{"id":"c","summary":"Г"}]}`

// told is a feed in lines.
func told(f feed.Feed) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s <%s> %s\n", f.Title, f.Link, f.Lang)
	for _, i := range f.Items {
		fmt.Fprintf(&out, "%s <%s> %q by %q", i.ID, i.Link, i.Title, i.Author)
		for _, t := range []time.Time{i.Published, i.Updated} {
			if !t.IsZero() {
				out.WriteString(" " + t.Format("02T15:04"))
			}
		}
		fmt.Fprintf(&out, " %q %q %v %s\n", i.Summary, strings.TrimSpace(i.HTML), i.Full, i.Picture)
	}
	return out.String()
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, doc, want string }{
		{
			"RSS 2.0", rss2, `Сайт <https://a.ua/> uk
https://a.ua/?p=1 <https://a.ua/1> "Пором \"Щука\"" by "Олена Ткач" 24T08:30 "<p>Коротко.</p>\n" "<p>Текст <a href=\"https://a.ua/2\">далі</a> <a href=\"#n\">прим.</a> <img src=\"https://a.ua/feed/p.jpg\"></p>" true https://a.ua/e.jpg
https://a.ua/2 <https://a.ua/2> "Другий" by "Ігор" "" "Лише <b>початок</b>" false 
`,
		},
		{
			"Atom", atom, `Сайт & люди <https://a.ua/> uk
tag:a.ua,2026:1 <https://a.ua/x/1.html> "Пором" by "Олена, Ігор" 24T08:30 24T11:00 "<p>Коротко &lt; довго</p>\n" "<div><p>Текст <a href=\"https://a.ua/y/z\">&amp; <br></a></p></div>" true 
2 <https://b.ua/2> "Другий" by "" "" "<p>Б &nbsp;в</p>" true 
`,
		},
		{
			"RSS 1.0", rdf, `Сайт <https://a.ua> 
https://a.ua/1 <https://a.ua/1> "Пором" by "" 24T08:30 "" "<p>Коротко</p>" false 
`,
		},
		{
			"RSS 0.91", rss091, `AT&T і Ко <> 
hash:- <> "Пором & люди" by "" "" "<p>Перший.</p>\n<p>Другий &lt; третій.</p>" true 
`,
		},
		{
			"JSON Feed", jsonFeed, `Сайт <https://a.ua/> uk
7 <https://a.ua/1> "Пором <x>" by "Олена, Ігор" 24T08:30 "<p>Коротко</p>\n" "<p><a href=\"https://a.ua/2\">А</a></p>" true https://a.ua/feed/i.jpg
b <> "" by "Ігор" "" "<p>Б</p>\n<p>в</p>" true 
c <> "" by "" "" "<p>Г</p>" false 
`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := feed.Read([]byte(tt.doc), feed.Source{URL: "https://a.ua/feed/"})
			if err != nil {
				t.Fatal(err)
			}
			for i, item := range f.Items {
				if strings.HasPrefix(item.ID, "hash:") {
					f.Items[i].ID = "hash:-"
				}
			}
			if got := told(f); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestTail: the line under what WordPress gives to feeds is no part of the text.
func TestTail(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<p>А</p> <p>The post <a href="https://a.ua/1">А</a> appeared first on <a href="https://a.ua">С</a>.</p>`, "<p>А</p>"},
		{`<p>А</p> <p>Запис <a href="https://a.ua/1">А</a> спершу з’явився на <a href="https://a.ua">С</a>.</p>`, "<p>А</p>"},
		{`<p>А</p><p>Він appeared first on stage.</p>`, "<p>А</p><p>Він appeared first on stage.</p>"},
	} {
		f, err := feed.Read([]byte("<rss><channel><item><description><![CDATA["+tt.in+"]]></description></item></channel></rss>"), feed.Source{})
		if err != nil || f.Items[0].HTML != tt.want {
			t.Errorf("%v, %v, want %s", f.Items, err, tt.want)
		}
	}
}

func TestAuthor(t *testing.T) {
	for in, want := range map[string]string{
		"<author>o@a.ua (Олена Ткач)</author>":                        "Олена Ткач",
		"<author>Олена Ткач (o@a.ua)</author>":                        "Олена Ткач",
		"<author>o@a.ua</author>":                                     "",
		"<dc:creator>Олена</dc:creator><dc:creator>Ігор</dc:creator>": "Олена, Ігор", // a prefix that nobody declared
	} {
		f, err := feed.Read([]byte("<rss><channel><item>"+in+"</item></channel></rss>"), feed.Source{})
		if err != nil || f.Items[0].Author != want {
			t.Errorf("%s: %v, %v", in, f.Items, err)
		}
	}
}

// TestTwice: an item is told once: by its guid, by its link, by its texts.
func TestTwice(t *testing.T) {
	for _, tt := range []struct {
		name, items string
		want        int
	}{
		{"one guid", `<item><guid>1</guid><title>А</title></item><item><guid>1</guid><title>Б</title></item>`, 1},
		{"one link", `<item><link>https://a.ua/1</link><title>А</title></item><item><link>https://a.ua/1</link><title>Б</title></item>`, 1},
		{"one text", `<item><title>А</title><description>б</description></item><item><title>А</title><description>б</description></item>`, 1},
		{"another guid for the same", `<item><guid>1</guid><link>https://a.ua/1</link><title>А</title></item><item><guid>2</guid><link>https://a.ua/1</link><title>А</title></item>`, 1},
		{"another guid, another text", `<item><guid>1</guid><link>https://a.ua/1</link><title>А</title></item><item><guid>2</guid><link>https://a.ua/1</link><title>Б</title></item>`, 2},
		{"nothing alike", `<item><title>А</title></item><item><title>Б</title></item>`, 2},
	} {
		f, err := feed.Read([]byte("<rss><channel>"+tt.items+"</channel></rss>"), feed.Source{})
		if err != nil || len(f.Items) != tt.want || (len(f.Notices) > 0) != (tt.want == 1) {
			t.Errorf("%s: %d items, %v, %v", tt.name, len(f.Items), f.Notices, err)
		}
	}
}

// TestEncodings: the same feed in any encoding, declared well or badly, is the
// same feed.
func TestEncodings(t *testing.T) {
	doc := func(declared string) string {
		return `<?xml version="1.0" encoding="` + declared + `"?><rss><channel><title>Їжак і ґава</title></channel></rss>`
	}
	encoded := func(e interface{ Bytes([]byte) ([]byte, error) }, text string) []byte {
		data, err := e.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, tt := range []struct {
		name    string
		data    []byte
		charset string
		notice  bool
	}{
		{"UTF-8", []byte(doc("utf-8")), "", false},
		{"byte order mark", []byte("\ufeff" + doc("utf8")), "", false},
		{"windows-1251", encoded(charmap.Windows1251.NewEncoder(), doc("windows-1251")), "", false},
		{"KOI8-U", encoded(charmap.KOI8U.NewEncoder(), doc("koi8-u")), "", false},
		{"UTF-16", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), doc("utf-16")), "", false},
		{"the server knows better", encoded(charmap.Windows1251.NewEncoder(), doc("utf-8")), "windows-1251", false},
		{"UTF-8 that calls itself windows-1251", []byte(doc("windows-1251")), "windows-1251", true},
		{"windows-1251 that calls itself UTF-8", encoded(charmap.Windows1251.NewEncoder(), doc("UTF-8")), "", true},
		{"control characters", []byte(strings.Replace(doc("utf-8"), "Їжак", "Їж\x08ак", 1)), "", true},
	} {
		f, err := feed.Read(tt.data, feed.Source{Charset: tt.charset})
		if err != nil || f.Title != "Їжак і ґава" || (len(f.Notices) > 0) != tt.notice {
			t.Errorf("%s: %q, %v, %v", tt.name, f.Title, f.Notices, err)
		}
	}
}

func TestParseTime(t *testing.T) {
	const want = "2026-11-24T08:30:00Z"
	for _, in := range []string{
		"Tue, 24 Nov 2026 10:30:00 +0200", "Tue, 24 Nov 2026 08:30:00 GMT", "24 Nov 2026 08:30 UT", "Вт, 24 лис 2026 10:30:00 +0200", "Tuesday, 24 November 26 10:30:00 EET",
		"24 листопада 2026, 10:30 +02:00", "24 ноября 2026 10:30:00 +02", "Nov 24, 2026 08:30", "2026-11-24T10:30:00+02:00", "2026-11-24T10:30+02:00", "2026-11-24 08:30:00",
		"2026-11-24T08:30:00.000Z", "Fri, 24 Nov 2026 10:30:00 GMT+2", "24.11.2026 08:30", "Tue, 24 Nov 2026 10:30:00 +0200 (EET)", "2026-11-24T10:30:00+0200",
	} {
		got, ok := feed.ParseTime(in)
		if !ok || got.Truncate(time.Second).Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "вчора", "31 Apr 2026 10:00", "24 Nov", "0001-01-01T00:00:00Z", "Tue, 24 Foo 2026", "24 Nov 2026 25:99", strings.Repeat("1 ", 100)} {
		if got, ok := feed.ParseTime(in); ok {
			t.Errorf("%q is %v", in, got)
		}
	}
	f, err := feed.Read([]byte(`<rss><channel><item><title>А</title><pubDate>вчора</pubDate></item></channel></rss>`), feed.Source{})
	if err != nil || !f.Items[0].Published.IsZero() || !slices.Contains(f.Notices, `Dates that cannot be read: 1, such as "вчора".`) {
		t.Errorf("%v %v", f, err)
	}
}

func TestRefused(t *testing.T) {
	laughs := `<!DOCTYPE rss [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`
	for _, tt := range []struct {
		name string
		data []byte
		says string
	}{
		{"a page", []byte("<!doctype html><html><body>А</body></html>"), "no feed"},
		{"text", []byte("Пором"), "no feed"},
		{"nothing", nil, "no feed"},
		{"JSON of something else", []byte(`{"items":[]}`), "no feed"},
		{"broken off", []byte(rss2[:len(rss2)/2]), "line 5"},
		{"billion laughs", []byte(laughs), "declares entities"},
		{"too deep", []byte("<rss>" + strings.Repeat("<a>", 300)), "too deep"},
		{"too deep JSON", []byte(`{"version":` + strings.Repeat("[", 1<<20)), "JSON"},
		{"too large", bytes.Repeat([]byte("<rss>"), 100<<20/5), "bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			begun := time.Now()
			_, err := feed.Read(tt.data, feed.Source{})
			e, ok := errors.AsType[*pipeline.Error](err)
			if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.says) || e.Hint == "" {
				t.Errorf("%v, want it refused for %q", err, tt.says)
			}
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("it took %s to refuse", took)
			}
		})
	}
	t.Run("too many", func(t *testing.T) {
		var items strings.Builder
		for i := range feed.MaxItems + 5 {
			fmt.Fprintf(&items, "<item><guid>%d</guid></item>", i)
		}
		f, err := feed.Read([]byte("<rss><channel>"+items.String()+"</channel></rss>"), feed.Source{})
		if err != nil || len(f.Items) != feed.MaxItems || len(f.Notices) != 1 {
			t.Errorf("%d items, %v, %v", len(f.Items), f.Notices, err)
		}
	})
}

// Whatever a feed holds, its items have ids of their own, addresses that lead
// to the web, and reading it again gives the same.
func FuzzFeed(f *testing.F) {
	for _, seed := range []string{rss2, atom, rdf, rss091, jsonFeed, `<rss><item><guid>a</guid><link>javascript:x</link></item></rss>`} {
		f.Add([]byte(seed), "windows-1251")
	}
	f.Fuzz(func(t *testing.T, data []byte, charset string) {
		from := feed.Source{URL: "https://a.ua/feed", Charset: charset}
		got, err := feed.Read(data, from)
		if err != nil {
			if pipeline.KindOf(err) != pipeline.Invalid {
				t.Fatalf("%v is not invalid", err)
			}
			return
		}
		ids := map[string]bool{}
		for _, i := range got.Items {
			if i.ID == "" || ids[i.ID] {
				t.Errorf("id %q", i.ID)
			}
			ids[i.ID] = true
			if i.Link != "" && !strings.HasPrefix(i.Link, "https://") && !strings.HasPrefix(i.Link, "http://") {
				t.Errorf("link %q", i.Link)
			}
			if i.Full && i.HTML == "" {
				t.Error("full and empty")
			}
		}
		if again, err := feed.Read(data, from); err != nil || told(again) != told(got) {
			t.Errorf("read again it is\n%s\nand was\n%s", told(again), told(got))
		}
	})
}

// TestTitle: a title is what people see of it, however it was written.
func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"inline elements", `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Пором <b>став</b></div></title>`, "Пором став"},
		{"a script", `<title type="html">Пором&lt;script&gt;alert("так")&lt;/script&gt; став&lt;style&gt;b{}&lt;/style&gt;</title>`, "Пором став"},
		{"a script inline", `<title type="xhtml"><div>Пором<script>alert()</script> став</div></title>`, "Пором став"},
		{"a sign", `<title>Пором &lt; човен</title>`, "Пором < човен"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := feed.Read([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>`+tt.in+`<id>1</id></entry></feed>`), feed.Source{})
			if err != nil || f.Items[0].Title != tt.want {
				t.Errorf("%v, %v, want %q", f.Items, err, tt.want)
			}
		})
	}
}
