package exchange_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/exchange"
)

func write(t testing.TB, b exchange.Bilingual) string {
	t.Helper()
	var out bytes.Buffer
	if err := exchange.WriteTSV(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriteTSV(t *testing.T) {
	got := write(t, exchange.Bilingual{Task: "t1", Claim: "5", Rows: []exchange.Row{
		{Segment: "b1-1", Source: "Пором\tіде\\.", Target: "The\nferry\r", State: pipeline.Translated},
		{Segment: "b1-2", Source: "{1}Порт{/1}", State: pipeline.Untranslated},
	}})
	want := "# task t1 claim 5\n" +
		"segment\tsource\ttarget\tstate\n" +
		`b1-1` + "\t" + `Пором\tіде\\.` + "\t" + `The\nferry\r` + "\ttranslated\n" +
		"b1-2\t{1}Порт{/1}\t\tuntranslated\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRead(t *testing.T) {
	both := []exchange.Row{{Segment: "b1-1", Target: "A"}, {Segment: "b1-2", Target: ""}}
	for _, tt := range []struct {
		name, in string
		want     exchange.Bilingual
	}{
		{
			"as written", "# task t1 claim 5\nsegment\tsource\ttarget\tstate\nb1-1\tП\tA\ttranslated\n",
			exchange.Bilingual{Task: "t1", Claim: "5", Rows: []exchange.Row{{Segment: "b1-1", Source: "П", Target: "A"}}},
		},
		{"without claim", "# task t1 claim \nsegment\ttarget\nb1-1\tA\nb1-2\t\n", exchange.Bilingual{Task: "t1", Rows: both}},
		{"without heading", "segment\ttarget\nb1-1\tA\nb1-2\t\n", exchange.Bilingual{Rows: both}},
		{"other order, more columns", "note\ttarget\tsegment\nx\tA\tb1-1\ny\t\tb1-2\n", exchange.Bilingual{Rows: both}},
		{"mark of byte order, Windows line ends, empty lines", "\uFEFFsegment\ttarget\r\n\r\nb1-1\tA\r\nb1-2\t\r\n\r\n", exchange.Bilingual{Rows: both}},
		{"escapes", "segment\ttarget\nb1-1\ta\\tb\\nc\\\\n\\r\\x\n", exchange.Bilingual{Rows: []exchange.Row{{Segment: "b1-1", Target: "a\tb\nc\\n\r\\x"}}}},
		{"a text that looks like a heading", "segment\ttarget\nb1-1\t# task t9 claim 7\n", exchange.Bilingual{Rows: []exchange.Row{{Segment: "b1-1", Target: "# task t9 claim 7"}}}},
		{"JSON of a task", `{"task":"t1","claim":"5","segments":[{"segment":"b1-1","target":"A"},{"segment":"b1-2","target":""}]}`, exchange.Bilingual{Task: "t1", Claim: "5", Rows: both}},
		{"JSON list", ` [{"segment":"b1-1","target":"A"},{"segment":"b1-2","target":""}] `, exchange.Bilingual{Rows: both}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := exchange.Read([]byte(tt.in)); err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, %v; want %+v", got, err, tt.want)
			}
		})
	}
}

// TestReadRefused: what is no text of a task is refused, and the line is named.
func TestReadRefused(t *testing.T) {
	for _, tt := range []struct{ name, in, says string }{
		{"nothing", " \n", "empty"},
		{"no segments", "segment\ttarget\n", "no segments"},
		{"no columns", "b1-1\tA\n", "line 1"},
		{"no target column", "# task t1\n\nsegment\tsource\nb1-1\tA\n", "line 3"},
		{"row without segment", "segment\ttarget\nb1-1\tA\n\tB\n", "line 3"},
		{"JSON row without target", `[{"segment":"b1-1","target":"A"},{"segment":"b1-2"}]`, "segment 2"},
		{"row that was cut off", "segment\tsource\ttarget\nb1-1\tП\tA\nb1-2\tП\n", "line 3"},
		{"segment twice", "segment\ttarget\nb1-1\tA\nb1-2\tB\nb1-1\tC\n", "line 4"},
		{"broken JSON", `{"segments":[`, "JSON"},
		{"JSON without segments", `{"task":"t1"}`, "no segments"},
		{"JSON row without segment", `[{"segment":"b1-1","target":"A"},{"target":"A"}]`, "segment 2"},
		{"too large", strings.Repeat("a", exchange.MaxBytes+1), "MB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := exchange.Read([]byte(tt.in))
			e, ok := errors.AsType[*pipeline.Error](err)
			if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.says) || e.Hint == "" {
				t.Errorf("%v, want it invalid, naming %q", err, tt.says)
			}
		})
	}
}

// FuzzTSV: whatever the texts are, what is written is read back the same.
func FuzzTSV(f *testing.F) {
	f.Add("Пором\tіде.\n", "A \\ferry\\n\r", "5")
	f.Add("# task", "", "")
	f.Add("\uFEFF{1}", "\"quoted\"", "0")
	f.Add("\\", "\\t\\\\", "18446744073709551615")
	f.Fuzz(func(t *testing.T, source, target, claim string) {
		if !pipeline.ValidToken(claim) {
			claim = ""
		}
		want := exchange.Bilingual{Task: "t1", Claim: claim, Rows: []exchange.Row{
			{Segment: "b1-1", Source: source, Target: target}, {Segment: "b1-2", Source: target, Target: source},
		}}
		got, err := exchange.Read([]byte(write(t, want)))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("read back %+v, %v; want %+v", got, err, want)
		}
	})
}
