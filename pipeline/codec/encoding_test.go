package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

const newsText = "Міст відкрили — це свято\n\nМинулої середи, 26 червня, міська рада Їжакова урочисто відкрила міст: його ґратки «сяють» від фарби.\n\nЄ й ті, хто проти. Об'їзд № 5 закриють.\n"

// The same story in any encoding gives the same article.
func TestEncodings(t *testing.T) {
	want, notices, err := codec.Read("a.txt", []byte(newsText))
	if err != nil {
		t.Fatal(err)
	}
	if encodingNotice(notices) != "" {
		t.Errorf("a notice about UTF-8: %q", encodingNotice(notices))
	}
	for _, tt := range []struct {
		name   string
		in     encoding.Encoding
		text   string
		notice string
	}{
		{"UTF-8 with a mark", encoding.Nop, "\ufeff" + newsText, ""},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), newsText, "UTF-16LE, as its byte order mark says"},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), newsText, "UTF-16BE, as its byte order mark says"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := tt.in.NewEncoder().Bytes([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			got, notices, err := codec.Read("a.txt", data)
			if err != nil {
				t.Fatal(err)
			}
			if outline(got) != outline(want) || got.Lang != want.Lang {
				t.Errorf("read\n%swant\n%s", outline(got), outline(want))
			}
			if notice := encodingNotice(notices); !strings.Contains(notice, tt.notice) || tt.notice == "" && notice != "" {
				t.Errorf("notice %q, want %q", notice, tt.notice)
			}
		})
	}
}

// TestUndeclaredEncoding refuses bytes that are neither UTF-8 nor say what they
// are: a wrong guess would put garbage before the translators.
func TestUndeclaredEncoding(t *testing.T) {
	for _, from := range []encoding.Encoding{charmap.Windows1251, charmap.KOI8U, charmap.ISO8859_1} {
		text := strings.NewReplacer("«", "", "»", "", "—", "-", "№", "N").Replace(newsText)
		if from == charmap.ISO8859_1 {
			text = "# Café\n\nUne naïveté, à vrai dire.\n"
		}
		data, err := from.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = codec.Read("a.txt", data)
		if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "not UTF-8") {
			t.Errorf("%v: %v", from, err)
		}
	}
}

func encodingNotice(notices []codec.Notice) string {
	for _, n := range notices {
		if strings.Contains(n.Text, "decoded") {
			return n.Text
		}
	}
	return ""
}

func TestDeclaredEncoding(t *testing.T) {
	page := "<!doctype html><html><head><meta charset=windows-1251></head><body><p>Ґава.</p></body></html>"
	data, err := charmap.Windows1251.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	a, notices, err := codec.Read("a.html", data)
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(a); got != "paragraph: Ґава.\n" {
		t.Errorf("read %q", got)
	}
	if notice := encodingNotice(notices); !strings.Contains(notice, "as it declares") {
		t.Errorf("notice %q", notice)
	}
}

func TestMarkStays(t *testing.T) {
	const in = "\ufeff---\ntitle: А\n---\n\nТекст.\n"
	a, _, err := codec.Read("a.md", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(codec.WriteMarkdown(a, a)); got != in {
		t.Errorf("written %q", got)
	}
	if got := outline(a); got != "headline: А\nparagraph: Текст.\n" {
		t.Errorf("read %q", got)
	}
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct {
		name, doc string
		want      pipeline.Format
		notices   int // about the format
	}{
		{"a.md", "Текст", pipeline.Markdown, 0},
		{"a.txt", "# Текст", pipeline.Text, 0},
		{"a.html", "Текст", pipeline.HTML, 0},
		{"", "Текст\n\n# Розділ\n", pipeline.Markdown, 1},
		{"-", "Текст [а](б)", pipeline.Markdown, 1},
		{"", "Текст #5 і [1] (два)", pipeline.Text, 0},
		{"", "<p>Текст</p>", pipeline.HTML, 0},
		{"", "  <!DOCTYPE HTML><p>Текст", pipeline.HTML, 0},
		{"a.md", "<p align=center>Текст</p>", pipeline.Markdown, 0},
		{"a.md", "<!doctype html><p>Текст", pipeline.HTML, 1},
		{"a.txt", "---\ntitle: Текст\n---\n", pipeline.Markdown, 1},
		{"https://x.example/story.HTML", "Текст", pipeline.HTML, 0},
	} {
		a, notices, err := codec.Read(tt.name, []byte(tt.doc))
		if err != nil {
			if tt.want == pipeline.Markdown && tt.name == "a.md" {
				continue // an embed alone is no article
			}
			t.Errorf("%s: %v", tt.doc, err)
			continue
		}
		about := 0
		for _, n := range notices {
			if strings.Contains(n.Text, "Markdown because") || strings.Contains(n.Text, "ends like") {
				about++
			}
		}
		if a.Format != tt.want || about != tt.notices {
			t.Errorf("%s %q is %s with %d notices, want %s with %d", tt.name, tt.doc, a.Format, about, tt.want, tt.notices)
		}
	}
}

func TestLanguageOf(t *testing.T) {
	for _, tt := range []struct {
		text string
		want pipeline.Lang
	}{
		{"Київ", ""},
		{newsText, pipeline.Ukrainian},
		{"Мэр сказал: «Это наш город, и мы его отстоим, несмотря ни на что». Съезд отменили.", "ru"},
		{newsText + "Он сказал: это хорошо.", pipeline.Ukrainian},
		{"Міністр паведаміў, што ў горадзе ўсё добра, і гэта праўда для ўсіх жыхароў.", "be"},
		{"The bridge was opened on Wednesday, and the mayor was there to see it happen.", pipeline.English},
		{"Кметът каза, че мостът ще бъде отворен за движение през следващата седмица.", ""},
		{"Градоначелник каже да ће мост бити отворен за саобраћај следеће недеље.", ""},
	} {
		if got := codec.LanguageOf(tt.text); got != tt.want {
			t.Errorf("%.30q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func ExampleRead() {
	article, notices, err := codec.Read("bridge.md", []byte("---\ntitle: Міст\nlang: uk\n---\n\n**Міст** відкрили.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range article.Blocks {
		fmt.Println(b.Kind, b.Text)
	}
	fmt.Println(len(notices), "notices")
	// Output:
	// headline Міст
	// paragraph {1}Міст{/1} відкрили.
	// 0 notices
}
