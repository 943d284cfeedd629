package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// export is a WXR file of items.
func export(items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Сайт</title><language>uk</language><wp:wxr_version>1.2</wp:wxr_version>
` + strings.Join(items, "\n") + "\n</channel></rss>\n"
}

// item is one post with that content.
func item(id, title, content string) string {
	return "<item><title>" + title + "</title><content:encoded><![CDATA[" + content + "]]></content:encoded><wp:post_id>" + id + "</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
}

// restPost is the same post from the REST API.
func restPost(t *testing.T, title, content string) []byte {
	t.Helper()
	data, err := json.Marshal(map[string]any{"id": 7, "title": map[string]string{"raw": title}, "content": map[string]string{"raw": content, "rendered": "x"}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestWordPressContent: what stands in a post, from an export and from the REST
// API alike.
func TestWordPressContent(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"classic editor", "А\nб\n\n<strong>В</strong> г\n\n\nґ", "paragraph: А{1/}б\nparagraph: {1}В{/1} г\nparagraph: ґ\n"},
		{"classic with blocks of HTML", "А\n\n<h2>Б</h2>\nв\n<blockquote>г\n\nґ</blockquote>\n<ul>\n<li>д</li>\n<li>е</li>\n</ul>\nє", "paragraph: А\nheading 2: Б\nparagraph: в\nquote: г\nquote: ґ\nitem 1: д\nitem 1: е\nparagraph: є\n"},
		{"classic with preformatted lines", "А\n<pre>б\n\nв</pre>\nг", "paragraph: А\ncode \"б\\n\\nв\\n\"\nparagraph: г\n"},
		{"blocks", "<!-- wp:paragraph -->\n<p>А\nб</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading {\"level\":3} -->\n<h3 class=\"wp-block-heading\">В</h3>\n<!-- /wp:heading -->", "paragraph: А б\nheading 3: В\n"},
		{"blocks in a group", "<!-- wp:group --><div class=\"wp-block-group\"><!-- wp:paragraph --><p>А</p><!-- /wp:paragraph --></div><!-- /wp:group --><!-- wp:paragraph --><p>Б</p><!-- /wp:paragraph -->", "paragraph: А\nparagraph: Б\n"},
		{"list of blocks", "<!-- wp:list --><ul><!-- wp:list-item --><li>А</li><!-- /wp:list-item --><!-- wp:list-item --><li>Б</li><!-- /wp:list-item --></ul><!-- /wp:list -->", "item 1: А\nitem 1: Б\n"},
		{"picture block", "<!-- wp:image {\"id\":5} --><figure class=\"wp-block-image\"><img src=\"/a.jpg\" alt=\"А\"/><figcaption>Б. Фото: В</figcaption></figure><!-- /wp:image -->", "figure </a.jpg>\nalt: А\ncaption: Б.\ncredit: В\n"},
		{
			"embed block", "<!-- wp:embed {\"url\":\"https://youtu.be/x\"} --><figure class=\"wp-block-embed\"><div>\nhttps://youtu.be/x\n</div><figcaption>А</figcaption></figure><!-- /wp:embed -->",
			"embed <https://youtu.be/x> \"<figure class=\\\"wp-block-embed\\\"><div>\\nhttps://youtu.be/x\\n</div><figcaption>А</figcaption></figure>\"\ncaption: А\n",
		},
		{"block that WordPress fills", "<!-- wp:latest-posts {\"n\":3} /--><!-- wp:paragraph --><p>А</p><!-- /wp:paragraph -->", "embed \"<!-- wp:latest-posts {\\\"n\\\":3} /-->\"\nparagraph: А\n"},
		{"verse", "<!-- wp:verse --><pre class=\"wp-block-verse\">А <em>б</em>\nв<br>г</pre><!-- /wp:verse -->", "paragraph: А {1}б{/1}{2/}в{3/}г\n"},
		{"text between blocks", "А\n\nб<!-- wp:paragraph --><p>в</p><!-- /wp:paragraph -->г", "paragraph: А\nparagraph: б\nparagraph: в\nparagraph: г\n"},
		{"block that nobody closed", "<!-- wp:paragraph --><p>А</p><!-- wp:heading --><h2>Б</h2><!-- /wp:heading -->", "paragraph: А\nheading 2: Б\n"},
		{"caption", `А` + "\n\n" + `[caption id="a_1" align="left" width="300"]<a href="/b"><img src="/a.jpg" alt="Б" /></a> В <em>г</em>. Фото: Ґ[/caption]` + "\n\nд", "paragraph: А\nfigure </a.jpg>\nalt: Б\ncaption: В {1}г{/1}.\ncredit: Ґ\nparagraph: д\n"},
		{"caption of old", `[caption caption="А б"]<img src="/a.jpg" />[/caption]` + "\nв", "figure </a.jpg>\ncaption: А б\nparagraph: в\n"},
		{"embed", "А\n\n[embed width=\"1\"]https://t.me/a/1[/embed]\n\nб", "paragraph: А\nembed <https://t.me/a/1> \"[embed width=\\\"1\\\"]https://t.me/a/1[/embed]\"\nparagraph: б\n"},
		{"address on its line", "А\n\nhttps://www.youtube.com/watch?v=x&amp;t=1\n\nб https://b.c", "paragraph: А\nembed <https://www.youtube.com/watch?v=x&t=1> \"https://www.youtube.com/watch?v=x&amp;t=1\"\nparagraph: б https://b.c\n"},
		{"gallery", `<p>[gallery ids="1,2"]</p><p>А</p>`, "embed \"[gallery ids=\\\"1,2\\\"]\"\nparagraph: А\n"},
		{"video", `[video mp4="https://a.b/c.mp4"][/video]` + "\n\nА", "embed <https://a.b/c.mp4> \"[video mp4=\\\"https://a.b/c.mp4\\\"][/video]\"\nparagraph: А\n"},
		{"unknown, alone", "[related_posts]\n\nА", "embed \"[related_posts]\"\nparagraph: А\n"},
		{"unknown, around text", "[box type=\"info\"]\nА\n\nб\n[/box]\nв", "embed \"[box type=\\\"info\\\"]\"\nparagraph: А\nparagraph: б\nembed \"[/box]\"\nparagraph: в\n"},
		{"unknown, among words", `А [highlight color="red"]<b>б</b>[/highlight] в`, "paragraph: А {1/}{2}б{/2}{3/} в\n"},
		{"brackets of the text", "«[Він] пішов», [1] [sic] [а=1] [email protected] А", "paragraph: «[Він] пішов», [1] [sic] [а=1] [email protected] А\n"},
		{"brackets that mean themselves", "А [[gallery]] б", "paragraph: А [[gallery]] б\n"},
		{"shortcodes side by side", "[vc_row a=\"1\"][vc_column]\nА\n[/vc_column][/vc_row]", "embed \"[vc_row a=\\\"1\\\"]\"\nembed \"[vc_column]\"\nparagraph: А\nembed \"[/vc_column]\"\nembed \"[/vc_row]\"\n"},
		{"more", "А\n\n<!--more-->\n\nб<!--nextpage-->в", "paragraph: А\nparagraph: б\nparagraph: в\n"},
		{"braces", "А {1} б", "paragraph: А {{1} б\n"},
		{"a second headline", "<h1>А</h1>\n\nб", "heading 1: А\nparagraph: б\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for from, data := range map[string][]byte{"export.xml": []byte(export(item("7", "Т", tt.in))), "posts.json": restPost(t, "Т", tt.in)} {
				a, _, err := codec.Read(from, data)
				if err != nil {
					t.Fatal(err)
				}
				got, found := strings.CutPrefix(plain(a), "headline: Т\n")
				if !found || got != tt.want {
					t.Errorf("%s: got\n%swant\n%s", from, got, tt.want)
				}
				if a.Format != pipeline.WordPress {
					t.Errorf("%s: format %q", from, a.Format)
				}
			}
		})
	}
}

// TestWordPressPost: all that an export, and the REST API, say of a post.
func TestWordPressPost(t *testing.T) {
	const want = "headline: Пором & люди\nstandfirst: Коротко про пором.\nbyline: Олена Ткач\nfigure <https://a.ua/p.jpg>\nalt: Пором\ncaption: На річці.\ncredit: Ірина\nparagraph: Текст.\n"
	meta := []pipeline.Meta{
		{Key: "date", Value: "2026-11-24T08:30:00Z"},
		{Key: "source", Value: "https://a.ua/?p=12"},
		{Key: "slug", Value: "porom"},
		{Key: "post_id", Value: "12"},
		{Key: "status", Value: "draft"},
		{Key: "categories", Value: "Новини, Ріка"},
		{Key: "tags", Value: "пором"},
	}
	for name, data := range map[string]string{
		"wxr": export(`<item><title>Пором &amp; люди</title><link>https://a.ua/?p=12</link><pubDate>Tue, 24 Nov 2026 10:30:00 +0200</pubDate><dc:creator><![CDATA[Олена Ткач]]></dc:creator>
<content:encoded><![CDATA[Текст.]]></content:encoded><excerpt:encoded><![CDATA[<p>Коротко про <b>пором</b>.</p>]]></excerpt:encoded><wp:post_id>12</wp:post_id><wp:post_name>porom</wp:post_name>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="n"><![CDATA[Новини]]></category><category domain="category">Ріка</category><category domain="post_tag">пором</category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta></item>`,
			`<item><wp:post_id>5</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><excerpt:encoded>На річці. Фото: Ірина</excerpt:encoded><wp:attachment_url>https://a.ua/p.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Пором</wp:meta_value></wp:postmeta></item>`,
			`<item><wp:post_id>1</wp:post_id><wp:post_type>page</wp:post_type><title>Про нас</title></item>`),
		"rest": `[{"id":12,"date":"2026-11-24T10:30:00","date_gmt":"2026-11-24T08:30:00","slug":"porom","status":"draft","type":"post","link":"https://a.ua/?p=12",
"title":{"rendered":"Пором &#038; люди"},"content":{"rendered":"<p>Текст.</p>\n","protected":false},"excerpt":{"rendered":"<p>Коротко про <b>пором</b>.</p>\n"},"author":3,
"_embedded":{"author":[{"id":3,"name":"Олена Ткач"}],"wp:featuredmedia":[{"source_url":"https://a.ua/p.jpg","alt_text":"Пором","caption":{"rendered":"<p>На річці. Фото: Ірина</p>"}}],
"wp:term":[[{"taxonomy":"category","name":"Новини"},{"taxonomy":"category","name":"Ріка"}],[{"taxonomy":"post_tag","name":"пором"}]]}}]`,
	} {
		t.Run(name, func(t *testing.T) {
			a, notices, err := codec.Read("f", []byte(data))
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(a); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
			if !slices.Equal(a.Meta, meta) {
				t.Errorf("meta %v\nwant %v", a.Meta, meta)
			}
			said := slices.ContainsFunc(notices, func(n codec.Notice) bool {
				return n.Kind == codec.Dropped && strings.Contains(n.Text, "1 attachment, 1 page")
			})
			if said != (name == "wxr") {
				t.Errorf("notices %v", notices)
			}
		})
	}
}

func TestWordPressExcerpt(t *testing.T) {
	for _, tt := range []struct{ excerpt, want string }{
		{`{"raw":"Коротко.","rendered":"<p>Коротко.</p>"}`, "standfirst: Коротко.\n"},
		{`{"raw":"","rendered":"<p>Текст [&hellip;]</p>"}`, ""},
		{`{"rendered":"<p>Текст <a href=\"/x\">Читати далі</a></p>"}`, ""},
		{`false`, ""},
	} {
		a, _, err := codec.Read("f.json", []byte(`{"id":1,"title":{"raw":"Т"},"content":{"raw":"Текст."},"excerpt":`+tt.excerpt+`}`))
		if err != nil {
			t.Fatal(err)
		}
		if want := "headline: Т\n" + tt.want + "paragraph: Текст.\n"; plain(a) != want {
			t.Errorf("%s: got\n%s", tt.excerpt, plain(a))
		}
	}
}

// TestWordPressLayout: the comments of the blocks are kept, with a hole for
// every block between them.
func TestWordPressLayout(t *testing.T) {
	const open, shut = `<!-- wp:paragraph {"align":"center"} -->`, "<!-- /wp:paragraph -->"
	a, _, err := codec.Read("e.xml", []byte(export(item("7", "Т", open+"<p>А</p><p>б</p>"+shut+"<!--more-->"))))
	if err != nil {
		t.Fatal(err)
	}
	want := []pipeline.Piece{{Literal: open}, {Block: a.Blocks[1].ID}, {Block: a.Blocks[2].ID}, {Literal: shut + "<!--more-->"}}
	for i := range a.Layout {
		if a.Layout[i].Block != "" {
			a.Layout[i].Literal = ""
		}
	}
	if !slices.Equal(a.Layout, want) {
		t.Errorf("layout %v\nwant %v", a.Layout, want)
	}
}

// TestPick: a file of several posts is refused with a list, and one of them can
// be picked.
func TestPick(t *testing.T) {
	attachment := `<item><wp:post_id>5</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>/p.jpg</wp:attachment_url></item>`
	second := strings.Replace(item("12", "Другий", "Б"), "</item>", "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta></item>", 1)
	for name, doc := range map[string]string{
		"wxr":  "\ufeff" + export(item("7", "Перший", "А"), attachment, second, item("13", "Третій", "В")),
		"rest": "[" + string(restPost(t, "Перший", "А")) + ", " + strings.Replace(string(restPost(t, "Другий", "Б")), `"id":7`, `"id":12,"_embedded":{"wp:featuredmedia":[{"source_url":"/p.jpg"}]}`, 1) + " ,\n" + strings.Replace(string(restPost(t, "Третій", "В")), `"id":7`, `"id":13`, 1) + "]",
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := codec.Read("my export.xml", []byte(doc))
			e, ok := errors.AsType[*pipeline.Error](err)
			if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, "3 posts: 7 «Перший», 12 «Другий», 13") || !strings.Contains(e.Hint, "tovmach submit 'my export.xml' --post 7") {
				t.Fatalf("%#v", err)
			}
			one, err := codec.Pick([]byte(doc), "12")
			if err != nil {
				t.Fatal(err)
			}
			a, _, err := codec.Read("one", one)
			if err != nil || plain(a) != "headline: Другий\nfigure </p.jpg>\nparagraph: Б\n" {
				t.Errorf("%v\n%s\nof %s", err, plain(a), one)
			}
			if bytes.Contains(one, []byte("Перший")) || bytes.Contains(one, []byte("Третій")) {
				t.Errorf("the others are there still: %s", one)
			}
			if third, err := codec.Pick([]byte(doc), "#3"); err != nil || !bytes.Contains(third, []byte("Третій")) || bytes.Contains(third, []byte("Другий")) {
				t.Errorf("the third is %s, %v", third, err)
			}
			if _, err := codec.Pick([]byte(doc), "99"); pipeline.KindOf(err) != pipeline.NotFound {
				t.Errorf("no such post: %v", err)
			}
		})
	}
	if _, err := codec.Pick([]byte("# А"), "1"); pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("Markdown: %v", err)
	}
}

// TestPickEncoded: a post of an export in an encoding of old is read as well as
// the export.
func TestPickEncoded(t *testing.T) {
	doc := strings.Replace(export(item("7", "Перший", "Їжак і ґава сидять на паркані."), item("8", "Другий", "Б")), "UTF-8", "windows-1251", 1)
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	one, err := codec.Pick(data, "7")
	if err != nil {
		t.Fatal(err)
	}
	if a, _, err := codec.Read("e.xml", one); err != nil || plain(a) != "headline: Перший\nparagraph: Їжак і ґава сидять на паркані.\n" {
		t.Errorf("%v\n%s", err, plain(a))
	}
}

func TestWordPressRefused(t *testing.T) {
	deep := strings.Repeat("<a>", 300)
	for _, tt := range []struct{ name, doc, says string }{
		{"no posts", export(`<item><wp:post_type>page</wp:post_type></item>`), "no posts, only 1 page"},
		{"no words", export(item("1", "", "")), "no text"},
		{"entities", strings.Replace(export(item("1", "&a;", "А")), "<rss", `<!DOCTYPE rss [<!ENTITY a "А"><!ENTITY b "&a;&a;&a;">]><rss`, 1), "declares entities"},
		{"too deep", export("<item>" + deep + "</item>"), "too deep"},
		{"broken off", export(item("1", "А", "б"))[:400], "line 5"},
		{"two roots", export(item("1", "А", "б")) + "<rss/>", "after its end"},
		{"a long post", export(item("1", "А", strings.Repeat("а ", codec.MaxPost/2))), "bytes"},
		{"broken JSON", `[{"id":1,"title":{"raw":"А"},"content":{"raw":"б"}}, {"id":`, "breaks off"},
		{"JSON of something else", `[{"id":1,"title":{"raw":"А"},"content":{"raw":"б"}}, {"id":{}}]`, "id is no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := codec.Read("e.xml", []byte(tt.doc))
			e, ok := errors.AsType[*pipeline.Error](err)
			if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.says) || e.Hint == "" {
				t.Errorf("%v, want it refused for %q", err, tt.says)
			}
		})
	}
}

// TestWordPressConformance: the export of the conformance data has one item,
// without type or status, its paragraphs parted by blank lines, its author only
// a login.
func TestWordPressConformance(t *testing.T) {
	data, err := os.ReadFile(pipelinetest.Shared(t, "conformance", "docx", "Wordpress.xml"))
	if err != nil {
		t.Fatal(err)
	}
	a, notices, err := codec.Read("Wordpress.xml", data)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []pipeline.BlockKind
	for _, b := range a.Blocks {
		kinds = append(kinds, b.Kind)
	}
	if want := []pipeline.BlockKind{pipeline.Headline, pipeline.Paragraph, pipeline.Paragraph}; !slices.Equal(kinds, want) {
		t.Errorf("blocks %v, want %v", kinds, want)
	}
	for _, m := range a.Meta {
		if m.Key == "status" || m.Key == "post_id" {
			t.Errorf("the file names no %s", m.Key)
		}
	}
	t.Log(notices)
}

// No letter of a post is lost: what people see of the content stands in the
// blocks, whatever shortcodes and comments it has.
func FuzzWordPress(f *testing.F) {
	for _, seed := range []string{
		"А\n\nб [sic] [gallery ids=\"1\"]\n[caption]<img src=a> В[/caption]", "<!-- wp:group --><div><!-- wp:list --><ul><li>А</li></ul><!-- /wp:list --></div><!-- /wp:group -->",
		"<!-- wp:embed {\"url\":\"https://a.b\"} -->x<figcaption>А</figcaption><!-- /wp:embed -->", "[a][b c=1]А[/b]\n[[a]]\nhttps://a.b/\n<pre>\n\nА</pre>", "<!-- wp:a /--><!--more-->А<!-- /wp:b -->{1}",
		"[embed]https://a.b[/embed] А [/x] [caption", "<p>А [x y=\"{1}\"] <b>[z/]</b></p>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if !utf8.ValidString(content) {
			return
		}
		data := restPost(t, "Т", content)
		a, notices, err := codec.Read("a.json", data)
		if err != nil {
			return
		}
		letters := 0
		for _, b := range a.Blocks {
			letters += cyrillicLetters(heldBy(b) + b.Raw)
			if problems := markup.Compare(b.Text, b.Text, nil); problems != nil {
				t.Errorf("tags of %q: %v", b.Text, problems)
			}
			for token := range markup.Scan(b.Text) {
				if token.N > len(b.Tags) {
					t.Errorf("unknown tag in %q", b.Text)
				}
			}
		}
		left := slices.ContainsFunc(notices, func(n codec.Notice) bool { return n.Kind == codec.Dropped })
		if strings.ContainsAny(content, "<&") || left {
			return // what HTML makes of it is the HTML reader's
		}
		if want := cyrillicLetters(content) + 1; letters < want {
			t.Errorf("%d letters of %d in %q", letters, want, plain(a))
		}
	})
}

// Whatever a file is, reading it ends; what it takes for a post can be picked
// and is then the only one.
func FuzzExport(f *testing.F) {
	for _, seed := range []string{
		export(item("7", "А", "б"), item("8", "В", "г")), export(`<item><wp:post_id>5</wp:post_id><wp:post_type>attachment</wp:post_type></item>`, item("7", "А", "б")),
		`[{"id":1,"title":{"raw":"А"},"content":{"raw":"б"}} , {"id":2,"title":"В","content":{"rendered":"г"}}]`, `{"id":1,"title":{"raw":"А"},"content":{"raw":"б"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, _, err := codec.Read("e", data); err != nil && pipeline.KindOf(err) != pipeline.Invalid {
			t.Fatalf("%v is not invalid", err)
		}
		one, err := codec.Pick(data, "#2")
		if err != nil {
			return
		}
		if again, err := codec.Pick(one, "#2"); err == nil {
			t.Errorf("two posts are left: %q", again)
		}
		if _, err := codec.Pick(one, "#1"); err != nil {
			t.Errorf("no post is left: %v in %q", err, one)
		}
	})
}
