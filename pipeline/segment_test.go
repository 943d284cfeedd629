package pipeline_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

func TestSegmentWords(t *testing.T) {
	for source, want := range map[string]int{
		"":                  0,
		" \u00a0\n":         0,
		"Київ":              1,
		"  Двоє  поранено ": 2,
		"у {1}Сумській області{/1}{2/}.": 3,
		"сло{1}во{/1}":                    1,
		"{1/} {2/}":                       0,
		"літерал {{ тут":                  3,
		"незакритий {1 тег":               1,
		"рядок{1/}\u2028рядок":            2,
		"тисяча\u00a0гривень за {1}т{/1}": 4,
	} {
		if got := (pipeline.Segment{Source: source}).Words(); got != want {
			t.Errorf("%q has %d words, want %d", source, got, want)
		}
	}
}
