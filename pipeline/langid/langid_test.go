package langid_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/langid"
)

const (
	ukrainian  = "Минулої середи міська рада Їжакова урочисто відкрила новий міст через річку. Його будували три роки, і тепер дорога до лікарні забирає п'ять хвилин замість сорока. Мешканці прийшли подивитися на свято з дітьми. Є й ті, хто проти: об'їзд закриють на ремонт."
	russian    = "В минувшую среду городской совет торжественно открыл новый мост через реку. Его строили три года, и теперь дорога до больницы занимает пять минут вместо сорока. Жители пришли посмотреть на праздник с детьми. Есть и те, кто против: объезд закроют на ремонт."
	belarusian = "У мінулую сераду гарадскі савет урачыста адкрыў новы мост праз раку. Яго будавалі тры гады, і цяпер дарога да бальніцы займае пяць хвілін замест сарака. Жыхары прыйшлі паглядзець на свята з дзецьмі. Ёсць і тыя, хто супраць: аб'езд закрыюць на рамонт."
	bulgarian  = "Миналата сряда градският съвет тържествено откри новия мост над реката. Той се строи три години и сега пътят до болницата отнема пет минути вместо четиридесет. Жителите дойдоха да видят празника с децата си. Има и такива, които са против: обходът ще бъде затворен за ремонт."
	serbian    = "Прошле среде градско веће је свечано отворило нови мост преко реке. Градили су га три године, а сада пут до болнице траје пет минута уместо четрдесет. Становници су дошли са децом да виде прославу. Има и оних који су против: обилазница ће бити затворена због поправке."
	macedonian = "Минатата среда градскиот совет свечено го отвори новиот мост преку реката. Го градеа три години, а сега патот до болницата трае пет минути наместо четириесет. Жителите дојдоа со децата да ја видат прославата. Има и такви што се против: обиколницата ќе биде затворена."
	kazakh     = "Өткен сәрсенбіде қалалық кеңес өзен арқылы жаңа көпірді салтанатты түрде ашты. Оны үш жыл салды, енді ауруханаға баратын жол қырық минуттың орнына бес минут алады. Тұрғындар мерекені балаларымен көруге келді. Қарсы шыққандар да бар: айналма жол жөндеуге жабылады."
	english    = "Last Wednesday the city council solemnly opened the new bridge over the river. It was built in three years, and now the road to the hospital takes five minutes instead of forty. People came with their children to see the feast. There are those who are against it: the detour is closed for repairs."
	polish     = "W ubiegłą środę rada miasta uroczyście otworzyła nowy most na rzece. Budowano go trzy lata, a teraz droga do szpitala zajmuje pięć minut zamiast czterdziestu. Mieszkańcy przyszli z dziećmi zobaczyć święto. Są i tacy, którzy są przeciw: objazd zostanie zamknięty z powodu remontu."
	crimean    = "Keçken çarşembe künü şeer şurası özen üstünden yañı köpürni tantanalı surette açtı. Onı üç yıl qurdılar, endi hastahanege barğan yol qırq daqqa yerine beş daqqa ala. Sakinler balalarınen bayramnı körmege keldiler. Qarşı olğanlar da bar: aylanma yol tamir içün qapatıla."
	rusyn      = "Минулу середу місцька рада святочно отворила новый міст через ріку. Будовали го три рокы, і теперь дорога до шпыталя тырвать пять минут намісто сорок. Жытелі пришли з дітми видїти свято. Суть і такы, што суть проти: обходну дорогу заперуть про направы."
)

func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		name    string
		blocks  []string
		opinion langid.Opinion
		lang    pipeline.Lang
		reason  string
		marks   int
	}{
		{"Ukrainian", []string{ukrainian}, langid.Ukrainian, "uk", "«і», «ї» and «є» stand 16 times among 207", 0},
		{"Russian", []string{russian}, langid.Other, "ru", "«ы» and «ъ» occur 4 times, «і», «ї» and «є» never", 0},
		{"Belarusian", []string{belarusian}, langid.Other, "be", "«ы», «ё» and «ў»", 0},
		{"Bulgarian", []string{bulgarian}, langid.Other, "bg", "«ъ» occurs", 0},
		{"Serbian", []string{serbian}, langid.Other, "sr", "«ј» and «ћ»", 0},
		{"Macedonian", []string{macedonian}, langid.Other, "mk", "«ј» and «ќ»", 0},
		{"Kazakh", []string{kazakh}, langid.Other, "", "", 0},
		{"Russian without a letter of its own", []string{strings.Repeat("Перевод текста остановлен. Проверка файла на диске не удалась. ", 4)}, langid.Other, "", "stand never among", 0},
		{"English", []string{english}, langid.Other, "en", "0 are Cyrillic", 0},
		{"Polish", []string{polish}, langid.Other, "", "0 are Cyrillic", 0},
		{"Crimean Tatar", []string{crimean}, langid.Other, "", "0 are Cyrillic", 0},
		{"Rusyn is asked about", []string{rusyn}, langid.Unsure, "", "«ы» occurs", 0},
		{"all capitals", []string{strings.ToUpper(ukrainian)}, langid.Ukrainian, "uk", "", 0},
		{"Russian in capitals", []string{strings.ToUpper(russian)}, langid.Other, "ru", "", 0},
		{"with Latin i and ï", []string{strings.NewReplacer("і", "i", "ї", "ï", "І", "I").Replace(ukrainian)}, langid.Ukrainian, "uk", "", 0},
		{"a Russian quote", []string{ukrainian, ukrainian, russian}, langid.Ukrainian, "uk", "«ы» and «ъ» occur 4 times", 1},
		{"half in Russian", []string{ukrainian, russian}, langid.Ukrainian, "uk", "", 1},
		{"mostly Russian", []string{ukrainian, russian, russian, russian, russian, russian}, langid.Unsure, "", "", 5},
		{"a Ukrainian quote in Russian", []string{"Він сказав: «Її міст є».", russian, russian, russian, russian, russian, russian}, langid.Other, "ru", "", 0},
		{"an English quote", []string{ukrainian, english}, langid.Ukrainian, "uk", "", 1},
		{"Latin names", []string{ukrainian, "Google, Apple, Amazon, Microsoft, Facebook, Netflix, Samsung Electronics, Sony Interactive Entertainment, Xiaomi, Lenovo, Huawei, Nokia"}, langid.Ukrainian, "uk", "", 0},
		{"a Ukrainian quote in English", []string{english, english, english, "Він сказав: «Її міст є»."}, langid.Other, "en", "", 0},
		{"short", []string{"Він є."}, langid.None, "", "4 letters", 0},
		{"a short Russian text", []string{"Мэр сказал: «Это наш город, и мы его отстоим, несмотря ни на что»."}, langid.Unsure, "ru", "«э» and «ы» occur 3 times", 1},
		{"a short text without і", []string{"Вона прокинулася досить рано, щоб встигнути на перший потяг до моря."}, langid.Unsure, "", "stand never among", 0},
		{"nothing", nil, langid.None, "", "0 letters", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var a pipeline.Article
			for i, text := range tt.blocks {
				a.Blocks = append(a.Blocks, pipeline.Block{ID: pipeline.BlockID(fmt.Sprint(i)), Kind: pipeline.Paragraph, Text: text})
			}
			v := langid.Judge(a)
			if v.Opinion != tt.opinion || v.Lang != tt.lang || !strings.Contains(v.Reason, tt.reason) || len(v.Marks) != tt.marks {
				t.Errorf("%v %q, %d marks: %s", v.Opinion, v.Lang, len(v.Marks), v.Reason)
			}
		})
	}
}

// Judging code and addresses would make every text about programs English.
func TestJudgeLeavesOut(t *testing.T) {
	a := pipeline.Article{Blocks: []pipeline.Block{
		{Kind: pipeline.Paragraph, Text: ukrainian},
		{Kind: pipeline.Code, Raw: strings.Repeat(english, 9)},
		{Kind: pipeline.Paragraph, Text: "Дивіться {1}тут{/1}.", Tags: []pipeline.Tag{{Kind: pipeline.Link, URL: strings.Repeat(english, 9)}}},
	}}
	if v := langid.Judge(a); v.Opinion != langid.Ukrainian || len(v.Marks) != 0 {
		t.Errorf("%+v", v)
	}
}

func TestMixed(t *testing.T) {
	for word, want := range map[string]bool{"мicто": true, "Kиїв": true, "місто": false, "SMS": false, "Gооgle": true, "Tеле": true, "вебSite": false} {
		if got := langid.Mixed(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}

func ExampleJudge() {
	v := langid.Text("Мэр сказал: «Это наш город, и мы его отстоим». Съезд отменили, а мост откроют в среду. Жители города ждали этого дня три года, и теперь они рады: дорога до больницы станет короче, а объезд закроют на ремонт.")
	fmt.Println(langid.Name(v.Lang), "because", v.Reason)
	// Output:
	// Russian because «ы», «э» and «ъ» occur 8 times, «і», «ї» and «є» never
}

// FuzzText: whatever the bytes, an opinion has a reason, and a text without a
// letter that is Ukrainian alone is never called Ukrainian.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", ukrainian, russian, kazakh, english, "\xff\xd0", "і", strings.Repeat("ў", 300)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := langid.Text(text)
		if v.Reason == "" || v.Opinion == langid.Ukrainian && !strings.ContainsAny(strings.ToLower(text), "іїєґiï") {
			t.Errorf("%q: %+v", text, v)
		}
	})
}
