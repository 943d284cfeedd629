package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer writes made-up Ukrainian news, the same for the same seed.
type writer struct {
	*rand.Rand
	words []string
	terms []string // of the termbase; one word in thirty begins one
}

// stock is what the articles are made of.
const stock = `і в на що з до та про за не як для від але це після під час через який яка які було буде
уряд закон країна місто область рік мова війна життя люди освіта школа лікар ринок компанія проєкт договір
президент міністр депутат журналіст редакція новина стаття видання джерело свідок суд рішення справа питання
служба безпека енергетика відбудова допомога переговори засідання зустріч заява звіт досвід розвиток
новий великий перший останній державний міжнародний український європейський місцевий важливий відкритий
повідомив заявила розповіли вважають підписали ухвалив відбулася працює готують планують отримали створили
об'єднання сім'я п'ять здоров'я подвір'я зв'язок комп'ютер міністерство підприємство дослідження виробництво
напередодні щонайменше приблизно незабаром водночас зокрема також однак тому адже сьогодні вчора торік
мільйонів гривень відсотків тисяч жителів посадовців волонтерів військовослужбовців науковців підприємців`

func newWriter(seed, number uint64, terms []string) *writer {
	return &writer{rand.New(rand.NewPCG(seed, number)), strings.Fields(stock), terms}
}

// article returns about so many words of Markdown, with headings, quotes,
// links, a list and two figures.
func (w *writer) article(words int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", capital(w.phrase(6)), w.paragraph())
	written := len(strings.Fields(b.String()))
	for number := 1; written < words; number++ {
		block := w.block(number)
		written += len(strings.Fields(block))
		b.WriteString(block + "\n\n")
	}
	return []byte(b.String())
}

// block returns the block of an article with that number, from 1.
func (w *writer) block(number int) string {
	switch {
	case number == 2 || number == 6:
		return fmt.Sprintf("![%s](https://example.org/%d.jpg)\n*%s Фото: %s*", w.phrase(4), number, w.sentence(), capital(w.phrase(2)))
	case number == 7:
		return fmt.Sprintf("- %s\n- %s\n- %s\n- %s", w.sentence(), w.sentence(), w.sentence(), w.sentence())
	case number%7 == 3:
		return "## " + capital(w.phrase(4))
	case number%7 == 5:
		return fmt.Sprintf("> «%s», – каже %s.", w.sentence(), capital(w.phrase(2)))
	}
	return w.paragraph()
}

// paragraph returns three to five sentences, most often with a link or a word in
// bold among them.
func (w *writer) paragraph() string {
	sentences := make([]string, 3+w.IntN(3))
	for i := range sentences {
		sentences[i] = w.sentence()
	}
	switch w.IntN(3) {
	case 0:
		sentences[0] += fmt.Sprintf(" Про це [%s](https://example.com/%d) пишуть журналісти.", w.phrase(2), w.IntN(1000))
	case 1:
		sentences[0] += fmt.Sprintf(" Це **%s** за 2025 р. на 15,5 млн грн.", w.phrase(2))
	}
	return strings.Join(sentences, " ")
}

func (w *writer) sentence() string {
	return capital(w.phrase(4+w.IntN(8))) + ", " + w.phrase(3+w.IntN(7)) + "."
}

func (w *writer) phrase(words int) string {
	parts := make([]string, words)
	for i := range parts {
		parts[i] = w.words[w.IntN(len(w.words))]
		if len(w.terms) > 0 && w.IntN(30) == 0 {
			parts[i] = w.terms[w.IntN(len(w.terms))]
		}
	}
	return strings.Join(parts, " ")
}

// name returns a made-up word of two to five syllables.
func (w *writer) name() string {
	syllables := strings.Fields("ба ве ги ґо ду жи за ки ла ма не по ри са то фу хи ча ши ще ві їв іст ань ськ ий ома ого ть нь ро ст пр кр")
	var b strings.Builder
	for range 2 + w.IntN(4) {
		b.WriteString(syllables[w.IntN(len(syllables))])
	}
	return b.String()
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
