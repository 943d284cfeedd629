package inflect

import (
	"bufio"
	"fmt"
	"github.com/tovmach/tovmach/glossary"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestScratch(t *testing.T) {
	f, err := os.Open("/tmp/in.txt")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		p := strings.Split(sc.Text()+"||", "|")
		h := Hints{Kind: glossary.Kind(p[1]), Gender: glossary.Gender(p[2])}
		fmt.Printf("== %s %s %s: ", p[0], p[1], p[2])
		for _, f := range Generate(p[0], h) {
			m := ""
			if f.Grade == Possible {
				m = "?"
			}
			if len(os.Getenv("V")) > 0 {
				fmt.Printf("\n   %s%s [%s] %d %s %s", m, f.Text, f.Cases, f.Number, f.Gender, f.Rule)
			} else {
				fmt.Printf("%s%s, ", m, f.Text)
			}
		}
		fmt.Println()
	}
}
func TestScratchNews(t *testing.T) {
	f, _ := os.Open("/work/shared/data/stories/glossary_news.tsv")
	sc := bufio.NewScanner(f)
	n := 0
	for sc.Scan() {
		r := strings.Split(sc.Text(), "\t")
		if r[0] == "id" {
			continue
		}
		hints := map[string]Hints{}
		for _, e := range strings.Split(r[2], "|") {
			src, rest, _ := strings.Cut(e, "=")
			ps := strings.Split(rest, ";")
			h := Hints{}
			for _, p := range ps[1:] {
				switch p {
				case "m", "f", "n", "pl":
					h.Gender = glossary.Gender(p)
				default:
					h.Kind = glossary.Kind(p)
				}
			}
			hints[src] = h
		}
		for _, e := range strings.Split(r[3], "|") {
			if e == "" {
				continue
			}
			span, src, _ := strings.Cut(e, ":")
			a, b, _ := strings.Cut(span, "-")
			i, _ := strconv.Atoi(a)
			j, _ := strconv.Atoi(b)
			want := lower(r[1][i:j])
			ok := false
			n++
			for _, f := range Generate(src, hints[src]) {
				if lower(f.Text) == want {
					ok = true
					if f.Grade == Possible {
						fmt.Println("possible:", r[0], src, hints[src], r[1][i:j])
					}
					break
				}
			}
			if !ok {
				fmt.Println("MISS", r[0], src, hints[src], r[1][i:j])
			}
		}
	}
	fmt.Println("news spans", n)
}
func BenchmarkGen(b *testing.B) {
	l := []string{"Держспецзв'язок", "Зеленський", "Верховна Рада", "Юрій Щиголь", "Одеса", "Львів", "Мотор Січ", "Кабінет Міністрів України", "Володимир Олександрович Зеленський", "Марія"}
	for b.Loop() {
		for _, s := range l {
			Generate(s, Hints{})
		}
	}
}
