package match

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// oracle is a matcher without any art: phrases as strings in a map, tokens read
// letter by letter, all lengths tried. Zones, folding of a word and the forms
// of a term are those of the package; everything in between is its own.
type oracle struct {
	phrases map[string][]oracleForm
	longest int // words of the longest phrase
	fold    *folder
}

type oracleForm struct {
	entry glossary.EntryID
	text  string
	need  []int // capitals that each word must begin with
	exact []bool
	tail  string
}

// oracleToken is a word of a text with the punctuation before it, "\x00" where
// no phrase goes through.
type oracleToken struct {
	start, end int
	letters    string
	upper      int
	small      bool
	before     string
}

func newOracle(entries []glossary.Entry, o Options) *oracle {
	or := &oracle{phrases: map[string][]oracleForm{}, fold: newFolder()}
	for _, e := range entries {
		for _, t := range e.Terms {
			if t.Lang != "uk" {
				continue
			}
			name := personNameOf(e.Kind, t.Text)
			for _, f := range formsOf(e.Kind, t, o) {
				for _, v := range name.appendVaried(nil, &scribe{}, f) {
					or.add(e, t, v)
					v.form.Text = unquoted(v.form.Text)
					or.add(e, t, v)
				}
			}
		}
	}
	return or
}

func (or *oracle) add(e glossary.Entry, t glossary.Term, v varied) {
	tokens, lemma := or.tokens(v.form.Text, nil), or.tokens(t.Text, nil)
	f := oracleForm{entry: e.ID, text: v.form.Text}
	for i, tok := range tokens {
		need := tok.upper
		if tok.upper == 0 && i == 0 && v.variant == full && lemma[0].upper > 0 {
			need = 1
		}
		f.need = append(f.need, need)
		shouted := i < len(lemma) && lemma[i].upper > 1 && !lemma[i].small
		f.exact = append(f.exact, tok.upper > 1 && tok.small && shouted)
	}
	if t.Capital == "any" {
		f.need = make([]int, len(tokens))
	}
	rest := strings.Trim(v.form.Text[tokens[len(tokens)-1].end:], " «»“”„\"'()[],;:")
	if strings.ContainsAny(rest, "+#!?%®™°*") || v.variant == initials && rest == "." {
		f.tail = rest
	}
	key := phrase(tokens)
	or.phrases[key] = append(or.phrases[key], f)
	or.longest = max(or.longest, len(tokens))
}

func phrase(tokens []oracleToken) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteString("\x01" + t.before + "\x01")
		}
		b.WriteString(t.letters)
	}
	return b.String()
}

// find returns the spans of hits with the entries that fit each.
func (or *oracle) find(text string) []oracleHit {
	tokens := or.tokens(text, or.fold.appendZones(nil, text, 0))
	var hits []oracleHit
	for i := 0; i < len(tokens); {
		n := min(or.longest, len(tokens)-i)
		for ; n > 0; n-- {
			if h, ok := or.at(text, tokens[i:i+n]); ok {
				hits = append(hits, h)
				break
			}
		}
		i += max(1, n)
	}
	return hits
}

type oracleHit struct {
	start, end int
	entries    []glossary.EntryID
}

func (or *oracle) at(text string, tokens []oracleToken) (oracleHit, bool) {
	for _, t := range tokens[1:] {
		if t.before == "\x00" {
			return oracleHit{}, false
		}
	}
	h := oracleHit{start: tokens[0].start, end: tokens[len(tokens)-1].end}
	for _, f := range or.phrases[phrase(tokens)] {
		ok := strings.HasPrefix(text[tokens[len(tokens)-1].end:], f.tail)
		for i, t := range tokens {
			switch {
			case f.need[i] == 0:
			case f.exact[i]:
				ok = ok && t.upper == f.need[i]
			default:
				ok = ok && t.upper >= f.need[i]
			}
		}
		if ok && !slices.Contains(h.entries, f.entry) {
			h.entries = append(h.entries, f.entry)
		}
	}
	slices.Sort(h.entries)
	return h, len(h.entries) > 0
}

func (or *oracle) tokens(text string, zones []zone) []oracleToken {
	var tokens []oracleToken
	var before strings.Builder
	for i := 0; i < len(text); {
		if k := slices.IndexFunc(zones, func(z zone) bool { return z.start <= i && i < z.end }); k >= 0 {
			if zones[k].tag != inlineHTM {
				before.WriteString("\x00")
			} else {
				before.WriteString("\x02")
			}
			i = zones[k].end
			continue
		}
		limit := len(text)
		for _, z := range zones {
			if z.start > i {
				limit = min(limit, z.start)
			}
		}
		end := or.tokenEnd(text[:limit], i)
		if end == i {
			if n := inlineTag(text[i:]); n > 0 {
				before.WriteString("\x02")
				i += n
				continue
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			before.WriteRune(r)
			i += n
			continue
		}
		var w word
		or.fold.fold(&w, text[i:end])
		t := oracleToken{start: i, end: end, letters: string(w.runes), upper: w.upper, small: w.mixed, before: "\x00"}
		if len(tokens) > 0 {
			last := tokens[len(tokens)-1]
			t.before = punctuation(before.String(), last.upper == 1 && !last.small)
		}
		tokens = append(tokens, t)
		before.Reset()
		i = end
	}
	return tokens
}

// tokenEnd returns the end of the token at i, or i.
func (or *oracle) tokenEnd(text string, i int) int {
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	if first, _ := utf8.DecodeRuneInString(text[i:]); digit(first) {
		for i < len(text) && digit(rune(text[i])) {
			i++
		}
		return i
	} else if !isLetter(first) {
		return i
	}
	end, quoted := i, false
	for i < len(text) {
		if n := inlineTag(text[i:]); n > 0 && !strings.HasSuffix(text[i:i+n], "/}") {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case isTransparent(r):
		case isApostrophe(r) && !quoted:
			quoted = true
		case isLetter(r) || unicode.Is(unicode.M, r) && !quoted:
			quoted = false
			end = i
		default:
			return end
		}
	}
	return end
}

// punctuation brings what stands between two words to the form that terms and
// texts share.
func punctuation(s string, initial bool) string {
	if strings.Contains(s, "\x00") {
		return "\x00"
	}
	tagged := strings.Contains(s, "\x02")
	var out []rune
	lines := 0
	for _, r := range s {
		switch {
		case r == '\x02' || r == '\r' || isTransparent(r):
			continue
		case unicode.IsSpace(r):
			if r == '\n' || r == '\u2028' || r == '\u2029' {
				lines++
			}
			if len(out) > 0 && out[len(out)-1] == ' ' {
				continue
			}
			out = append(out, ' ')
		default:
			out = append(out, plain(r))
		}
	}
	switch {
	case lines > 1 || len(out) > maxGap:
		return "\x00"
	case len(out) == 0 && tagged:
		return " "
	case initial && string(out) == ". ":
		return "."
	}
	return string(out)
}

// agree compares the index with the oracle on one text, and checks that hits
// are in order, apart and inside of the text.
func agree(t *testing.T, x *Index, or *oracle, text string) {
	t.Helper()
	want := or.find(text)
	hits := x.Find(text)
	var got []oracleHit
	at := 0
	for _, h := range hits {
		if h.Span.Start < at || h.Span.End <= h.Span.Start || h.Span.End > len(text) || text[h.Span.Start:h.Span.End] != h.Text {
			t.Fatalf("hit %+v is out of order or bounds in %q", h, text)
		}
		at = h.Span.End
		entries := append([]glossary.EntryID{h.Entry}, h.Alternatives...)
		slices.Sort(entries)
		got = append(got, oracleHit{h.Span.Start, h.Span.End, entries})
	}
	same := func(g, w oracleHit) bool { // signs and closing marks may lie behind the last word
		return g.start == w.start && g.end >= w.end && g.end <= w.end+4 && slices.Equal(g.entries, w.entries)
	}
	if !slices.EqualFunc(got, want, same) {
		t.Fatalf("%q:\ngot  %+v\nwant %+v", text, got, want)
	}
}

// oracleBase is a small termbase with all kinds of terms.
func oracleBase() []glossary.Entry {
	var entries []glossary.Entry
	add := func(kind glossary.Kind, texts ...string) {
		for _, text := range texts {
			entries = append(entries, glossary.Entry{ID: glossary.EntryID(text), Kind: kind, Terms: []glossary.Term{{Lang: "uk", Text: text}}})
		}
	}
	add(glossary.Place, "Київ", "Прип'ять", "Івано-Франківськ", "Кривий Ріг", "Рада", "Україна", "Рівне", "Європа")
	add(glossary.Organisation, "Рада Безпеки ООН", "Рада Європи", "ООН", "ЦНАП", "УП", "Верховна Рада України", "компанія «Нафтогаз»", "ПриватБанк")
	add(glossary.Person, "Юрій Щиголь", "Іван Петрович Коваль", "Ольга Коваль", "Шарль де Голль", "Віра Бондаренко")
	add(glossary.Other, "безпілотник", "Huawei", "C++", "Ан-225", "Liga.net", "ім. Шевченка", "COVID-19")
	return entries
}

func TestAgainstOracle(t *testing.T) {
	entries := oracleBase()
	x, or := New(entries, Options{}), newOracle(entries, Options{Lang: "uk", Generate: inflect.Generate})
	rnd := rand.New(rand.NewPCG(1, 2))
	var pieces []string
	for key := range or.phrases {
		for _, f := range or.phrases[key] {
			pieces = append(pieces, f.text)
		}
	}
	slices.Sort(pieces)
	joints := []string{
		" ", " ", " ", "\u00a0", "\n", "\n\n", ", ", ". ", ".", "-", "–", " – ", "", "{1}", "{/1} ", "{1/}", " «", "» ", "'", "’",
		"\u0301", "\u00ad", "<b>", "<p>", " @", " #", "`", "/", " https://", "і", "a", "5", "!", " (", ") ",
	}
	for range 3000 {
		var b strings.Builder
		for range 1 + rnd.IntN(8) {
			piece := pieces[rnd.IntN(len(pieces))]
			switch rnd.IntN(8) {
			case 0:
				piece = strings.ToUpper(piece)
			case 1:
				piece = strings.ToLower(piece)
			case 2:
				piece = strings.ReplaceAll(piece, "о", "o")
			case 3:
				words := strings.Fields(piece)
				piece = words[rnd.IntN(len(words))]
			}
			b.WriteString(piece + joints[rnd.IntN(len(joints))])
		}
		agree(t, x, or, b.String())
	}
}

// FuzzFind: the index finds what the oracle finds, whatever the text.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"У Раді Безпеки ООН та Раді Європи", "Ю. Щиголь, І.П. Коваль", "{1}Верховна{/1} Рада України", "Прип’ять, Прип`ять, Пр\u0301ип'яті",
		"компанію «Нафтогаз» і C++", "https://Київ.укр/Рада Київ@a.b #Рада `Рада`", "ЦНАПі УПА ООН-у", "\xd0\xff{", "Кuїв Huawei'ю",
	} {
		f.Add(seed)
	}
	entries := oracleBase()
	x, or := New(entries, Options{}), newOracle(entries, Options{Lang: "uk", Generate: inflect.Generate})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4096 { // the oracle takes time in proportion to the square
			agree(t, x, or, text)
		}
	})
}

// The oracle on real news and with thousands of names.
func TestAgainstOracleOnNews(t *testing.T) {
	text, names := newsText(t), newsNames(t)
	x, or := New(names, Options{}), newOracle(names, Options{Lang: "uk", Generate: inflect.Generate})
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		agree(t, x, or, paragraph)
	}
	agree(t, x, or, text)
}

func newsText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(newsFolder(t), "stories", "icons", "source.md"))
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(filepath.Join(newsFolder(t), "stories", "icons", "source.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n\n" + string(html)
}

// newsNames returns a termbase of well-known Ukrainian names.
func newsNames(t *testing.T) []glossary.Entry {
	t.Helper()
	table, err := os.ReadFile(filepath.Join(newsFolder(t), "translit", "wellknown.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	entries := oracleBase()
	for line := range strings.Lines(string(table)) {
		name, _, _ := strings.Cut(line, "\t")
		id := glossary.EntryID(name)
		if slices.ContainsFunc(entries, func(e glossary.Entry) bool { return e.ID == id }) {
			continue
		}
		entries = append(entries, glossary.Entry{ID: id, Terms: []glossary.Term{{Lang: "uk", Text: name}}})
	}
	return entries
}

func newsFolder(t *testing.T) string {
	t.Helper()
	return glossarytest.Shared(t, "data")
}
