package split_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/split"
)

func TestParseOptions(t *testing.T) {
	got, err := split.ParseOptions("\ufeff# наші\nopens деп. т.зв зв’яз\n\ncloses  ум.од # одиниці\nopens\n")
	want := split.Options{Opens: []string{"деп.", "т.зв", "зв’яз"}, Closes: []string{"ум.од"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ParseOptions = %+v, %v; want %+v", got, err, want)
	}
	s := split.New(pipeline.Ukrainian, got)
	var n int
	for range s.All("Про це сказав зв'яз. Коваль. Коштує 5 ум. од. Дорого.") {
		n++
	}
	if n != 3 {
		t.Errorf("%d sentences, want 3", n)
	}
}

func TestParseOptionsRefuses(t *testing.T) {
	for file, want := range map[string]string{
		"вул просп":               "line 1",
		"opens вул\ncloses а.б.в": "line 2",
		"opens кримськотатарська": "longer",
		"opens ..":       "signs",
		"closes грн,коп": "signs",
		"# лише примітка\n\nbegins щось\n": "line 3",
	} {
		_, err := split.ParseOptions(file)
		if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want Invalid with %q", file, err, want)
		}
	}
}
