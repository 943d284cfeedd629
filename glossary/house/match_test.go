package house_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
)

func index(t testing.TB) *match.Index {
	t.Helper()
	return match.New(entries(t), match.Options{})
}

// finds says whether text, inside a sentence, is a hit of the entry.
func finds(x *match.Index, text string, id glossary.EntryID) bool {
	const before = "І тоді "
	return slices.ContainsFunc(x.Find(before+text+" знову."), func(h match.Hit) bool {
		return h.Span == match.Span{Start: len(before), End: len(before) + len(text)} && (h.Entry == id || slices.Contains(h.Alternatives, id))
	})
}

func TestNominativesAreFound(t *testing.T) {
	x := index(t)
	for _, e := range entries(t) {
		for _, term := range e.Terms {
			bare, _, _ := strings.Cut(term.Text, " (")
			if term.Lang == "uk" && !finds(x, bare, e.ID) {
				t.Errorf("%s: %q is not found", e.ID, bare)
			}
		}
	}
}

// The oblique forms are written by hand, not made by the rules.
func TestObliqueFormsAreFound(t *testing.T) {
	x := index(t)
	for form, id := range map[string]glossary.EntryID{
		"Києва": "kyiv", "Одесі": "odesa", "Харковом": "kharkiv", "Львові": "lviv", "Дніпром": "dnipro", "Запоріжжям": "zaporizhzhia",
		"Луцька": "lutsk", "Чернівцями": "chernivtsi", "Рівному": "rivne", "Івано-Франківську": "ivano-frankivsk", "Кропивницького": "kropyvnytskyi",
		"Тернополя": "ternopil", "Сум": "sumy", "Черкас": "cherkasy", "Ірпеня": "irpin", "Бучі": "bucha", "Ізюму": "izium", "Керчі": "kerch",
		"Кам'янського": "kamianske", "Білою Церквою": "bila-tserkva", "Кривого Рогу": "kryvyi-rih", "Горішніх Плавнях": "horishni-plavni",
		"Бахмутом": "bakhmut", "Куп’янську": "kupiansk", "Прип'яттю": "prypiat",
		"Умані": "uman", "Криму": "crimea", "Карпатах": "carpathians", "Волині": "volyn", "Закарпатті": "zakarpattia", "Чорного моря": "black-sea",
		"Дністра": "dnister", "Сіверського Дінця": "siverskyi-donets", "острові Зміїному": "snake-island", "Сіверського Донця": "siverskyi-donets",
		"Київській області": "oblast-kyiv", "Харківщині": "oblast-kharkiv", "Верховною Радою": "verkhovna-rada", "Кабінету Міністрів України": "cabinet",
		"Офісі Президента": "president-office", "Державним бюро розслідувань": "dbr", "Держспецзв'язку": "derzhspetszviazok", "Держспецзв’язком": "derzhspetszviazok",
		"Службою безпеки України": "sbu", "Міноборони": "mod", "Мін’юсту": "moj", "Збройних сил України": "armed-forces", "Національною поліцією": "national-police",
		"Міністерству охорони здоров'я": "moh", "Повітряними силами": "air-force", "Володимира Зеленського": "zelenskyy", "Зеленським": "zelenskyy",
		"Юрію Щиголю": "shchyhol", "Оленою Зеленською": "olena-zelenska", "Андрія Єрмака": "yermak", "Віталієм Кличком": "vitali-klitschko",
		"Лесею Українкою": "lesya-ukrainka", "Ігорем Клименком": "ihor-klymenko", "Василем Малюком": "maliuk", "Ірині Верещук": "vereshchuk",
		"Дональда Трампа": "trump", "Камалі Гарріс": "harris", "Еммануелем Макроном": "macron", "Сі Цзіньпіном": "xi-jinping", "Урсулою фон дер Ляєн": "von-der-leyen",
		"Марком Рютте": "rutte", "Віктору Орбану": "orban", "Папою Франциском": "pope-francis", "Нафтогазу": "naftogaz",
		"Укрзалізниці": "ukrzaliznytsia", "Ощадбанком": "oschadbank", "Мотор Січчю": "motor-sich", "Азовсталлю": "azovstal", "Української правди": "ukrainska-pravda",
		"Суспільному":  "suspilne",
		"Часовому Яру": "chasiv-yar", "Часового Яру": "chasiv-yar", "Стрия": "stryi", "Стриєм": "stryi", "Яремчому": "yaremche", "Гуляйполі": "huliaipole", "Радіо Свободою": "radio-svoboda", "Європейського Союзу": "eu", "Радою Європи": "council-of-europe",
		"Європейською радою": "european-council", "Білому домі": "white-house", "Угорщиною": "hungary", "Білорусі": "belarus", "Сполучених Штатів": "usa",
		"Боснією і Герцеговиною": "bosnia", "Нідерландах": "netherlands", "Південній Кореї": "south-korea", "Шахедів": "shahed", "шахедами": "shahed",
		"Кинджалом": "kinzhal", "Іскандера": "iskander", "Голодомору": "holodomor", "Революції Гідності": "revolution-of-dignity", "гривень": "hryvnia",
	} {
		if !finds(x, form, "house-"+id) {
			t.Errorf("%s is not found as %s: %+v", form, id, x.Find("І тоді "+form+" знову."))
		}
	}
}

// Names that are also words of every day give no sure hit where the word is
// meant: inside a sentence without a capital, and at its start.
func TestHomographs(t *testing.T) {
	x := index(t)
	const text = `була рада бачити: дія, голос, правда і мир. На схід чи на захід, рівне поле, великі суми, подолу не видно.
		Усі ці суми, рухи, луги, броди, долина і лиман. За суспільне та громадське благо, долаючи град, смерч, ураган; герань, калібр
		ланцет і циркон; цезар, леопард, гепард, вільха, паляниця, нептун, кинджал. Економіст і медуза, схеми, грати, заборона, мали куба кожен, панами,
		чаду, того, малі діти, комори, катару. Розетка і шахтар, телеграма, свобода слова, слуга народу. Батьківщина твоя, відродження, пласт землі.
		Солодкий ізюм, білий дім, нова пошта, лівий берег. Наш сейм, конгрес і резерв. Кожен прут, судак, антрацит, марганець, пологи.`
	for _, h := range x.Find(text) {
		if h.Confidence == match.High {
			t.Errorf("%q is sure to be %s", h.Text, h.Entry)
		}
	}
	for _, sentence := range []string{
		"Рада бачити вас.", "Дія почалась.", "Голос зник.", "Правда перемогла.", "Мир настане.", "Схід сонця.", "Рівне поле.", "Суми великі.", "Град побив сад.",
		"Долина тиха.", "Суспільне благо.", "Громадське життя.", "Схеми відомі.", "Медуза пече.", "Шахтар пішов.", "Малі діти.", "Того дня.", "Поділ міста.", "Лівий берег крутий.",
		"Батьківщина кличе.", "Телеграма прийшла.", "Панами шили.", "Ураган минув.", "Куба кожен мав.", "Грати й сміятись.", "Пологи почались.",
	} {
		for _, h := range x.Find(sentence) {
			if h.Confidence == match.High {
				t.Errorf("%q is sure to be %s in %q", h.Text, h.Entry, sentence)
			}
		}
	}
}
