package codec_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

const wordPage = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt} --></style></head>
<body lang=UK style='tab-interval:35.4pt'><div class=WordSection1>
<p class=MsoTitle>Міст<o:p></o:p></p><p class=MsoNormal><b><span lang=UK>Рух</span></b><span lang=UK> мостом <i>відновили</i>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>перший<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>глибший</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>другий</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><h2>Далі</h2><p class=MsoNormal>Кінець<a style='mso-comment-reference:A_1'></a><span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span>.</p></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'>Перевірити дату</div></div></body></html>`

const docsExport = `<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">@import url('https://themes.example/x.css');ol.lst-1>li:before{content:"- "}.c1{font-weight:700}.c2{font-style:italic;color:#000}.c3{font-weight:400;text-decoration:none}.c4{vertical-align:super}</style></head>
<body class="c9 doc-content"><p class="c5 title" id="h.1"><span class="c3">Міст</span></p><p class="c5 subtitle"><span>Ремонт скінчили</span></p><p class="c5"><span class="c1">Рух</span><span class="c3"> мостом </span><span class="c1 c2">відновили</span><span>, каже </span><span class="c6"><a class="c7" href="https://www.google.com/url?q=https://rada.example/a?b%3D1&amp;sa=D&amp;source=editors">рада</a></span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span>.</span></p><p class="c5"><span></span></p>
<ul class="lst-1 start"><li class="c5"><span>перший</span></li></ul><p class="c5"><span>10 м</span><span class="c4">2</span></p>
<div class="c8"><p class="c5"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Чи це точно?</span></p></div></body></html>`

func TestPaste(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{
			"Word", wordPage,
			"headline: Міст\nparagraph: {1}Рух{/1} мостом {2}відновили{/2}.\nitem 1: перший\nitem 2: глибший\nitem 1 #2: другий\nheading 2: Далі\nparagraph: Кінець.\ned_note: Перевірити дату\n",
		},
		{
			"Google Docs export", docsExport,
			"headline: Міст\nstandfirst: Ремонт скінчили\nparagraph: {1}Рух{/1} мостом {2}{3}відновили{/3}{/2}, каже {4}рада{/4}.\nitem 1: перший\nparagraph: 10 м{1}2{/1}\ned_note: Чи це точно?\n",
		},
		{
			"Google Docs paste", `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f"><h1 dir="ltr"><span style="font-weight:400;white-space:pre-wrap;">Міст</span></h1><p dir="ltr"><span style="font-weight:400;font-style:normal;">Рух </span><span style="font-weight:700;font-style:italic;">мостом</span><span style="text-decoration:line-through"> закрили</span></p><br><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>перший</span></p></li><ul><li aria-level="2"><p><span>глибший</span></p></li></ul></ul></b><br class="Apple-interchange-newline">`,
			"headline: Міст\nparagraph: Рух {1}{2}мостом{/2}{/1} {3}закрили{/3}\nitem 1: перший\nitem 2: глибший\n",
		},
		{
			"a fragment of the clipboard", "<html><body>\n<!--StartFragment--><p>Рух <b>мостом</b></p><div class=\"sidebar\">відновили</div><!--EndFragment-->\n</body></html>",
			"paragraph: Рух {1}мостом{/1}\nparagraph: відновили\n",
		},
		{
			"Facebook", `<div dir="auto" style="text-align: start;">Рух мостом відновили <span><img alt="🎉" height="16" width="16" src="https://static.xx.fbcdn.net/images/emoji.php/v9/t1.png"></span></div><div dir="auto">Дивіться: <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Frada.example%2Fa&amp;h=AT0">рада</a></div>`,
			"paragraph: Рух мостом відновили 🎉\nparagraph: Дивіться: {1}рада{/1}\n",
		},
		{
			"Telegram", `<div class="tgme_widget_message_text js-message_text" dir="auto"><b>Рух мостом</b> відновили<br/><br/>Далі <i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/E29C85.png')"><b>✅</b></i> тихо<br/><a href="https://t.me/misto">@misto</a></div>`,
			"paragraph: {1}Рух мостом{/1} відновили\nparagraph: Далі {1}{2}✅{/2}{/1} тихо{3/}{4}@misto{/4}\n",
		},
		{"struck and nested", "<span><span>А <del>б</del></span> <span style='font-weight:600'><span style='font-weight:400'>в</span> г</span></span>", "paragraph: А {1}б{/1} в {2}г{/2}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.Read("a.html", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(a); got != tt.want {
				t.Errorf("read\n%swant\n%snotices %v", got, tt.want, notices)
			}
		})
	}
}

// Addresses lead where they led on the page.
func TestAddresses(t *testing.T) {
	at := func(address string) *url.URL {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	for _, tt := range []struct {
		name string
		from *url.URL
		in   string
		want string
	}{
		{"nobody knows", nil, "<p>А <a href='/b'>б</a></p>", "/b"},
		{"where it stood", at("https://news.example/c/d"), "<p>А <a href='b'>б</a></p>", "https://news.example/c/b"},
		{"base", nil, "<base href='https://news.example/x/'><p>А <a href='b'>б</a></p>", "https://news.example/x/b"},
		{"relative base", at("https://news.example/c/d"), "<base href='/x/'><p>А <a href='b'>б</a></p>", "https://news.example/x/b"},
		{"a place of the page", at("https://news.example/"), "<p>А <a href='#b'>б</a></p>", "#b"},
		{"redirects", nil, "<p>А <a href='https://www.google.com/url?q=https://x.y/z&amp;sa=D'>б</a></p>", "https://x.y/z"},
		{"no redirect", nil, "<p>А <a href='https://notgoogle.com/url?q=https://x.y/z'>б</a></p>", "https://notgoogle.com/url?q=https://x.y/z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.ReadWith("a.html", []byte(tt.in), codec.Options{From: tt.from})
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Blocks[0].Tags[0].URL; got != tt.want {
				t.Errorf("address %q, want %q", got, tt.want)
			}
		})
	}
}

// Posts and films from elsewhere keep their address and nothing that could run.
func TestEmbeds(t *testing.T) {
	for _, tt := range []struct{ name, in, url string }{
		{"tweet", `<blockquote class="twitter-tweet"><p>А</p>&mdash; Б <a href="https://twitter.com/b/status/1?ref_src=x">в</a></blockquote><script src="https://platform.twitter.com/widgets.js"></script>`, "https://twitter.com/b/status/1"},
		{"Telegram", `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="a/1"></script>`, "https://t.me/a/1"},
		{"Telegram frame", `<iframe src="https://t.me/a/1?embed=1"></iframe>`, "https://t.me/a/1"},
		{"Instagram", `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/a/?utm_source=ig_embed"><p>А</p></blockquote>`, "https://www.instagram.com/p/a/"},
		{"Facebook", `<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1&amp;width=500"></iframe>`, "https://www.facebook.com/a/posts/1"},
		{"film that loads late", `<iframe data-src="https://www.youtube.com/embed/a"></iframe>`, "https://www.youtube.com/embed/a"},
		{"hostile", `<iframe src="https://a.b/" onload="alert(1)" srcdoc="<script>x</script>" style="x"></iframe>`, "https://a.b/"},
		{"AMP", `<amp-youtube data-videoid="a"></amp-youtube>`, "https://www.youtube.com/watch?v=a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("a.html", []byte("<p>Текст</p>"+tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Blocks) != 2 || a.Blocks[1].Kind != pipeline.Embed || a.Blocks[1].URL != tt.url {
				t.Fatalf("read\n%swant an embed of %s", outline(a), tt.url)
			}
			for _, bad := range []string{"<script", "onload", "srcdoc", "style="} {
				if strings.Contains(a.Blocks[1].Raw, bad) {
					t.Errorf("kept %q in %s", bad, a.Blocks[1].Raw)
				}
			}
		})
	}
}
