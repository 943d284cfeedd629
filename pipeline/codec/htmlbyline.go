package codec

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// longestName is how many characters the names of a byline have together.
const longestName = 80

// byline takes the author from what the page says for machines, or from the
// place that names one.
func (p *page) byline(within *html.Node, facts newsFacts) {
	marked := p.named(within, func(n *html.Node) bool {
		return (attribute(n.Attr, "rel") == "author" || strings.Contains(attribute(n.Attr, "itemprop"), "author")) && p.isByline(n, facts)
	})
	called := p.named(within, func(n *html.Node) bool {
		return hasName(n, "author", "authors", "byline", "avtor", "writer", "creator") && p.isByline(n, facts)
	})
	linked := p.named(within, func(n *html.Node) bool {
		return isElement("a")(n) && containsAny(attribute(n.Attr, "href"), "/author", "/avtor", "/journalist", "/bloggers/") && p.isByline(n, facts)
	})
	signed := cmp.Or(marked, called, linked, p.linkOfAuthor(within, facts))
	author := oneSpaced(strings.Join(slices.DeleteFunc(slices.Clone(facts.Authors), func(name string) bool { return !isAuthor(name, facts.Site) }), ", "))
	said := p.property("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
	if author == "" && marked == nil && isAuthor(said, facts.Site) {
		author = oneSpaced(said)
	}
	if signed != nil {
		p.take(signed)
		if author == "" {
			author = withoutDate(textOf(signed))
		}
	}
	if author == "" {
		author = p.bylineInLine(within)
	}
	p.author = withoutRole(author)
	p.front(pipeline.Byline, p.author)
}

// linkOfAuthor is the name in an element that says more of the author: what
// they do, where to follow them.
func (p *page) linkOfAuthor(within *html.Node, facts newsFacts) *html.Node {
	const most = 300 // letters
	box := p.named(within, func(n *html.Node) bool {
		return hasName(n, "author", "authors", "byline", "avtor") && p.sizes[n].all <= most && p.sizes[n].links > 0 && p.isHeadText(n) && p.isAbove(n)
	})
	return find(box, func(n *html.Node) bool { return isElement("a")(n) && isSignature(textOf(n)) && p.isByline(n, facts) })
}

// withoutDate is a byline without the date behind the names: Олена Коваль 12
// березня 2024, 14:20.
func withoutDate(text string) string {
	words := strings.Fields(text)
	start := slices.IndexFunc(words, func(word string) bool { return strings.ContainsAny(word, "0123456789") })
	if start < 0 {
		return text
	}
	isFact := func(word string) bool {
		word = bareLine(folded(word))
		return rules().facts[word] != "" || rules().counts[word] != ""
	}
	date := words[start:]
	if slices.ContainsFunc(date, func(word string) bool {
		return !isFact(word) && hasLetters(word) && !strings.ContainsAny(word, "0123456789")
	}) || !dayOrTime.MatchString(strings.Join(date, " ")) {
		return text
	}
	if start > 0 && isFact(words[start-1]) && !slices.ContainsFunc(date, isFact) { // March 9, 2017
		start--
	}
	return strings.Trim(strings.Join(words[:start], " "), " :—–-|•·,")
}

// dayOrTime is what a date has and a name has not: a year, a time of day, or
// all of it in figures.
var dayOrTime = regexp.MustCompile(`(^|[^0-9])((19|20)[0-9]{2}|[0-2]?[0-9]:[0-5][0-9]|[0-3]?[0-9]\.[01]?[0-9]\.[0-9]{2})([^0-9]|$)`)

// bylineInLine is the name in the first line of facts below the headline.
func (p *page) bylineInLine(within *html.Node) string {
	below := p.heading == nil
	for n := range within.Descendants() {
		below = below || n == p.heading
		if !below || n.Type != html.ElementNode || p.contains(p.heading, n) {
			continue
		}
		if p.paragraphWeight(n) > 0 {
			return ""
		}
		if name, dated := nameInLine(p.line(n)); dated && name != "" {
			return name
		}
	}
	return ""
}

// nameInLine is the name in a line of parts of which one is a date: Культура |
// 8 березня 2023 | Юхим Деркач. It is no such line when a part is longer than
// a few words.
func nameInLine(line string) (name string, dated bool) {
	const longest = 6 // words of a part
	parts := strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune("|•·", c) })
	if len(line) > 2*longestFurniture || len(parts) < 2 {
		return "", false
	}
	for _, part := range parts {
		isDate, _ := rules().particulars(part)
		person := withoutRole(part)
		switch {
		case len(strings.Fields(part)) > longest:
			return "", false
		case isDate:
			dated = true
		case isSignature(person) && (name == "" || person != oneSpaced(part)):
			name = person
		}
	}
	return name, dated
}

// isByline reports whether an element names the author: a name or two.
func (p *page) isByline(n *html.Node, facts newsFacts) bool {
	text := withoutDate(withoutRole(p.line(n)))
	return (p.isHeadText(n) || p.furnitureAround(n) == "a list of links" && p.line(n.Parent) != "" && p.isAbove(n)) && utf8.RuneCountInString(text) < longestName && isAuthor(text, facts.Site) &&
		find(n, func(inner *html.Node) bool { return isElement("img", "p", "h1", "figure")(inner) && inner != n }) == nil
}

// isAuthor reports whether a name is somebody's, not that of the site or of its
// machinery.
func isAuthor(name, site string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	generic := []string{"", "admin", "administrator", "адмін", "адміністратор", "редактор", "editor", "author", "автор", "root", "user", "super user", "superuser", "webmaster", "редакція", "новини", "news"}
	return !slices.Contains(generic, name) && !strings.EqualFold(name, site) && !strings.Contains(name, "://") && !strings.HasPrefix(name, "@") && hasLetters(name)
}

// roles are the words before the names of those who made a text.
func roles() []string {
	return []string{
		"автор тексту", "авторка тексту", "автор", "авторка", "автори", "авторки", "текст", "тексти", "текст і світлини", "текст та фото", "текст і фото",
		"розмовляв", "розмовляла", "спілкувався", "спілкувалася", "спілкувалась", "записав", "записала", "підготував", "підготувала", "підготували",
		"журналіст", "журналістка", "матеріал підготувала", "матеріал підготував", "автор:", "текст:",
		"автор статьи", "авторы", "подготовил", "подготовила", "author", "authors", "by", "written by", "words by", "reported by", "text",
	}
}

// withoutRole is a byline without the word before the names.
func withoutRole(text string) string {
	text = oneSpaced(text)
	longest := 0
	for _, role := range roles() {
		if len(text) > len(role) && strings.EqualFold(text[:len(role)], role) && len(role) > longest {
			next, _ := utf8.DecodeRuneInString(text[len(role):])
			if next == ':' || next == ' ' {
				longest = len(role)
			}
		}
	}
	return strings.Trim(text[longest:], " :—–-|•,")
}

// isRole reports whether a text is such a word and no name.
func isRole(text string) bool {
	return slices.Contains(roles(), strings.TrimRight(strings.ToLower(oneSpaced(text)), ": "))
}

// isSignature reports whether a text is two or three names: Василина Ткач. It
// has to be set apart, on the right or in italics, and close the story.
func isSignature(plain string) bool {
	words := strings.Fields(withoutRole(plain))
	if len(words) < 2 || len(words) > 3 {
		return false
	}
	return !slices.ContainsFunc(words, func(word string) bool {
		first, size := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(first) || strings.ContainsFunc(word[size:], func(c rune) bool {
			return !unicode.IsLower(c) && !strings.ContainsRune("-'’ʼ", c) && !unicode.IsUpper(c)
		})
	})
}

// signed takes the signature at the end of a story for the byline, and leaves
// one out that only repeats it.
func (p *page) signed() {
	for len(p.blocks) > 0 && p.blocks[len(p.blocks)-1].Kind == pipeline.Rule { // it parted the story from what is left out
		p.blocks = p.blocks[:len(p.blocks)-1]
	}
	last := len(p.blocks) - 1
	for last > 0 && p.blocks[last].Kind != pipeline.Paragraph {
		last--
	}
	if last < 1 {
		return
	}
	b := p.blocks[last]
	wrapped := strings.HasPrefix(b.Text, "{1}") && strings.HasSuffix(b.Text, "{/1}") && b.Tags[0].Kind == pipeline.Italic
	if plain := markup.Plain(b.Text); isSignature(plain) && wrapped && !p.has(pipeline.Byline) {
		p.blocks = slices.Delete(p.blocks, last, last+1)
		p.blocks = slices.Insert(p.blocks, p.afterHead(), pipeline.Block{Kind: pipeline.Byline, Text: markup.Escape(withoutRole(plain))})
		p.notice(Guessed, "The byline was taken from the end of the text: "+excerpt(plain))
	}
}

// afterHead is the place behind headline and standfirst.
func (p *page) afterHead() int {
	at := 0
	for at < len(p.blocks) && (p.blocks[at].Kind == pipeline.Headline || p.blocks[at].Kind == pipeline.Standfirst) {
		at++
	}
	return at
}
