package glossary_test

import (
	"testing"

	"github.com/tovmach/tovmach/glossary"
)

func TestValidityHolds(t *testing.T) {
	tests := []struct {
		name  string
		valid glossary.Validity
		day   glossary.Day
		want  bool
	}{
		{"no period", glossary.Validity{}, "2019-07-02", true},
		{"no day, period has ended", glossary.Validity{Until: "1995"}, "", false},
		{"no day, period is open", glossary.Validity{From: "1995"}, "", true},
		{"last year of the period", glossary.Validity{Until: "1995"}, "1995-12-31", true},
		{"after the last year", glossary.Validity{Until: "1995"}, "1996-01-01", false},
		{"first month", glossary.Validity{From: "2020-01"}, "2020-01-01", true},
		{"before the first month", glossary.Validity{From: "2020-01"}, "2019-12-31", false},
		{"both ends, exact days", glossary.Validity{From: "2019-07-02", Until: "2019-07-02"}, "2019-07-02", true},
		{"past an exact end", glossary.Validity{From: "2019-07-02", Until: "2019-07-02"}, "2019-07-03", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.valid.Holds(tt.day); got != tt.want {
				t.Errorf("%+v.Holds(%q) = %v, want %v", tt.valid, tt.day, got, tt.want)
			}
		})
	}
}

func TestValidityOverlaps(t *testing.T) {
	tests := []struct {
		name string
		a, b glossary.Validity
		want bool
	}{
		{"no periods", glossary.Validity{}, glossary.Validity{}, true},
		{"years apart", glossary.Validity{Until: "1995"}, glossary.Validity{From: "1996"}, false},
		{"months apart", glossary.Validity{Until: "2019-07"}, glossary.Validity{From: "2019-08-01"}, false},
		{"day in the last month", glossary.Validity{Until: "2019-07"}, glossary.Validity{From: "2019-07-31"}, true},
		{"month in the last year", glossary.Validity{Until: "2019"}, glossary.Validity{From: "2019-07"}, true},
		{"one within the other", glossary.Validity{From: "1990", Until: "2020"}, glossary.Validity{From: "2000", Until: "2001"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.a.Overlaps(tt.b); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if got := tt.b.Overlaps(tt.a); got != tt.want {
				t.Errorf("the other way round: got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPreferredOn(t *testing.T) {
	kyiv := glossary.Entry{ID: "kyiv", Terms: []glossary.Term{
		{Lang: "uk", Text: "Київ"},
		{Lang: "en", Text: "Kiev", Status: glossary.Deprecated, Validity: glossary.Validity{From: "1996"}},
		{Lang: "en", Text: "Kiev", Status: glossary.Preferred, Validity: glossary.Validity{Until: "1995"}},
		{Lang: "en", Text: "Kyiv", Validity: glossary.Validity{From: "1996"}},
	}}
	for day, want := range map[glossary.Day]string{"1990": "Kiev", "2022-02-24": "Kyiv", "": "Kyiv"} {
		if got := kyiv.PreferredOn("en", day); got != want {
			t.Errorf("PreferredOn(en, %s) = %q, want %q", day, got, want)
		}
	}
	base := glossary.Termbase{Entries: []glossary.Entry{kyiv}}
	if _, ok := base.Entry("kyiv"); !ok {
		t.Error("Entry(kyiv) was not found")
	}
	if _, ok := base.Entry("lviv"); ok {
		t.Error("Entry(lviv) was found in a termbase without it")
	}
}
