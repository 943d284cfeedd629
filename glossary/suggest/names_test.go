package suggest_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/suggest"
	"github.com/tovmach/tovmach/glossary/translit"
)

// describe writes names as "lemma/kind/gender", parted by semicolons.
func describe(names []suggest.Name) string {
	var all []string
	for _, n := range names {
		all = append(all, strings.TrimRight(n.Lemma+"/"+string(n.Kind)+"/"+string(n.Gender), "/"))
	}
	return strings.Join(all, "; ")
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no text", "", ""},
		{"no names", "Учора йшов дощ, а сьогодні світить сонце.", ""},
		{"feminine in the locative", "Вони живуть в Одесі.", "Одеса//f"},
		{"masculine in the genitive", "Потяг прибув до Ужгорода.", "Ужгород//m"},
		{"forms are gathered", "Його чекали з Ужгорода. Він давно живе під Ужгородом.", "Ужгород//m"},
		{"the nominative decides", "Прилетіла Україна. Ми любимо Україну.", "Україна//f"},
		{"і becomes е", "Вони їхали до Києва через Київ.", "Київ//m"},
		{"a town in -ів", "Він мешкає в Чернігові та любить Чернігів.", "Чернігів//m"},
		{"a place with у", "Зустріч була у Пряшеві.", "Пряшів//m"},
		{"a village in -ове", "Ночували в Береговому.", "Берегове//n"},
		{"a village in -ине", "Дорога веде до Довбиного, ночували в Довбиному.", "Довбине//n"},
		{"an adjective's surname", "Ми чекали на звістки від Лозинського, говорили з Лозинським.", "Лозинський//m"},
		{"a surname in -енко", "Лист прийшов від Бондаренка.", "Бондаренко//n"},
		{"a vowel falls out", "Ніхто не чекав від Лабунця такого.", "Лабунець"},
		{"г becomes з", "Вона навчалася у Празі.", "Прага//f"},
		{"a neuter in -ття", "Гори є на Закарпатті.", "Закарпаття//n"},
		{"a region", "Рятувальники з Харківщини.", "Харківщина//f"},
		{"a plural", "Туристів багато в Чернівцях.", "Чернівці//pl"},
		{"feminine in a consonant", "Ракети летіли над Казанню.", "Казань"},
		{"a country in -ія", "Посол повернувся з Латвії.", "Латвія//f"},
		{"given name and surname", "Про це сказав Богдан Лозинський учора.", "Богдан Лозинський/person/m"},
		{"a man in the genitive", "Заяву Богдана Лозинського зачитали.", "Богдан Лозинський/person/m"},
		{"a woman in the dative", "Нагороду вручили Раїсі Вдовиченко.", "Раїса Вдовиченко/person/f"},
		{"a woman's surname in a consonant stays", "Розмовляли з Анжелою Бабинець.", "Анжела Бабинець/person/f"},
		{"a woman's adjective", "Зустріч з Оленою Зеленською була вчора.", "Олена Зеленська/person/f"},
		{"a man's surname in -а", "Дошки дали Сидорові Веризі.", "Сидір Верига/person/m"},
		{"a man's nominative in -а", "Серед них Леонід Хода.", "Леонід Хода/person/m"},
		{"a man's accusative is no nominative", "Бачили Бориса Романченка.", "Борис Романченко/person/m"},
		{"given name, father's name, surname", "Підписав Петро Олексійович Порошенко.", "Петро Олексійович Порошенко/person/m"},
		{"father's name in the dative", "Листа передали Ользі Петрівні.", "Ольга Петрівна/person/f"},
		{"the surname alone is the same person", "Парох Мирослав Ґеник мовчав. Потім казав Ґеник інше.", "Мирослав Ґеник/person/m"},
		{"the surname alone, in another case", "Виступив Олег Бойчук. Запитали Бойчука про ціни.", "Олег Бойчук/person/m"},
		{"an unknown given name", "Приїде Бужар Кольц, а з Бужаром Кольцом — музиканти.", "Бужар Кольц//m"},
		{"a title makes a person", "Його зустрів куратор Бужар Кольц.", "Бужар Кольц/person/m"},
		{"a title is no name", "Виступив Президент України.", "Україна//f"},
		{"two people side by side", "Разом із Мареком Ондрушем Сидір Верига відбере дошки.", "Марек Ондруш/person/m; Сидір Верига/person/m"},
		{"an initial", "Це сказав Ю. Щиголь.", "Щиголь/person"},
		{"adjective and noun", "Ночували в Нижній Діброві.", "Нижня Діброва//f"},
		{"plural adjective and noun", "Угоду дали Сполученим Штатам.", "Сполучені Штати//pl"},
		{"a fixed genitive", "Їх привітав Кабінет Міністрів учора.", "Кабінет Міністрів//m"},
		{"adjective, noun and a fixed genitive", "Бійці зі Збройних Сил України.", "Збройні Сили України//pl"},
		{"words that do not belong together", "У Києві Зеленський зустрів гостей із Києва.", "Київ//m; Зеленський//m"},
		{"adjective and a common noun", "Він очолив Закарпатську митницю.", "Закарпатська митниця/organisation/f"},
		{"two adjectives and a common noun", "Рішення Ужгородського міськрайонного суду.", "Ужгородський міськрайонний суд/organisation/m"},
		{"a region as a place", "Пожежа у Закарпатській області.", "Закарпатська область/place"},
		{"a ministry", "Лист надійшов до Міністерства культури вчора.", "Міністерство культури/organisation/n"},
		{"a museum with an adjective", "Ікони прийняв Музей сакрального мистецтва.", "Музей сакрального мистецтва/organisation/m"},
		{"a place by its noun", "У місті Стрижавка нема світла.", "Стрижавка/place/f"},
		{"a place by an abbreviation", "Адреса: м. Вінниця.", "Вінниця/place/f"},
		{"a quoted name in the nominative", "Акції компанії «Зоряний шлях» зросли.", "Зоряний шлях/organisation"},
		{"a quoted name that declines", "Репортаж «Ужанського тижня» вийшов.", "Ужанський тиждень"},
		{"one of the media", "Про це пише газета «Голос Карпат».", "Голос Карпат/media"},
		{"a studio with a capital inside", "Вона працює у студії «РестАрт».", "РестАрт/organisation"},
		{"other things in quotation marks", "Фільм «Земля» показали знову.", "Земля"},
		{"a quoted sentence is no name", "«Водій мовчить», — сказали там.", ""},
		{"a nickname", "Їх звуть «Швидкі», бо вони біжать.", "Швидкі//pl"},
		{"an abbreviation", "Звіт МАГАТЕ вийшов.", "МАГАТЕ/organisation"},
		{"an abbreviation with an ending", "Він звернувся до ООН-у.", "ООН/organisation"},
		{"an abbreviation at the start", "ДСНС попередила про грозу.", "ДСНС/organisation"},
		{"Latin letters", "Базу RelicTrace оновили.", "RelicTrace"},
		{"Latin phrase", "Слухали Pink Floyd увечері.", "Pink Floyd"},
		{"a line in capitals", "НОВИЙ ЗАКОН УХВАЛЕНО\nНічого не змінилося.", ""},
		{"a shout inside a line", "Він крикнув НЕГАЙНО ВИХОДЬТЕ і пішов.", ""},
		{"a Roman numeral", "Це було у XVIII столітті та у ХХ столітті.", ""},
		{"the start of a sentence proves nothing", "Громада зібрала гроші. Водії поїхали.", ""},
		{"the start counts with a proof inside", "Словаччина надіслала списки. Їх чекали зі Словаччини.", "Словаччина//f"},
		{"a word seen in small letters", "Водій мовчав. Про це сказав водій.", ""},
		{"a given name at the start counts", "Соломія Ільків оглянула знахідки.", "Соломія Ільків/person/f"},
		{"a surname's ending at the start counts", "Вдовиченко наголосила на цьому.", "Вдовиченко//n"},
		{"months, days, politeness", "У Червні та в Понеділок чекаємо Вас.", ""},
		{"an address", "Див. https://Uzhhorod.example/Київ та на kyiv.example/Львів або пошту Petro@Example.com.", ""},
		{"a handle and a hashtag", "Пишіть @Ivan_Petrenko, мітка #СлаваУкраїні.", ""},
		{"code", "Запустіть `Київ Львів` ще раз.", ""},
		{"a tag of markup between words", "Їх приймала {1}Нижня{/1} Діброва вчора.", "Нижня Діброва//f"},
		{"a link of Markdown", "Читайте [звіт Ужгорода](https://example.com/Київ) далі.", "Ужгород//m"},
		{"apostrophes are alike", "Суддя Леонтій Прокоп’юк. Листа дали Леонтієві Прокопʼюку.", "Леонтій Прокоп'юк/person/m"},
		{"stress marks and soft hyphens", "Вони їхали до Ки\u0301\u00ADєва.", "Київ//m"},
		{"composed and not", "Ми бачили Андрі\u0438\u0306 Бойко. Листа дав Андрій Бойко.", "Андрій Бойко/person/m"},
		{"an Irish surname", "Його бачив Шон О'Коннор.", "Шон О'Коннор/person/m"},
		{"a hyphen", "Сніг випав у Франківську, а в Івано-Франківську дощ.", "Франківськ//m; Івано-Франківськ//m"},
		{"the most frequent comes first", "Вони були у Празі. Ми їхали до Праги через Відень.", "Прага//f; Відень"},
		{"lines end phrases", "Їздили в Київ\nЛьвів чекав.", "Київ//m"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := describe(suggest.Names(tt.text, nil, suggest.Options{})); got != tt.want {
				t.Errorf("Names(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func index() *match.Index {
	return match.New([]glossary.Entry{
		{ID: "ukraine", Kind: glossary.Place, Terms: []glossary.Term{{Lang: "uk", Text: "Україна"}}},
		{ID: "koval", Kind: glossary.Person, Terms: []glossary.Term{{Lang: "uk", Text: "Іван Коваль", Gender: glossary.Masculine}}},
		{ID: "rada", Kind: glossary.Organisation, Terms: []glossary.Term{{Lang: "uk", Text: "Верховна Рада"}}},
	}, match.Options{})
}

func TestKnownNamesAreLeftOut(t *testing.T) {
	known := index()
	for _, tt := range []struct{ name, text, want string }{
		{"a known name", "Ми живемо в Україні.", ""},
		{"a known phrase in another case", "Сесія Верховної Ради триває.", ""},
		{"a known name beside an unknown one", "Потяги з України до Праги.", "Прага//f"},
		{"a known person's surname", "Виступив Іван Коваль. Запитали Коваля про ціни.", ""},
		{"another person of that surname", "Виступила Ольга Коваль.", "Ольга Коваль/person/f"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := describe(suggest.Names(tt.text, known, suggest.Options{})); got != tt.want {
				t.Errorf("Names(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestName(t *testing.T) {
	text := "Він приїхав зі Щастя. Богдана Лозинського чекали, бо Лозинський обіцяв. Базу RelicTrace оновив Богдан Лозинський."
	names := suggest.Names(text, nil, suggest.Options{Scheme: translit.Passport2007})
	if len(names) != 3 {
		t.Fatalf("got %d names: %s", len(names), describe(names))
	}
	n := names[0]
	if n.Lemma != "Богдан Лозинський" || n.Count != 3 || n.Target != "Bogdan Lozynskyi" || n.Confidence != match.High {
		t.Errorf("got %+v", n)
	}
	if got, want := strings.Join(n.Forms, ", "), "Богдана Лозинського, Лозинський, Богдан Лозинський"; got != want {
		t.Errorf("Forms = %q, want %q", got, want)
	}
	if got, want := text[n.First.Start:n.First.End], "Богдана Лозинського"; got != want {
		t.Errorf("First is %q, want %q", got, want)
	}
	e := n.Entry()
	if e.Kind != glossary.Person || !e.Proposed || e.Rule != glossary.ByScheme || e.ID != "" || !strings.Contains(e.Note, "Богдана Лозинського") {
		t.Errorf("Entry() = %+v", e)
	}
	if uk := e.Terms[0]; uk.Lang != "uk" || uk.Text != n.Lemma || uk.Gender != glossary.Masculine {
		t.Errorf("the source term is %+v", uk)
	}
	if en := e.Terms[1]; en.Lang != "en" || en.Text != n.Target || en.Status != glossary.Admitted || en.Scheme != "passport2007" {
		t.Errorf("the target term is %+v", en)
	}
	latin := names[2].Entry()
	if !latin.DoNotTranslate || latin.Terms[1].Text != "RelicTrace" || latin.Terms[1].Scheme != "" {
		t.Errorf("the entry of RelicTrace is %+v", latin)
	}
}

// What is proposed is found again when it is an entry.
func TestEntriesAreFound(t *testing.T) {
	text := "Ночували в Нижній Діброві. Дошки дали Сидорові Веризі, а решту Закарпатській митниці. Звіт МАГАТЕ вийшов у Празі."
	names := suggest.Names(text, nil, suggest.Options{})
	var entries []glossary.Entry
	for i, n := range names {
		e := n.Entry()
		e.ID = glossary.EntryID(rune('a' + i))
		entries = append(entries, e)
	}
	if left := suggest.Names(text, match.New(entries, match.Options{}), suggest.Options{}); len(left) > 0 {
		t.Errorf("%s are still unknown", describe(left))
	}
	if len(names) != 5 {
		t.Errorf("got %s", describe(names))
	}
}
