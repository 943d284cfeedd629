package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestWholeStory: nothing that a story says itself is lost, and what is left
// out is named.
func TestWholeStory(t *testing.T) {
	t.Parallel()
	article := func(body string) string {
		return "<html lang=uk><head><title>Пором через річку</title></head><body><article><h1>Пором через річку</h1>" + body + "</article></body></html>"
	}
	p := "<p>" + long + "</p><p>" + long + "</p>"
	entry := func(clock, title, text string) string {
		return "<div class=live-item><time>" + clock + "</time><h3>" + title + "</h3><p>" + text + "</p></div>"
	}
	entries := entry("20:15", "Подія перша", "Двоє людей у лікарні.") + p + entry("19:15", "Подія друга", long) + entry("18:15", "Подія третя", "Гасять пожежу.")
	for _, tt := range []struct {
		name, in string
		want     []string // lines of the article, in this order
		without  string   // what the article does not say
		notice   string   // what a notice says
	}{
		{"entries of a live report", article(entries), []string{"heading 3: Подія перша\n", "paragraph: Двоє людей у лікарні.\n", "heading 3: Подія друга\n", "heading 3: Подія третя\n", "paragraph: Гасять пожежу.\n"}, "standfirst", ""},
		{"a gallery before the last sentence", article(p + "<div class=gallery><img src=/a.jpg></div><p>Двоє поранених у лікарні.</p>"), []string{"figure </a.jpg>\n", "paragraph: Двоє поранених у лікарні.\n"}, "", ""},
		{"a gallery at the end", article(p + "<div class=gallery><img src=/a.jpg alt=Пором></div>"), []string{"figure </a.jpg>\n", "alt: Пором\n"}, "", ""},
		{"pictures that load late", article(p + "<img src=data:image/gif;base64,R0 data-srcset='/a,w_320.jpg 320w, /a,w_640.jpg 640w' alt=Пором><p>Пором стоїть.</p><picture><source data-srcset='/b.webp 1x'><img src=data:image/gif;base64,R0></picture><p>Лоцман спить.</p><img src=data:image/gif;base64,R0><noscript><img src=/c.jpg></noscript><p>Вода стоїть.</p>"), []string{"figure </a,w_640.jpg>\n", "figure </b.webp>\n", "figure </c.jpg>\n"}, "", ""},
		{"a caption twice", article("<figure><img src=/a.jpg><figcaption>Пором біля берега, з якого він відходить щоранку.</figcaption><figcaption>Пором біля берега, з якого він відходить щоранку.</figcaption></figure>" + p + "<p>Пором біля берега, з якого він відходить щоранку.</p><p>Пором стоїть.</p>"), []string{"figure </a.jpg>\ncaption: Пором біля берега, з якого він відходить щоранку.\nparagraph: " + long + "\n", "paragraph: " + long + "\nparagraph: Пором стоїть.\n"}, "", "Left out as a caption once more: Пором"},
		{"a text called quote around it", "<html lang=uk><head><title>Пором через річку</title></head><body><h1>Пором через річку</h1><div class=quote-theme><div>" + p + p + "</div></div></body></html>", []string{"paragraph: " + long + "\n"}, "quote", ""},
		{"terms", article(p + "<dl><dt>Пором</dt><dd>Судно на линві.</dd></dl>"), []string{"paragraph: Пором\n", "paragraph: Судно на линві.\n"}, "", ""},
		{"details", article(p + "<details><summary>Хто платить</summary><p>Платить громада.</p></details>"), []string{"paragraph: Хто платить\n", "paragraph: Платить громада.\n"}, "", ""},
		{"named furniture at the end", article(p + "<div class=share>Поділитися</div><div><p>Пором стоїть.</p></div><div class=related><a href=/1>Інша новина про міст</a></div>"), []string{"paragraph: Пором стоїть.\n"}, "Інша новина", "Інша новина"},
		{"a picture of the furniture", article(p + "<div class=banner><img src=/ad.jpg></div><p>Пором стоїть.</p>"), nil, "/ad.jpg", "/ad.jpg"},
		{"who said it", article(p + "<blockquote><p>Це компроміс</p><footer>Олег Петренко, економіст</footer></blockquote><p>Пором стоїть.</p>"), []string{"quote: Це компроміс\n", "Олег Петренко, економіст\n"}, "", ""},
		{"links of the story", article(p + "<h2>Контекст</h2><p>" + long + "</p><ul><li><a href=/1>закон про бюджет</a></li><li><a href=/2>закон про рекламу</a></li></ul><p>" + long + "</p>"), []string{"закон про бюджет", "закон про рекламу"}, "", ""},
		{"a comment of a reader", article(p + "<p>Пором стоїть.</p>" + "<div class=comments><div class=comment><b>Вася</b><p>Знову їхня «перемога» за наші гроші.</p></div></div>"), []string{"paragraph: Пором стоїть.\n"}, "перемога", "перемога"},
		{"a comment of the ministry", article(p + "<div class=comment-block><p>Коментар речника МЗС: «Ми проти».</p></div><p>" + long + "</p>"), []string{"paragraph: Коментар речника МЗС: «Ми проти».\n"}, "", ""},
		{"a quotation called related", article(p + "<div class=related-quote><p>«Це наша земля», — каже фермер.</p></div><p>" + long + "</p>"), []string{"«Це наша земля», — каже фермер.\n"}, "", ""},
		{"a break before a related story", article("<p>" + long + "<br><b>Читайте також:</b> <a href=/1>Інша новина про міст</a></p>" + p), []string{"paragraph: " + long + "\n", "read_also"}, long + "{", ""},
		{
			"a headline in a named element", "<html><head><title>Пожежа у Львові — Твоє місто</title></head><body><section class=post><div class=post_title>Пожежа у Львові: евакуювали 20 людей</div><div class=post_text>" + p + "</div></section></body></html>",
			[]string{"headline: Пожежа у Львові: евакуювали 20 людей\n"},
			"", "",
		},
		{
			"a short headline", "<html><head><title>Бюджет ухвалено - Сайт</title></head><body><table><tr><td><a href=/>Головна</a></td><td><font size=5><b>Бюджет ухвалено</b></font><br><br>" + long + "<br><br>" + long + "<br><br>" + long + "</td></tr></table></body></html>",
			[]string{"headline: Бюджет ухвалено\n"},
			"", "",
		},
		{"a headline of the title", "<html><head><title>Бюджет ухвалено - Сайт</title></head><body><div class=text>" + p + "</div></body></html>", []string{"headline: Бюджет ухвалено\n"}, "", "headline"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, notices, err := codec.Read("a.html", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			got := plain(a)
			rest := got
			for _, line := range tt.want {
				_, after, found := strings.Cut(rest, line)
				if !found {
					t.Errorf("no %q in its place in\n%s%s", line, got, notes(notices))
				}
				rest = after
			}
			if tt.without != "" && strings.Contains(got, tt.without) {
				t.Errorf("%q in\n%s", tt.without, got)
			}
			if !strings.Contains(notes(notices), tt.notice) {
				t.Errorf("no notice says %q:\n%s", tt.notice, notes(notices))
			}
		})
	}
}
