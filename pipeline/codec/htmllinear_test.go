package codec_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// A hostilePage is what begins a page, what is repeated in it, and what ends it.
type hostilePage struct{ name, before, part, after string }

// hostile are pages that would be slow if the work for an element grew with
// what stands in it, beside it or before it.
func hostile() []hostilePage {
	return []hostilePage{
		{"sibling links", "", "<a href=/a>а</a>", ""},
		{"sibling links in a paragraph", "<p>", "<a href=/a>а</a> ", "</p>"},
		{"links to tags in a list", "<ul>", "<li><a href=/tag/a>а</a></li>", "</ul>"},
		{"links without words", "<div>", "<a href=/tag/a></a>", "<p>" + long + "</p></div>"},
		{"links without words, nested", strings.Repeat("<div>", 240), "<a href=/tag/a></a>", ""},
		{"authors' boxes", "", "<div class=author><a href=/author/а rel=author>Юхим Деркач</a></div>", ""},
		{"authors' boxes without words", "", "<div class=author><a rel=author></a></div>", ""},
		{"boxes with a picture", "", "<div class=lead>а<img src=/a></div>", ""},
		{"paragraphs", "", "<p>" + long + "</p>", ""},
		{"short paragraphs", "", "<p>а", ""},
		{"empty paragraphs", "", "<p></p>", ""},
		{"depth", "", strings.Repeat("<div>", 240) + "а" + strings.Repeat("</div>", 240), ""},
		{"depth with links", "", strings.Repeat("<div>", 240) + "<a href=/tag/a>а</a>" + strings.Repeat("</div>", 240), ""},
		{"depth and siblings", strings.Repeat("<div class=lead>", 240), "<p>а</p>", ""},
		{"depth and spans", strings.Repeat("<div class=author>", 240), "<span></span>", ""},
		{"depth of lists", strings.Repeat("<ul><li>", 120), "<li>а", ""},
		{"tables", "", "<table><tr><td>а<td>б</table>", ""},
		{"rows of a table", "<table>", "<tr><td>а<td>б", "</table>"},
		{"cells of a row", "<table><tr>", "<td>а", "</table>"},
		{"lists", "", "<ul><li>а</ul>", ""},
		{"items of a list", "<ul>", "<li>" + "а", "</ul>"},
		{"figures", "", "<figure><img src=/a alt=б><figcaption>в</figcaption></figure>", ""},
		{"pictures of a figure", "<figure>", "<img src=/a alt=б>", "<figcaption>в</figcaption></figure>"},
		{"captions of a figure", "<figure><img src=/a>", "<figcaption>в</figcaption>", "</figure>"},
		{"figures inside figures", strings.Repeat("<figure><img src=/a>", 200), "<img src=/a>", ""},
		{"pictures in divs", strings.Repeat("<div>", 240), "<img src=/a>", ""},
		{"breaks", "<p>а", "<br>", "б</p>"},
		{"breaks between words", "<p>", "а<br>", "б</p>"},
		{"pairs of breaks", "<p>", "а<br><br>", "б</p>"},
		{"spans with classes", "", "<span class=meta>а</span>", ""},
		{"spans with classes in a paragraph", "<p>", "<span class='c1 c2 c3'>а</span> ", "</p>"},
		{"marks", "<p>", "<b>а</b> <i>б</i> ", "</p>"},
		{"marks inside marks", "<p>", strings.Repeat("<b><i><u>", 60) + "а" + strings.Repeat("</u></i></b>", 60), "</p>"},
		{"nested spans with a style", "<p>", strings.Repeat("<span style=font-weight:700>", 60) + "а" + strings.Repeat("</span>", 60), "</p>"},
		{"a huge class", "<div class='", "post ", "'><p>" + long + "</p></div>"},
		{"a huge address", "<p>а <a href='/", "a/", "'>б</a></p>"},
		{"a huge query", "<p>а <a href='/?", "a=b&", "'>б</a></p>"},
		{"attributes", "<p ", "a%=b ", ">а</p>"},
		{"attributes of a link", "<p>а <a ", "a%=b ", ">б</a></p>"},
		{"a huge alternative text", "<p>а <img src=/a alt='", "а ", "'></p>"},
		{"style rules", "<style>", ".c1{font-weight:700}", "</style><p><span class=c1>а</span></p>"},
		{"selectors of a style", "<style>", ".c1,", ".d{font-weight:700}</style><p><span class=c1>а</span></p>"},
		{"styles", "", "<style>.c1{font-weight:700}</style>", "<p>а</p>"},
		{"a style that is never closed", "<style>", "{", "</style><p>а</p>"},
		{"linked data", "", `<script type=application/ld+json>{"@type":"WebPage"}</script>`, "<p>а</p>"},
		{"broken linked data", "", `<script type=application/ld+json>{"@type":</script>`, "<p>а</p>"},
		{"linked data inside itself", "<script type=application/ld+json>", `{"@graph":`, "1</script><p>а</p>"},
		{"scripts", "", "<script>а</script>", "<p>а</p>"},
		{"comments", "", "<!-- а -->", "<p>а</p>"},
		{"comments and words", "<p>", "а<!-- б -->", "</p>"},
		{"headings", "", "<h2>а</h2>", ""},
		{"headings of the first level", "", "<h1>а</h1>", "<p>" + long + "</p>"},
		{"headings in furniture", "", "<nav><h1>а</h1></nav>", "<p>" + long + "</p>"},
		{"headings of comments", "", "<h3>Коментарі</h3>", "<p>" + long + "</p>"},
		{"headings of other stories", "", "<h3>Схожі новини</h3><p>а</p>", "<p>" + long + "</p>"},
		{"lines of comments", "<p>" + long + "</p>", "Коментарі<br>", ""},
		{"articles", "", "<article><h1>а</h1><p>" + long + "</p></article>", ""},
		{"articles inside articles", "", strings.Repeat("<article>", 200) + long + strings.Repeat("</article>", 200), ""},
		{"meta data", "", "<meta name=a content=b>", "<p>а</p>"},
		{"labels of related stories", "<p>", "Читайте також: <a href=/a>а</a> ", "</p>"},
		{"labels without links", "<p>", "Читайте також: ", "<a href=/a>а</a></p>"},
		{"labels that stand alone", "", "<p>Читайте також:</p>", "<p>а</p>"},
		{"labels before empty links", "<div>", "<b>Читайте також:</b><a href=/a></a>", "а</div>"},
		{"labels of credits", "<p>", "Фото: ", "а</p>"},
		{"labels of credits in a caption", "<figure><img src=/a><figcaption>", "<i>Фото: а</i> ", "</figcaption></figure>"},
		{"quotes", "", "<blockquote>а</blockquote>", ""},
		{"posts", "", "<blockquote class=twitter-tweet>а<a href=/a>б</a></blockquote>", ""},
		{"films", "", "<iframe src=https://a.b/c></iframe>", "<p>а</p>"},
		{"code", "<p>", "<code>а</code> ", "</p>"},
		{"preformatted text", "<pre>", "а\n", "</pre>"},
		{"clocks", "", "<time>14:32</time>", "<p>" + long + "</p>"},
		{"forms", "", "<form><input><label>а</label></form>", "<p>" + long + "</p>"},
		{"empty words before a list", "<p>а:</p>", "<b></b>", "<ul><li><a href=/a>а</a><li><a href=/b>б</a></ul>"},
		{"lists behind empty words", "<div>", "<b></b><ul><li><a href=/a>а</a><li><a href=/b>б</a></ul>", "</div>"},
		{"empty lists of links", "<div>", "<ul><a href=/a></a><a href=/b></a></ul>", "</div>"},
		{"one word, empty elements, words", "<div>а", "<i></i><b>Коментарі</b>", "</div>"},
		{"brackets", "<p>", "{1}", "</p>"},
		{"entities", "<p>", "&amp;", "</p>"},
		{"unclosed tags", "", "<b>", "<p>а"},
		{"crossing tags", "", "<b><p>а</b>", ""},
		{"tags that close nothing", "<p>а", "</p>", ""},
		{"angles", "<p>а", "<", ""},
		{"notes of an editor", "", "<div><a id=cmnt1 href=#cmnt_ref1>[a]</a>а</div>", ""},
		{"items of Word", "", "<p style='mso-list:l0 level1'><span style=mso-list:ignore>1</span>а", ""},
		{"signs of Word", "", "<p style='mso-list:l0 level1'>а", ""},
	}
}

// slowOnce are those that once took time in proportion to the square of a page.
func slowOnce() []hostilePage {
	return []hostilePage{
		{"authors' boxes in a box", "<h1>а</h1><div>", "<div class=author><a rel=author>Юхим Деркач</a></div>", "<p>" + long + "</p></div>"},
		{"authors' boxes in a menu", "<div class=menu>", "<div class=author>Юхим Деркач</div>", "</div><p>" + long + "</p>"},
		{"links in a box beside the story", "<h1>а</h1><div><div>", "<a rel=author href=/a></a>", "</div><p>" + long + "</p></div>"},
		{"leads", "<h1>а</h1>", "<div class=lead>а</div>", ""},
		{"a huge class beside others", "<p>" + long + "</p><div class='" + strings.Repeat("а ", 50_000) + "'><p>" + long + long + "</p></div>", "<div></div>", ""},
		{"a huge title", "<title>" + strings.Repeat("а ", 50_000) + "</title>", "<h2>б</h2>", ""},
		{"a huge description", "<meta name=description content='" + strings.Repeat("а ", 50_000) + "'>", "<div>б</div>", ""},
		{"a huge name of the site", "<meta property=og:site_name content='" + strings.Repeat("а ", 50_000) + "'>", "<i class=author>б</i>", ""},
		{"labels inside sentences", "<p><a href=/a>а</a> ", "просять: читайте також нас ", "</p>"},
		{"marks in a caption", "<figure><img src=/a><figcaption>", "<b>а</b> ", "</figcaption></figure>"},
		{"short articles", "", "<article>а</article>", ""},
		{"lines with a menu", "<h1>а</h1><nav>", "<p>Місто чекає на міст уже цілий рік</p>", "</nav>"},
		{"tables inside tables", strings.Repeat("<table><tr><td>", 60), "<table><tr><td>а<td>б</table>", ""},
		{"a huge class on all", "<style>.a{", "b:c;", "}</style>" + strings.Repeat("<p><span class=a>а</span>", 1000)},
	}
}

// The reader of pages takes time in proportion to a page: were it in proportion
// to its square, this test would take minutes.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	const most, size = 1 << 18, 1 << 16 // bytes
	for _, page := range slowOnce() {
		t.Run(page.name, func(t *testing.T) { page.read(t, most) })
	}
	for _, page := range hostile() {
		t.Run(page.name, func(t *testing.T) { page.read(t, size) })
	}
}

// read reads a page of that many bytes; it may be refused.
func (p hostilePage) read(t *testing.T, size int) {
	t.Helper()
	var page strings.Builder
	page.WriteString("<!doctype html><html><head><title>Час</title></head><body>" + p.before)
	for i := 0; page.Len() < size; i++ {
		page.WriteString(strings.ReplaceAll(p.part, "%", strconv.Itoa(i)))
	}
	page.WriteString(p.after)
	if _, _, err := codec.Read("a.html", []byte(page.String())); err != nil && pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("error %v", err)
	}
}
