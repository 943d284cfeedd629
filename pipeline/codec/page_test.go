package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// Pages as news sites build them, each around the same story. %-marks stand
// for its parts.
func pages() map[string]string {
	return map[string]string{
		"an article with everything in it": `<!doctype html><html lang="uk"><head><title>%H — Час</title></head><body class="single with-sidebar">
<header class="site-header"><a href="/">Час</a><nav><a href="/a">Політика</a></nav></header>
<article class="post tag-mist"><div class="post__header"><h1 class="post__title">%H</h1><div class="post__meta"><a class="post__author" rel="author" href="/k">%A</a><time>5 квітня</time><span class="post__views">1 024</span></div>
<p class="post__lead">%L</p></div><div class="post__text"><p>%1</p><figure class="post__image"><img src="/1.jpg" alt="%T"><figcaption>%C <span>Фото: %F</span></figcaption></figure>
<aside class="read-also"><b>Читайте також:</b> <a href="/r">%R</a></aside><p>%2</p><h2>%S</h2><ul><li>%3</li><li>%4</li></ul><blockquote><p>%5</p></blockquote>
<p><strong>Підписуйтесь на наш <a href="#">Telegram-канал</a></strong></p></div>
<div class="post__tags"><a href="/t1">міст</a> <a href="/t2">річка</a></div><div class="post__social"><a href="#">Facebook</a></div></article>
<section class="related"><h3>Схожі новини</h3><article class="card"><h4><a href="/o">Інша новина про щось інше</a></h4></article></section>
<footer>Усі права захищено</footer></body></html>`,
		"an old page in tables with line breaks": `<html><head><title>Час: %H</title><meta name="author" content="%A"><meta property="og:description" content="%L"></head><body>
<table width="100%%"><tr><td class="menu"><a href="/a">Політика</a><br><a href="/b">Спорт</a><br><a href="/c">Культура</a></td>
<td><h1>%H</h1><div class="text">%1<br><br><img src="/1.jpg" alt="%T"><div class="caption">%C Фото: %F</div>Читайте також: <a href="/r">%R</a><br><br>%2<h2>%S</h2><ul><li>%3</li><li>%4</li></ul><blockquote>%5</blockquote></div>
<div class="share-buttons">Поділитися <a href="#">f</a></div></td>
<td class="right-column"><div class="banner">Тут може бути ваша реклама, телефонуйте нам у робочі дні з дев'ятої до шостої</div></td></tr></table></body></html>`,
		"text in pieces between advertisements": `<!doctype html><html><head><title>%H</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"%H","author":[{"@type":"Person","name":"%A"}]}</script></head><body>
<div class="page layout-sidebar-right"><div class="top-menu"><ul><li><a href="/a">Політика</a></li><li><a href="/b">Спорт</a></li><li><a href="/c">Погода</a></li></ul></div>
<main><h1>%H</h1><div class="article-subtitle">%L</div><div class="author-name">%A</div><div class="body">
<div class="chunk"><p>%1</p></div><div class="ad-slot">Реклама</div><div class="chunk"><figure><img data-src="/1.jpg" src="data:image/gif;base64,R0" alt="%T"><figcaption>%C <i>Фото: %F</i></figcaption></figure><p><em>Читайте також:</em> <a href="/r">%R</a></p><p>%2</p></div>
<div class="adv">Реклама партнерів</div><div class="chunk"><h2>%S</h2><ul><li>%3</li><li>%4</li></ul><blockquote>%5</blockquote></div></div>
<div class="comments"><p>Довгий коментар читача, який мав би багато сказати, і каже, і каже, і каже ще довше за саму статтю, бо так воно буває в коментарях до новин про мости.</p></div></main>
<div class="sidebar"><p>Популярна новина про погоду, яка нікого не стосується, але займає багато місця на сторінці, бо так заведено.</p></div></div>
<div id="cookie-bar">Ми використовуємо файли cookie</div></body></html>`,
	}
}

func TestPages(t *testing.T) {
	story := strings.NewReplacer(
		"%%", "%", "%H", "Міст через річку знову відкрили для руху", "%A", "Олена Коваль", "%L", "Ремонт тривав два роки, а коштував удвічі більше, ніж планували",
		"%1", "Рух мостом через річку відновили вранці у п'ятницю, повідомили в міській раді. Першими проїхали тролейбуси, за ними — вантажівки.",
		"%2", "Ремонт почали ще позаторік, коли в опорах знайшли тріщини. Підрядник обіцяв упоратися за вісім місяців, однак роботи тричі зупиняли.",
		"%3", "перший етап — опори, він тривав рік;", "%4", "другий етап — полотно й перила.",
		"%5", "Ми зробили все, що могли, — каже головний інженер. — Далі справа за містом, і воно дасть собі раду.",
		"%S", "Скільки це коштувало", "%T", "Міст уранці", "%C", "Перші авто на мосту.", "%F", "Ігор Бойко / «Час»", "%R", "Хто будує мости в області")
	const text = "paragraph %1|figure /1.jpg|alt %T|caption %C|credit %F|read_also %R|paragraph %2|heading %S|item %3|item %4|quote %5"
	for name, page := range pages() {
		t.Run(name, func(t *testing.T) {
			a, notices, err := codec.Read("page.html", []byte(story.Replace(page)))
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(story.Replace("headline %H|standfirst %L|byline %A|"+text), "|")
			got := plainLines(a)
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("read\n%s\n\nwant\n%s\n\nnotices %v", strings.Join(got, "\n"), strings.Join(want, "\n"), notices)
			}
		})
	}
}
