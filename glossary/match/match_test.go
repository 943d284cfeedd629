package match_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
)

// short writes hits as their texts, with + for high confidence and - for low.
func short(hits []match.Hit) []string {
	var out []string
	for _, h := range hits {
		if h.Confidence == match.High {
			out = append(out, h.Text+"+")
		} else {
			out = append(out, h.Text+"-")
		}
	}
	return out
}

// base makes a termbase of "source;gender;kind", gender and kind optional,
// several parted by "|".
func base(terms string) []glossary.Entry {
	var entries []glossary.Entry
	for term := range strings.SplitSeq(terms, "|") {
		parts := append(strings.Split(term, ";"), "", "")
		entries = append(entries, glossary.Entry{ID: glossary.EntryID(parts[0]), Kind: glossary.Kind(parts[2]), Terms: []glossary.Term{
			{Lang: "uk", Text: parts[0], Gender: glossary.Gender(parts[1])},
		}})
	}
	return entries
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, terms, text string
		want              []string
	}{
		// Folding.
		{"apostrophes", "Держспецзв'язок", "у Держспецзв'язку, Держспецзв’язку, Держспецзвʼязку, Держспецзв`язку", []string{
			"Держспецзв'язку+", "Держспецзв’язку+", "Держспецзвʼязку+", "Держспецзв`язку+",
		}},
		{"a quote is no apostrophe", "Правда;f", "газета 'Правда' пише", []string{"Правда+"}},
		{"stress mark", "Полтава", "із Полта\u0301ви", []string{"Полта\u0301ви+"}},
		{"a form that is a pronoun at a sentence start", "Том;m;person|Вон;;person", "Тому він пішов. Вони бачили Тома. Кажуть, Тому важко.", []string{
			"Тому-", "Вони-", "Тома+", "Тому+",
		}},
		{"a form that is a common word at a sentence start", "Фонда;m;person", "Фонд закрили. Про фонд Фонди писали.", []string{"Фонд-", "Фонди+"}},
		{"the adjective of a town", "Луганськ;m;place|Покровськ;m;place", "Луганська ОВА й Покровська міська громада, мер Луганська, на Луганську область", []string{
			"Луганська-", "Покровська-", "Луганська+", "Луганську-",
		}},
		{"an em dash for a hyphen", "Івано-Франківськ;m;place", "в Івано\u2014Франківську", []string{"Івано\u2014Франківську+"}},
		{"a dash of another length", "Клуб \u2013 Київ;m;organisation", "Клубу \u2014 Київ", []string{"Клубу \u2014 Київ+"}},
		{"soft hyphen and zero-width space", "Полтава", "із Пол\u00ADта\u200Bви", []string{"Пол\u00ADта\u200Bви+"}},
		{"decomposed letters", "Київ", "у Києві, Киі\u0308в", []string{"Києві+", "Киі\u0308в+"}},
		{"Latin letters that look Cyrillic", "Яремче", "у Яpемче", []string{"Яpемче+"}},
		{"Latin word with a Cyrillic letter", "COVID", "хвиля СOVID", []string{"СOVID+"}},
		{"a word of two scripts that is neither", "Дія", "Diя", nil},
		{"Latin term", "Huawei", "телефони Huawei, huawei", []string{"Huawei+"}},
		{"Latin term with an ending", "Facebook", "у Facebook'у та Facebook-у", []string{"Facebook'у+", "Facebook-у+"}},
		{"in a longer word", "Рада;f", "Порада радить Раддепу Радянська", nil},

		// Phrases.
		{"spaces", "Верховна Рада;f", "у Верховній  Раді, Верховній\u00a0Раді, Верховній\u2009Раді", []string{
			"Верховній  Раді+", "Верховній\u00a0Раді+", "Верховній\u2009Раді+",
		}},
		{"one line break", "Верховна Рада;f", "у Верховній\nРаді", []string{"Верховній\nРаді+"}},
		{"a line break of two characters", "Верховна Рада;f", "у Верховній \r\n Раді", []string{"Верховній \r\n Раді+"}},
		{"a blank line", "Верховна Рада;f", "у Верховній\n\nРаді", nil},
		{"other punctuation", "Верховна Рада;f", "у Верховній, Раді; Верховній. Раді; Верховній – Раді", nil},
		{"hyphens", "Івано-Франківськ", "до Івано-Франківська, Івано\u2011Франківська, Івано–Франківська, Івано - Франківська", []string{
			"Івано-Франківська+", "Івано\u2011Франківська+", "Івано–Франківська+",
		}},
		{"inline tags", "Верховна Рада;f", "Уже {1}Верховна{/1} {2}Рада{/2}, Вер{3}ховна{/3} Рада", []string{
			"Верховна{/1} {2}Рада+", "Вер{3}ховна{/3} Рада+",
		}},
		{"a line break as a tag", "Рада Європи;f", "Уже Рада{1/}Європи", []string{"Рада{1/}Європи+"}},
		{"HTML tags", "Верховна Рада;f", "Уже <b class=\"x\">Верховна</b> Рада, Верховна<p>Рада", []string{"Верховна</b> Рада+"}},
		{"the longer of two", "Рада;f|Рада Безпеки ООН;f|ООН", "у Раді Безпеки ООН, в ООН", []string{"Раді Безпеки ООН+", "ООН+"}},
		{"the longer one fails its capital", "Рада;f|Рада Європи;f", "у Раді європи", []string{"Раді+"}},
		{"the longer one fails its end", "Рада;f|Рада Європи;f", "у Раді Європи-Азії, Раді європейців", []string{"Раді Європи-", "Раді+"}},
		{"quotes around", "Правда;f;media", "у «Правді», \"Правді\", „Правді“", []string{"Правді+", "Правді+", "Правді+"}},
		{"quotes inside", "компанія «Нафтогаз»", "про компанію «Нафтогаз»; компанією Нафтогаз.", []string{"компанію «Нафтогаз»+", "компанією Нафтогаз+"}},
		{"a remark in brackets", "Мир (платіжна система);m", "про «Мир» (карта)", []string{"Мир+"}},
		{"signs behind a word", "C++", "пише на C++, вітамін C", []string{"C+++"}},

		// Capitals and common words (3.3 of the design).
		{"common word in small letters", "Рада;f", "була рада бачити", nil},
		{"inside a sentence", "Рада;f", "Депутати Ради", []string{"Ради+"}},
		{"a possible form", "Відень", "у Відні", []string{"Відні+"}},
		{"at a sentence start", "Рада;f", "Рада бачити вас. Рада бачити! Рада? «Рада бачити», – каже.", []string{"Рада-", "Рада-", "Рада-", "Рада-"}},
		{"at the start of a quotation", "Рада;f", "стаття «Рада бачити» вийшла", []string{"Рада-"}},
		{"behind a blank line", "Рада;f", "вислів\n\nРада бачити", []string{"Рада-"}},
		{"behind a line break", "Рада;f", "Верховна\nРада бачить", []string{"Рада+"}},
		{"behind the sign of a list", "Рада;f", "вислів\n- Рада бачити\n* Рада дати", []string{"Рада-", "Рада-"}},
		{"quoted at a sentence start", "Рада;f", "«Рада» вийшла.", []string{"Рада+"}},
		{"behind an abbreviation", "Рівне;n", "з м. Рівне", []string{"Рівне+"}},
		{"a word seen in small letters", "Прут;m", "Прут зламався: узяв прут.", []string{"Прут-"}},
		{"another form seen in small letters", "Костур;m", "Костур зник, костура шукають. Далі Костур.", []string{"Костур-", "Костур+"}},
		{"no common word at a sentence start", "Полтава", "Полтава горить.", []string{"Полтава+"}},
		{"capitals all over", "Полтава|Рада;f", "ПОЛТАВА І РАДА ЗА МИР", []string{"ПОЛТАВА+", "РАДА-"}},
		{"second word needs its capital", "Верховна Рада;f", "наша верховна рада, Верховна рада", nil},
		{"all words need theirs", "Верховна Рада;f", "ВЕРХОВНА РАДА", []string{"ВЕРХОВНА РАДА+"}},
		{"second word needs none", "Українська правда;f", "в Українській правді, Українській Правді", []string{"Українській правді+", "Українській Правді+"}},
		{"small-letter term", "безпілотник", "Безпілотник упав, безпілотники летять", []string{"Безпілотник+", "безпілотники+"}},
		{"abbreviation", "ООН", "в ООН, оон, Оон", []string{"ООН+"}},
		{"abbreviation with an ending", "ЦНАП;m", "у ЦНАПі, цнапі, ЦНАП-і", []string{"ЦНАПі+", "ЦНАП-і+"}},
		{"an ending that is another abbreviation", "УП;m", "бійці УПА", nil},
		{"part of a compound", "Подільський;m;person", "Могилів-Подільський", []string{"Подільський-"}},
		{"a particle is no part", "Київ", "та Київ-то стоїть", []string{"Київ+"}},
		{"two places with a dash", "Київ|Львів", "рейс Київ–Львів", []string{"Київ+", "Львів+"}},

		// People.
		{"full name, then surname", "Юрій Щиголь;m;person", "Про Юрія Щиголя: Щиголь заявив", []string{"Юрія Щиголя+", "Щиголь+"}},
		{"surname, then full name", "Юрій Щиголь;m;person", "Подав Щиголь. Це Юрій Щиголь.", []string{"Щиголь+", "Юрій Щиголь+"}},
		{"surname alone", "Юрій Щиголь;m;person", "Подав Щиголь.", []string{"Щиголь-"}},
		{"surname first", "Юрій Щиголь;m;person", "слово має Щиголь Юрій", []string{"Щиголь Юрій+"}},
		{"initials", "Юрій Щиголь;m;person", "та Ю. Щиголя, Ю.Щиголь, Ю.\u00a0Щиголь, Щиголю Ю., О. Щиголь", []string{
			"Ю. Щиголя+", "Ю.Щиголь+", "Ю.\u00a0Щиголь+", "Щиголю Ю.+", "Щиголь-",
		}},
		{"patronymic", "Іван Петрович Коваль;m;person", "та Івана Ковалю, Іваном Ковалем, І. П. Коваль, І. Коваль, Коваль І.П.", []string{
			"Ковалю-", "Іваном Ковалем+", "І. П. Коваль+", "І. Коваль+", "Коваль І.П.+",
		}},
		{"namesake", "Юрій Щиголь;m;person", "Юрій Щиголь і Павло Щиголь, П. Щиголь, Президент Щиголь. Тоді Щиголь", []string{
			"Юрій Щиголь+", "Щиголь-", "Щиголь-", "Щиголь+", "Щиголь+",
		}},
		{"particle", "Шарль де Голль;m;person", "Шарля де Голля, Ш. де Голль, Голль", []string{"Шарля де Голля+", "Ш. де Голль+", "Голль+"}},
		{"name and surname of two cases", "Юрій Щиголь;m;person", "з Юрієм Щиголя", []string{"Щиголя-"}},

		// Do-not-touch zones.
		{"addresses", "Київ|Херсон", "https://мапа.укр/Херсон/Київ, www.Київ.укр facebook.com/Київ ftp://Київ", nil},
		{"behind an address", "Київ|Херсон", "(https://a.b/Херсон), Київ", []string{"Київ+"}},
		{"no address", "Київ|Львів", "м.Київ/Львів", []string{"Київ+", "Львів+"}},
		{"mail, handle, hashtag", "Київ", "Київ@ukr.net a.Київ@b.c @Київ #Київ #зустріч_Київ", nil},
		{"heading and number sign", "Київ", "# Київ, #1 Київ", []string{"Київ+", "Київ+"}},
		{"code", "Київ", "`Київ` та ``Київ ` Київ`` Київ", []string{"Київ+"}},
		{"file name", "Київ", "мапа_Київ.pdf, docs/Київ.txt, Київ.", []string{"Київ+"}},
		{"inside a tag", "Київ", "<a title=\"Київ\">Київ</a><!-- Київ -->", []string{"Київ+"}},
		{"broken letters", "Київ", "\xd0\xff Київ \xd0", []string{"Київ+"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := short(match.New(base(tt.terms), match.Options{}).Find(tt.text))
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestHit(t *testing.T) {
	entries := []glossary.Entry{{ID: "sssc", Terms: []glossary.Term{
		{Lang: "uk", Text: "Держспецзв'язок"}, {Lang: "en", Text: "Derzhspetszviazok"},
	}}}
	hits := match.New(entries, match.Options{}).Find("Про Держспецзв’язку.")
	if len(hits) != 1 {
		t.Fatalf("got %d hits, want 1", len(hits))
	}
	h := hits[0]
	if h.Form.Text != "Держспецзв'язку" || h.Form.Grade != inflect.Regular || h.Form.Rule == "" || h.Form.Cases&inflect.Dative == 0 {
		t.Errorf("got form %+v", h.Form)
	}
	h.Form.Rule = ""
	got, err := json.Marshal(h)
	want := `{"start":7,"end":38,"text":"Держспецзв’язку","entry":"sssc","source_term":"Держспецзв'язок",` +
		`"target":"Derzhspetszviazok","confidence":"high","grade":"regular"}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
}

// Who takes the text when entries share a form.
func TestTies(t *testing.T) {
	term := func(text string) []glossary.Term { return []glossary.Term{{Lang: "uk", Text: text}} }
	generate := func(lemma string, _ inflect.Hints) []inflect.Form {
		grades := map[string]inflect.Grade{"Малин": inflect.Listed, "Малина": inflect.Regular, "Малини": inflect.Possible}
		forms := []inflect.Form{{Text: lemma, Grade: inflect.Listed}}
		if g, ok := grades[lemma]; ok {
			forms = append(forms, inflect.Form{Text: "Малину", Grade: g})
		}
		return forms
	}
	tests := []struct {
		name    string
		entries []glossary.Entry
		options match.Options
		want    []glossary.EntryID // the chosen one first
	}{
		{
			"grade",
			[]glossary.Entry{{ID: "a", Terms: term("Малини")}, {ID: "b", Terms: term("Малина")}, {ID: "c", Terms: term("Малин")}},
			match.Options{},
			[]glossary.EntryID{"c", "b", "a"},
		},
		{
			"subject before grade",
			[]glossary.Entry{{ID: "a", Terms: term("Малин")}, {ID: "b", Subject: "food", Terms: term("Малини")}},
			match.Options{},
			[]glossary.EntryID{"b", "a"},
		},
		{
			"desk before subject",
			[]glossary.Entry{{ID: "a", Subject: "food", Terms: term("Малин")}, {ID: "b", Desk: "world", Terms: term("Малин")}},
			match.Options{},
			[]glossary.EntryID{"b", "a"},
		},
		{
			"another desk",
			[]glossary.Entry{{ID: "a", Terms: term("Малин")}, {ID: "b", Desk: "world", Terms: term("Малин")}},
			match.Options{Desk: "sport"},
			[]glossary.EntryID{"a"},
		},
		{
			"approved before proposed",
			[]glossary.Entry{{ID: "a", Proposed: true, Terms: term("Малин")}, {ID: "b", Terms: term("Малин")}},
			match.Options{},
			[]glossary.EntryID{"b", "a"},
		},
		{
			"id",
			[]glossary.Entry{{ID: "b", Terms: term("Малин")}, {ID: "a", Terms: term("Малин")}},
			match.Options{},
			[]glossary.EntryID{"a", "b"},
		},
		{"no surname before a person known", []glossary.Entry{
			{ID: "a", Kind: glossary.Person, Terms: term("Ігор Малину")}, {ID: "b", Kind: glossary.Person, Terms: term("Олег Малину")},
		}, match.Options{}, []glossary.EntryID{"b", "a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.options.Generate = generate
			for range 2 { // in both orders of entries
				hits := match.New(tt.entries, tt.options).Find("Про Олег Малину: бачу Малину.")
				if len(hits) == 0 {
					t.Fatal("no hit")
				}
				h := hits[len(hits)-1]
				got := append([]glossary.EntryID{h.Entry}, h.Alternatives...)
				if h.Text != "Малину" || !reflect.DeepEqual(got, tt.want) {
					t.Errorf("%q is %v, want %v", h.Text, got, tt.want)
				}
				slices.Reverse(tt.entries)
			}
		})
	}
}

func TestTermOptions(t *testing.T) {
	tests := []struct {
		name string
		term glossary.Term
		text string
		want []string
	}{
		{"capital any", glossary.Term{Text: "Інтернет", Capital: "any"}, "у інтернеті", []string{"інтернеті+"}},
		{"common", glossary.Term{Text: "Костур", Common: true}, "Костур тут", []string{"Костур-"}},
		{"alone", glossary.Term{Text: "Юрій Щиголь", Gender: glossary.Masculine, Alone: true}, "слово Щиголю", []string{"Щиголю+"}},
		{"related", glossary.Term{Text: "Київ", Related: []string{"київський"}}, "у київському Києві", []string{"київському-", "Києві+"}},
		{"listed", glossary.Term{Text: "Київ", Decl: glossary.DeclList, Forms: []string{"Києва"}}, "Києва, Києву", []string{"Києва+"}},
		{"added and taken away", glossary.Term{Text: "Київ", Forms: []string{"+Кийова", "-Києва"}}, "та Кийова, Києва, Києву", []string{"Кийова+", "Києву+"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.term.Lang = "uk"
			e := glossary.Entry{ID: "1", Kind: glossary.Person, Terms: []glossary.Term{tt.term}}
			if got := short(match.New([]glossary.Entry{e}, match.Options{}).Find(tt.text)); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTargetOnDay(t *testing.T) {
	e := glossary.Entry{ID: "kyiv", Terms: []glossary.Term{
		{Lang: "uk", Text: "Київ"},
		{Lang: "en", Text: "Kiev", Validity: glossary.Validity{Until: "1995"}},
		{Lang: "en", Text: "Kyiv", Validity: glossary.Validity{From: "1996"}},
	}}
	kept := glossary.Entry{ID: "dnt", DoNotTranslate: true, Terms: []glossary.Term{{Lang: "uk", Text: "RelicTrace"}}}
	for day, want := range map[glossary.Day]string{"1986-04-26": "Kiev", "2019-07-02": "Kyiv", "": "Kyiv"} {
		hits := match.New([]glossary.Entry{e, kept}, match.Options{Day: day}).Find("У Києві про RelicTrace")
		if len(hits) != 2 || hits[0].Target != want || hits[1].Target != "RelicTrace" {
			t.Errorf("on %q: got %+v, want %s and RelicTrace", day, hits, want)
		}
	}
}

func TestEnglish(t *testing.T) {
	entries := []glossary.Entry{{ID: "kyiv", Terms: []glossary.Term{{Lang: "uk", Text: "Київ"}, {Lang: "en", Text: "Kyiv"}}}}
	hits := match.New(entries, match.Options{Lang: "en"}).Find("In Kyiv and Kyiv's suburbs, Київ")
	if got, want := short(hits), []string{"Kyiv+", "Kyiv's+"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if hits[0].Target != "Київ" {
		t.Errorf("target %q, want Київ", hits[0].Target)
	}
}

func TestFindArticle(t *testing.T) {
	x := match.New(base("Юрій Щиголь;m;person|Костур;m"), match.Options{})
	var got [][]string
	for _, hits := range x.FindArticle([]string{"Щиголь подав.", "Костур зник.", "Юрій Щиголь узяв костур."}) {
		got = append(got, short(hits))
	}
	want := [][]string{{"Щиголь+"}, {"Костур-"}, {"Юрій Щиголь+"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindAll(t *testing.T) {
	x := match.New(base("Кабінет Міністрів України;m|Україна|Кабінет Міністрів;m"), match.Options{})
	got := short(x.FindAll("рішення Кабінету Міністрів України"))
	want := []string{"Кабінету Міністрів України+", "Кабінету Міністрів+", "України+"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLemmaIsAlwaysAForm(t *testing.T) {
	none := func(string, inflect.Hints) []inflect.Form { return nil }
	got := short(match.New(base("Київ"), match.Options{Generate: none}).Find("наш Київ, Києва"))
	if want := []string{"Київ+"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEmpty(t *testing.T) {
	if hits := match.New(nil, match.Options{}).Find("Київ"); len(hits) > 0 {
		t.Errorf("an index of nothing found %v", hits)
	}
	if hits := match.New(base("Київ|…|"), match.Options{}).Find(""); len(hits) > 0 {
		t.Errorf("nothing held %v", hits)
	}
}

// Searching again and again takes no memory but the hits.
func TestFindAllocates(t *testing.T) {
	x := match.New(base("Держспецзв'язок|Верховна Рада;f|Юрій Щиголь;m;person"), match.Options{})
	text := "Щиголь із Держспецзв’язку, Юрій Щиголь, у {1}Верховній{/1} Раді, Верхо\u00ADвна Рада, https://a.b/c"
	hits := x.Find(text)
	if n := testing.AllocsPerRun(100, func() { hits = x.AppendHits(hits[:0], text) }); n > 0 {
		t.Errorf("%v allocations a search, want 0", n)
	}
}

// One index serves many searches at a time.
func TestConcurrentFind(t *testing.T) {
	x := match.New(base("Київ|Юрій Щиголь;m;person"), match.Options{})
	var searches sync.WaitGroup
	for n := range 8 {
		searches.Go(func() {
			text := strings.Repeat("Щиголь у Києві. ", n) + "Юрій Щиголь"
			for range 20 {
				if hits := x.Find(text); len(hits) != 2*n+1 || short(hits)[0] != "Щиголь+" && n > 0 {
					t.Errorf("got %q in %q", short(hits), text)
				}
			}
		})
	}
	searches.Wait()
}
