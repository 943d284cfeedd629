package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestHeads: what stands above a story is told from what only stands near it.
func TestHeads(t *testing.T) {
	t.Parallel()
	text := "<p>" + long + "</p><p>Кажуть, <a href=/l>лоцман</a>, якого всі знають, був проти. " + long + "</p><p>" + long + "</p>"
	for _, tt := range []struct {
		name, head, above string
		want              string // the lines above the text
	}{
		{"a date behind the byline", "", "<div class=author>Олена Коваль 12 березня 2024, 14:20 1024</div>", "byline Олена Коваль"},
		{"a date in English", "", "<div class=byline>By Olena Koval March 9, 2024</div>", "byline Olena Koval"},
		{"nothing but a date", "", "<div class=author>12 березня 2024</div>", ""},
		{"a name with a figure", "", "<div class=author>Канал 24</div>", "byline Канал 24"},
		{"a byline among links", "", "<div><span class=byline>Автор: <a href=/k>Олена Коваль</a></span> <a href=/f>Стежити за @koval</a></div>", "byline Олена Коваль"},
		{"a byline with an office", "", "<div class=byline>Текст: <a href=/k>Олена Коваль</a>, спеціальна кореспондентка відділу річок, поромів та інших переправ нашої редакції</div>", "byline Олена Коваль"},
		{"a description that the text has in other marks", "<meta property=og:description content='Кажуть, лоцман, якого всі знають, був проти. Це досить довгий текст, який займає кіль…'>", "", ""},
		{"a description of two paragraphs", "<meta property=og:description content='має коми і не складається з посилань. Кажуть, лоцман [...]'>", "", ""},
		{"a description of its own", "<meta property=og:description content='Чому пором стоїть уже третій тиждень…'>", "", "standfirst Чому пором стоїть уже третій тиждень…"},
		{"a description that stands fuller below the headline", "<meta property=og:description content='Чому пором стоїть уже третій тиждень, а лоцман…'>", "<div class=sum><p>Чому пором стоїть уже третій тиждень, а <b>лоцман</b> мовчить.</p><i>Річка</i></div>", "standfirst Чому пором стоїть уже третій тиждень, а лоцман мовчить."},
		{"a caption called lead", "", "<figure class=lead-picture><img src=/1.jpg><figcaption class=lead-caption>Пором біля берега, з якого він і відходить щоранку.</figcaption></figure>", "figure /1.jpg|caption Пором біля берега, з якого він і відходить щоранку."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			in := "<html lang=uk><head><title>Пором знову став</title>" + tt.head + "</head><body><article><h1>Пором знову став</h1>" + tt.above + "<div class=text>" + text + "</div></article></body></html>"
			a, notices, err := codec.Read("a.html", []byte(in))
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(strings.Join(plainLines(a), "|"), "|paragraph")
			if got := strings.Trim(strings.TrimPrefix(head, "headline Пором знову став"), "|"); got != tt.want {
				t.Errorf("above the text %q, want %q\n%s", got, tt.want, notes(notices))
			}
		})
	}
}

// TestHeadlines: the headline is the heading that says what the page is called.
func TestHeadlines(t *testing.T) {
	t.Parallel()
	text := "<p>" + long + "</p><p>" + long + "</p>"
	for _, tt := range []struct{ name, title, body, want string }{
		{"the site's name in a heading of its own", "Час річки: Пором знову став", "<h1>Час річки</h1><div class=post><h3 class=post-title>Пором знову став</h3>" + text + "</div>", "Пором знову став"},
		{"other quotation marks than in the title", "\"Щука\" знов'язала береги — Час", "<h2>Час</h2><h2>«Щука» знов’язала береги</h2>" + text, "«Щука» знов’язала береги"},
		{"a part with nearly the same heading", "Пором знову став: що далі", "<h1>Пором знову став</h1>" + text + "<h3>Пором знову став: що далі</h3>" + text, "Пором знову став"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, _, err := codec.Read("a.html", []byte("<html lang=uk><head><title>"+tt.title+"</title></head><body>"+tt.body+"</body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			if got := plainLines(a)[0]; got != "headline "+tt.want {
				t.Errorf("read %q, want headline %q", got, tt.want)
			}
		})
	}
}
