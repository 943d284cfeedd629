package codec_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

func TestDividedWords(t *testing.T) {
	const wrapped = "Кабінет Міністрів у вівторок знову розглянув %s питання."
	for _, tt := range []struct {
		cut, want string
		kind      codec.NoticeKind // that tells of it; empty for none
	}{
		{"наступ-\nний", "наступний", codec.Repaired},
		{"ухва-\nлив", "ухвалив", codec.Repaired},
		{"НАСТУП-\nНИЙ", "НАСТУПНИЙ", codec.Repaired},
		{"між-\nнародні", "міжнародні", codec.Repaired},
		{"по-\nвідомлене", "повідомлене", codec.Repaired},
		{"засіданні: засі-\nданні", "засіданні: засіданні", codec.Repaired},
		{"наступ\u00ad\nний", "наступний", codec.Repaired},
		{"будь-\nякий", "будь-який", ""},
		{"південно-\nсхідний", "південно-східний", ""},
		{"по-\nперше", "по-перше", ""},
		{"по-\nукраїнськи", "по-українськи", ""},
		{"як-\nнебудь", "як-небудь", ""},
		{"так-\nто", "так-то", ""},
		{"16-\nрічний", "16-річний", ""},
		{"Івано-\nФранківськ", "Івано-Франківськ", ""},
		{"прем'єр-\nміністра", "прем'єр-міністра", ""},
		{"жінка-пілот і жінка-\nпілот", "жінка-пілот і жінка-пілот", ""},
		{"віце-\nмер", "віце-мер", codec.Guessed},
		{"історично-\nкультурного", "історично-культурного", codec.Guessed},
		{"країна-\nагресор", "країна-агресор", codec.Guessed},
		{"слово -\nділо", "слово - діло", ""},
	} {
		t.Run(tt.want, func(t *testing.T) {
			a, notices, err := codec.Read("a.txt", []byte(strings.Replace(wrapped, "%s", tt.cut, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := outline(a), "paragraph: "+strings.Replace(wrapped, "%s", tt.want, 1)+"\n"; got != want {
				t.Errorf("got %s want %s", got, want)
			}
			told := slices.ContainsFunc(notices, func(n codec.Notice) bool {
				return n.Kind == codec.Repaired || strings.HasPrefix(n.Text, "Hyphens at")
			})
			if told != (tt.kind != "") || told && !slices.ContainsFunc(notices, func(n codec.Notice) bool { return n.Kind == tt.kind }) {
				t.Errorf("notices %v, want one that is %q", notices, tt.kind)
			}
		})
	}
}

func TestWrappedLines(t *testing.T) {
	const dialogue = "— Як справи? — спитав він у неї після засідання.\n— Добре, — сказала вона.\n"
	const turns = "paragraph: — Як справи? — спитав він у неї після засідання.\nparagraph: — Добре, — сказала вона.\n"
	for _, tt := range []struct{ name, in, want string }{
		{"over a dialogue", "Кабінет Міністрів у вівторок\nухвалив проєкт бюджету на\nнаступний рік.\n" + dialogue, "paragraph: Кабінет Міністрів у вівторок ухвалив проєкт бюджету на наступний рік.\n" + turns},
		{"a divided word over a dialogue", "Кабінет Міністрів у вівторок ухва-\nлив проєкт.\n" + dialogue, "paragraph: Кабінет Міністрів у вівторок ухвалив проєкт.\n" + turns},
		{"verse", "я бачу світ\nі він горить\nу мені мов свіча\n\n" + strings.Repeat("довгий рядок ", 5), "headline: я бачу світ\nparagraph: і він горить\nparagraph: у мені мов свіча\nparagraph: " + strings.TrimSpace(strings.Repeat("довгий рядок ", 5)) + "\n"},
		{"no hyphen of a text that is not wrapped", "Перше слово-\nдруге.\n" + strings.Repeat("довгий рядок ", 9), "headline: Перше слово-\nparagraph: друге.\nparagraph: " + strings.TrimSpace(strings.Repeat("довгий рядок ", 9)) + "\n"},
		{"there was room", "Міська рада ухвалила рішення про\nмости\nта дороги й ще про дещо.\n" + dialogue, "headline: Міська рада ухвалила рішення про\nparagraph: мости\nparagraph: та дороги й ще про дещо.\n" + turns},
		{"a text that divides words", "Кабінет Міністрів ухвалив наступ-\nний бюджет, сказали на тому засі-\nданні, яке було.\n", "paragraph: Кабінет Міністрів ухвалив наступний бюджет, сказали на тому засіданні, яке було.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("a.txt", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if got := string(codec.WriteText(a, a)); got != tt.in {
				t.Errorf("written as %q", got)
			}
		})
	}
}

// No letter of a plain text is lost or made, however its lines are joined.
func FuzzWrappedLetters(f *testing.F) {
	for _, seed := range []string{newsText, "Кабінет Міністрів ухвалив наступ-\nний бюджет на засі-\nданні.\n— Так?\n", "а\u00ad\nб", "Івано-\nФ-\nа", "-\n-", "a-\nb'-\nc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		a, _, err := codec.Read("a.txt", []byte(doc))
		if err != nil || a.Format != pipeline.Text || !utf8.ValidString(doc) {
			return
		}
		var text strings.Builder
		for _, b := range a.Blocks {
			if b.Kind == pipeline.ReadAlso {
				return // its label is no text
			}
			text.WriteString(codec.PlainText(b))
		}
		if got, want := onlyLetters(text.String()), onlyLetters(doc); got != want {
			t.Errorf("letters %q, want %q", got, want)
		}
	})
}

func onlyLetters(text string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) {
			return -1
		}
		return c
	}, norm.NFD.String(text))
}
