package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

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

// TestUndeclaredEncoding tells encodings by their letters, and refuses bytes
// that are no Cyrillic: a wrong guess would put garbage before the translators.
func TestUndeclaredEncoding(t *testing.T) {
	text := strings.NewReplacer("«", "", "»", "", "—", "-", "№", "N", "Ґ", "Г", "ґ", "г").Replace(newsText)
	want, _, err := codec.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		in   encoding.Encoding
	}{
		{"windows-1251", charmap.Windows1251},
		{"koi8-u", charmap.KOI8U},
		{"iso-8859-5", charmap.ISO8859_5},
		{"mac-cyrillic", charmap.MacintoshCyrillic},
		{"cp1125", ukrainianDOS{}},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := tt.in.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			got, notices, err := codec.Read("a.txt", data)
			if err != nil {
				t.Fatal(err)
			}
			if outline(got) != outline(want) || got.Lang != pipeline.Ukrainian {
				t.Errorf("read\n%swant\n%s", outline(got), outline(want))
			}
			if notice := encodingNotice(notices); !strings.Contains(notice, "from "+tt.name) || !strings.Contains(notice, "say") {
				t.Errorf("notice %q", notice)
			}
		})
	}
}

// ukrainianDOS is CP1125, which has no encoder in x/text: CP866 with eight
// other letters.
type ukrainianDOS struct{ encoding.Encoding }

func (ukrainianDOS) NewEncoder() *encoding.Encoder {
	swap := strings.NewReplacer("Ґ", "Є", "ґ", "є", "Є", "Ї", "є", "ї", "І", "Ў", "і", "ў", "Ї", "°", "ї", "∙")
	return &encoding.Encoder{Transformer: transform.Chain(runes.Map(func(c rune) rune {
		return []rune(swap.Replace(string(c)))[0]
	}), charmap.CodePage866.NewEncoder())}
}

// Short texts and texts in other languages: a text is read right or not at
// all.
func TestShortEncodings(t *testing.T) {
	charmaps := []*charmap.Charmap{charmap.Windows1251, charmap.KOI8U, charmap.CodePage866, charmap.ISO8859_5, charmap.MacintoshCyrillic}
	for _, tt := range []struct {
		name, text string
		refused    bool // by every encoding that has its letters
	}{
		{"three letters", "Так", true},
		{"a sentence", "Вона прокинулася досить рано, щоб встигнути на перший потяг до столиці.", false},
		{"all capitals", "МІСТ ВІДКРИЛИ ДЛЯ РУХУ ТРАНСПОРТУ, А ОБ'ЇЗД ЗАКРИЛИ НА РЕМОНТ", false},
		{"among Latin", "The mayor said «так» and went home.", true},
		{"Russian", "Мэр сказал, что это наш город, и мы его отстоим, несмотря ни на что. Съезд отменили.", false},
		{"Bulgarian", "Кметът каза, че мостът ще бъде отворен за движение през следващата седмица.", false},
		{"Serbian", "Градоначелник каже да ће мост бити отворен за саобраћај следеће недеље, а људи чекају.", false},
		{"Belarusian", "Міністр паведаміў, што ў горадзе ўсё добра, і гэта праўда для ўсіх жыхароў.", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, from := range charmaps {
				data, err := from.NewEncoder().Bytes([]byte(tt.text))
				if err != nil {
					continue // it lacks a letter
				}
				a, _, err := codec.Read("a.txt", data)
				switch {
				case err == nil && codec.PlainText(a.Blocks[0]) != tt.text:
					t.Errorf("%v: read as %q", from, codec.PlainText(a.Blocks[0]))
				case (err != nil) != tt.refused && from != charmap.MacintoshCyrillic: // nearly windows-1251, and seldom
					t.Errorf("%v: %v", from, err)
				case err != nil && (pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "not UTF-8")):
					t.Errorf("%v: %v", from, err)
				}
			}
		})
	}
}

// Other alphabets are no Cyrillic, in whatever encoding.
func TestForeignEncodings(t *testing.T) {
	for _, tt := range []struct {
		from *charmap.Charmap
		text string
	}{
		{charmap.ISO8859_1, "# Café\n\nUne naïveté, à vrai dire.\n"},
		{charmap.Windows1252, "The café’s owner — a naïve man — said “no” to the £50 offer from Zoë Müller, the company’s résumé writer.\n"},
		{charmap.Windows1252, "À l’été dernier, l’élève a été reçu à l’école où le maître préféré était âgé et très fatigué, même malgré la forêt.\n"},
		{charmap.Windows1250, "Příliš žluťoučký kůň úpěl ďábelské ódy a větší část města zůstala bez elektřiny, řekl mluvčí.\n"},
		{charmap.Windows1250, "Zażółć gęślą jaźń, powiedział burmistrz, który otworzył dziś w południe nowy most w mieście Łódź.\n"},
		{charmap.Windows1253, "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει την επόμενη εβδομάδα για όλους τους κατοίκους της πόλης.\n"},
		{charmap.Windows1255, "ראש העיר אמר שהגשר ייפתח לתנועה בשבוע הבא לכל התושבים של העיר הזאת.\n"},
		{charmap.Windows1254, "Belediye başkanı köprünün önümüzdeki hafta açılacağını, şehrin bütün sakinlerinin geçebileceğini söyledi.\n"},
	} {
		data, err := tt.from.NewEncoder().Bytes([]byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		a, notices, err := codec.Read("a.txt", data)
		if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "not UTF-8") {
			t.Errorf("%v: %v, %v, %s", tt.from, err, notices, outline(a))
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
