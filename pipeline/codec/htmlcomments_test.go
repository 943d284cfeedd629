package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// A heading «Обговорення» in mid-story ends the story only where readers' comments
// follow it.
func TestHeadingOfComments(t *testing.T) {
	const text, comment = "Депутати сперечалися до півночі, і зала двічі зривалася на крик, каже секретар ради.", "Це ганьба, а не рішення, я чекаю на той міст уже сьомий рік поспіль"
	for _, tt := range []struct {
		name, behind string
		cut          bool
	}{
		{"text", "<h2>Обговорення</h2><p>" + text + "</p><p>" + long + "</p>", false},
		{"text with a date", "<h2>Обговорення</h2><p>Рішення від <b>18.10.2011</b> скасували. " + text + "</p>", false},
		{"text in a paragraph's heading", "<p><b>Коментарі</b></p><p>" + text + "</p>", false},
		{"short text", "<h3>Коментарі</h3><p>Депутати сперечалися.</p><p>" + text + "</p>", false},
		{"text and a form far below", "<h2>Обговорення</h2><p>" + text + "</p><form><input></form>", false},
		{"a form", "<h3>Коментарі</h3><form><textarea></textarea></form><div>" + comment + "</div>", true},
		{"names with dates", "<h3>Коментарі</h3><div><b>Олена</b> <span>12.05.2023</span></div><div>" + comment + "</div>", true},
		{"a list with dates", "<h3>Коментарі (2)</h3><ul><li><i>Юхим | 12 травня 2023</i><div>" + comment + "</div></li></ul>", true},
		{"names of classes", "<h3>Обговорення</h3><div class=comment-item><div>" + comment + "</div></div>", true},
		{"nothing but a line", "<h3>Коментарі</h3><p>Коментарів поки немає.</p>", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := "<!doctype html><html><head><title>Міст</title></head><body><article><h1>Міст</h1><p>" + long + "</p><p>" + long + "</p>" + tt.behind + "</article></body></html>"
			a, _, err := codec.Read("a.html", []byte(page))
			if err != nil {
				t.Fatal(err)
			}
			got := plain(a)
			if kept := strings.Contains(got, "Депутати сперечалися"); kept == tt.cut || strings.Contains(got, comment) {
				t.Errorf("read\n%s", got)
			}
		})
	}
}
