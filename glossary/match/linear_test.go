package match

import (
	"strings"
	"testing"
)

// Long runs of what begins a zone, a token or a phrase take time in proportion
// to their length (in proportion to its square, this test would take minutes),
// and hide nothing behind a blank line.
func TestLongRuns(t *testing.T) {
	x := New(oracleBase(), Options{})
	for _, run := range []string{
		"@", "#", "`", "``` ` ", "<", "<!--", "<a", "<b>", "а<b>", "/", "a/", "-/", "x-/", "://", "a://", "http://a((", "(http://a) ", ".", "в.б.", "a.a.a@",
		"www.", "www.a", "wwww.a", "www.)", "a.md", ".mdї", "(", "«", "{1}", "{1} ", "а{1}", "а'", "а-", "а\u00ad", "\u00ad", "а\u0301", "1", "а1", "Ю. ",
		"Рада ", "Рада{1}", "Рада «", "Верховна Рада ", "Рада Безпеки ",
	} {
		text := strings.Repeat(run, 200_000/len(run)) + "\n\nКиїв"
		hits := x.Find(text)
		if len(hits) == 0 || hits[len(hits)-1].SourceTerm != "Київ" {
			t.Errorf("after a run of %q, Київ was not found", run)
		}
	}
	if hits := x.Find("http://a" + strings.Repeat(")", 200_000) + " Київ"); len(hits) != 1 {
		t.Errorf("after an address with brackets, got %d hits, want 1", len(hits))
	}
}
