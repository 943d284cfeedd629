package codec_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestReadPage: the charset of the header decides, then the page itself.
func TestReadPage(t *testing.T) {
	t.Parallel()
	text := "<!doctype html><html><head><title>Пором</title></head><body><article><h1>Пором</h1><p>Пором іде через річку щодня, каже її мер.</p></article></body></html>"
	cp1251, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ data, charset, want string }{
		{text, "", "Пором"},
		{text, "utf-8", "Пором"},
		{text, "windows-1251", "Пором"}, // it is UTF-8, whatever the server says
		{cp1251, "Windows-1251", "Пором"},
	} {
		article, _, err := codec.ReadWith("page.html", []byte(tt.data), codec.Options{Charset: tt.charset})
		if err != nil || article.Headline() != tt.want {
			t.Errorf("as %q: the headline is %q, %v", tt.charset, article.Headline(), err)
		}
	}
}

// TestPageWords: two snapshots say the same, or they do not.
func TestPageWords(t *testing.T) {
	t.Parallel()
	page := func(head, article, around string) string {
		return "<!doctype html><html><head><title>Пором</title>" + head + "</head><body>" + around + "<article><h1>Пором</h1>" + article + "</article></body></html>"
	}
	words := "<p>Пором іде через річку щодня, каже її мер.</p><p>Квиток коштує дві гривні.</p>"
	first := page("", words, "")
	for _, tt := range []struct {
		name, data string
		same       bool
	}{
		{"itself", first, true},
		{"another script", page("<script>var ad = 7</script><style>p{}</style>", words, ""), true},
		{"other markup", page("", "<p class=x>Пором іде  через\nрічку щодня, каже її мер.</p>\n<p>Квиток коштує <i>дві</i> гривні.</p>", ""), true},
		{"another word", page("", "<p>Пором іде через річку щодня, каже її мер.</p><p>Квиток коштує три гривні.</p>", ""), false},
		{"a paragraph less", page("", "<p>Пором іде через річку щодня, каже її мер.</p>", ""), false},
	} {
		got := codec.PageWords("page.html", []byte(tt.data), "") == codec.PageWords("page.html", []byte(first), "")
		if got != tt.same {
			t.Errorf("%s: the same is %v, want %v: %q", tt.name, got, tt.same, codec.PageWords("page.html", []byte(tt.data), ""))
		}
	}
	for _, other := range []string{"", "%PDF-1", "\xff\x00\x01"} {
		if codec.PageWords("page.html", []byte(other), "") == codec.PageWords("page.html", []byte(other+"\x02\xfe"), "") {
			t.Errorf("%q and more say the same", other)
		}
	}
}
