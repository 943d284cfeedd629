package pipeline_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

func TestSameText(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Пором іде.", "Пором іде.", true},
		{" Пором\u00a0 іде.\n", "Пором іде.", true},
		{"«Пором»", "“Пором”", true},
		{"„Пором‟", "\"Пором\"", true},
		{"м'яч м’яч мʼяч", "м’яч м'яч м`яч", true},
		{"Так — ні", "Так – ні", true},
		{"Так - ні", "Так\u2060 − ні", true},
		{"по\u00adром", "пором", true},
		{"Пором іде.", "Пором їде.", false},
		{"Пором іде.", "пором іде.", false},
		{"не забаром", "незабаром", false},
		{"Пором іде.", "Пором іде!", false},
		{"{1}Пором{/1}", "Пором", false},
		{"", " ", true},
	} {
		if got := pipeline.SameText(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
