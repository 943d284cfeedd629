package glossary_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
)

func uk(text string, forms ...string) glossary.Term {
	return glossary.Term{Lang: "uk", Text: text, Forms: forms}
}

func en(text string, status glossary.Status) glossary.Term {
	return glossary.Term{Lang: "en", Text: text, Status: status}
}

func dated(t glossary.Term, from, until glossary.Day) glossary.Term {
	t.Validity = glossary.Validity{From: from, Until: until}
	return t
}

func entry(id glossary.EntryID, terms ...glossary.Term) glossary.Entry {
	return glossary.Entry{ID: id, Terms: terms}
}

func TestConflicts(t *testing.T) {
	with := func(e glossary.Entry, change func(*glossary.Entry)) glossary.Entry {
		change(&e)
		return e
	}
	subject := func(e *glossary.Entry) { e.Subject = "space" }
	established := func(e *glossary.Entry) { e.Rule = glossary.Established }
	copied := func(e *glossary.Entry) { e.DoNotTranslate = true }
	const preferred, admitted, deprecated = glossary.Preferred, glossary.Admitted, glossary.Deprecated
	fold := func(s string) string {
		return strings.NewReplacer("yy", "i", "yi", "i", "y", "i").Replace(strings.ToLower(s))
	}
	tests := []struct {
		name string
		in   []glossary.Entry
		want string // kind severity first second text, a line each
	}{
		{"nothing", []glossary.Entry{entry("a", uk("Київ"), en("Kyiv", "")), entry("b", uk("Львів"), en("Lviv", ""))}, ""},
		{"one id", []glossary.Entry{entry("a", uk("Київ")), entry("a", uk("Львів"))}, "same-id error a a "},
		{"one word, one subject", []glossary.Entry{entry("a", uk("Мир")), entry("b", uk("Мир"))}, "same-form error a b Мир"},
		{"one word, two subjects", []glossary.Entry{entry("a", uk("Мир")), with(entry("b", uk("Мир")), subject)}, ""},
		{"one word, two desks", []glossary.Entry{
			with(entry("a", uk("Мир")), func(e *glossary.Entry) { e.Desk = "world" }),
			with(entry("b", uk("Мир")), func(e *glossary.Entry) { e.Desk = "sport" }),
		}, ""},
		{
			"one word, a desk and all",
			[]glossary.Entry{entry("a", uk("Мир")), with(entry("b", uk("Мир")), func(e *glossary.Entry) { e.Desk = "sport" })},
			"same-form error a b Мир",
		},
		{"one word, one after the other", []glossary.Entry{entry("a", dated(uk("Мир"), "", "1999")), entry("b", dated(uk("Мир"), "2000", ""))}, ""},
		{
			"one word, in the same year",
			[]glossary.Entry{entry("a", dated(uk("Мир"), "", "1999")), entry("b", dated(uk("Мир"), "1999-06", ""))},
			"same-form error a b Мир",
		},
		{"listed form is a term", []glossary.Entry{entry("a", uk("Рада", "+Раді")), entry("b", uk("Раді"))}, "form-is-term warning a b Раді"},
		{"listed form of two", []glossary.Entry{entry("a", uk("Рада", "+Раді")), entry("b", uk("Рад", "Раді"))}, "same-form warning a b Раді"},
		{"form taken away", []glossary.Entry{entry("a", uk("Рада", "-Раді")), entry("b", uk("Раді"))}, ""},
		{"established and explicit", []glossary.Entry{
			with(entry("a", uk("Одеса"), en("Odessa", "")), established), with(entry("b", uk("Одеса"), en("Odesa", "")), subject),
		}, "against-established warning a b Одеса"},
		{"established and explicit agree", []glossary.Entry{
			with(entry("a", uk("Одеса"), en("Odesa", "")), established), with(entry("b", uk("Одеса"), en("Odesa", "")), subject),
		}, ""},
		{"two preferred", []glossary.Entry{entry("a", uk("Київ"), en("Kyiv", preferred), en("Kiev", preferred))}, "two-preferred error a a Kiev"},
		{"two without a status", []glossary.Entry{entry("a", uk("Київ"), en("Kyiv", ""), en("Kiev", ""))}, "two-preferred warning a a Kiev"},
		{"preferred one after the other", []glossary.Entry{entry("a", dated(en("Kiev", preferred), "", "1995"), dated(en("Kyiv", preferred), "1996", ""))}, ""},
		{"admitted beside preferred", []glossary.Entry{entry("a", en("Kyiv", preferred), en("Kiev", admitted))}, ""},
		{"preferred and deprecated at once", []glossary.Entry{entry("a", en("Kyiv", preferred), en("Kyiv", deprecated))}, "preferred-and-deprecated error a a Kyiv"},
		{"deprecated later", []glossary.Entry{entry("a", dated(en("Kiev", preferred), "", "1995"), dated(en("Kiev", deprecated), "1996", ""))}, ""},
		{
			"preferred here, deprecated there",
			[]glossary.Entry{entry("a", uk("Одеса"), en("Odessa", deprecated)), entry("b", uk("Одесса"), en("Odessa", ""))},
			"preferred-and-deprecated error a b Odessa",
		},
		{
			"preferred in another subject",
			[]glossary.Entry{entry("a", en("Odessa", deprecated)), with(entry("b", en("Odessa", "")), subject)},
			"preferred-and-deprecated warning a b Odessa",
		},
		{"apostrophes apart", []glossary.Entry{entry("a", uk("Прип'ять")), entry("b", uk("Прип’ять"))}, "near-duplicate warning a b Прип’ять"},
		{"case apart", []glossary.Entry{entry("a", uk("Рада")), entry("b", uk("рада"))}, "near-duplicate warning a b рада"},
		{"romanization apart", []glossary.Entry{entry("a", en("Zelenskyy", "")), entry("b", en("Zelenskyi", ""))}, "near-duplicate warning a b Zelenskyi"},
		{"variants of one entry", []glossary.Entry{entry("a", en("Zelenskyy", preferred), en("Zelenskyi", deprecated))}, ""},
		{"copied and translated", []glossary.Entry{with(entry("a", uk("Reuters"), en("Reuter", "")), copied)}, "not-to-be-translated error a a Reuter"},
		{"copied", []glossary.Entry{with(entry("a", uk("Reuters"), en("Reuters", ""), en("Reuter", deprecated)), copied)}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range glossary.Conflicts(tt.in, fold) {
				got = append(got, fmt.Sprintf("%s %s %s %s %s", c.Kind, c.Severity, c.First, c.Second, c.Text))
				if !strings.Contains(c.Message, string(c.Second)) || !strings.HasSuffix(c.Message, ".") {
					t.Errorf("message %q is no sentence that names the entry", c.Message)
				}
			}
			if got := strings.Join(got, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestConflictsWithoutFold(t *testing.T) {
	in := []glossary.Entry{entry("a", en("Zelenskyy", "")), entry("b", en("Zelenskyi", "")), entry("c", en("zelenskyi", ""))}
	got := glossary.Conflicts(in, nil)
	if len(got) != 1 || got[0].Second != "c" {
		t.Errorf("got %+v, want one between b and c", got)
	}
}

func TestDiff(t *testing.T) {
	old := []glossary.Entry{
		entry("kyiv", uk("Київ"), en("Kyiv", "")),
		entry("lviv", uk("Львів"), en("Lvov", "")),
		entry("mir", uk("Мир"), en("Mir", "")),
		entry("odesa", uk("Одеса"), en("Odesa", "")),
	}
	kyiv := entry("kyiv", uk("Київ"), en("Kyiv", glossary.Preferred)) // says the same
	lviv := entry("lviv", uk("Львів"), en("Lviv", ""))
	lviv.Kind, lviv.Terms[0].Gender = glossary.Place, glossary.Masculine
	order := entry("odesa", en("Odesa", ""), uk("Одеса"))
	got := glossary.Diff(old, []glossary.Entry{kyiv, lviv, entry("dnipro", uk("Дніпро")), entry("mir2", uk("Мир")), order})
	want := []struct {
		kind   glossary.DiffKind
		id     glossary.EntryID
		fields []glossary.FieldChange
	}{
		{glossary.Same, "kyiv", nil},
		{glossary.Changed, "lviv", []glossary.FieldChange{
			{Name: "kind", New: "place"}, {Name: `uk "Львів" gender`, New: "m"}, {Name: "en term", Old: "Lvov"}, {Name: "en term", New: "Lviv"},
		}},
		{glossary.Added, "dnipro", nil},
		{glossary.Conflicting, "mir2", nil},
		{glossary.Changed, "odesa", []glossary.FieldChange{{Name: "order of terms", Old: `uk "Одеса", en "Odesa"`, New: `en "Odesa", uk "Одеса"`}}},
		{glossary.Retired, "mir", nil},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d differences, want %d", len(got), len(want))
	}
	for i, w := range want {
		id := got[i].New.ID
		if w.kind == glossary.Retired {
			id = got[i].Old.ID
		}
		if got[i].Kind != w.kind || id != w.id || !reflect.DeepEqual(got[i].Fields, w.fields) {
			t.Errorf("difference %d is %s %s %v, want %v", i, got[i].Kind, id, got[i].Fields, w)
		}
		if found := len(got[i].Conflicts) > 0; found != (w.kind == glossary.Conflicting) {
			t.Errorf("difference %d has conflicts %v", i, got[i].Conflicts)
		}
	}
}

// Conflicts that were there before are not held against an import.
func TestDiffOldConflicts(t *testing.T) {
	old := []glossary.Entry{entry("a", uk("Мир")), entry("b", uk("Мир"))}
	changed := entry("b", uk("Мир"))
	changed.Note = "space station"
	if got := glossary.Diff(old, []glossary.Entry{changed})[0]; got.Kind != glossary.Changed {
		t.Errorf("got %s, want %s", got.Kind, glossary.Changed)
	}
	twice := []glossary.Entry{entry("c", uk("Київ")), entry("c", uk("Львів"))}
	for i, d := range glossary.Diff(nil, twice) {
		if d.Kind != glossary.Conflicting {
			t.Errorf("entry %d of two with one id is %s", i, d.Kind)
		}
	}
}

// Each field of an entry and of a term makes a difference.
func TestDiffSeesEachField(t *testing.T) {
	e := entry("a", uk("а"))
	for i := range reflect.TypeFor[glossary.Entry]().NumField() {
		changed := e
		changed.Terms = append([]glossary.Term(nil), e.Terms...)
		name := reflect.TypeFor[glossary.Entry]().Field(i).Name
		set(reflect.ValueOf(&changed).Elem().Field(i))
		if got := glossary.Diff([]glossary.Entry{e}, []glossary.Entry{changed})[0]; got.Kind == glossary.Same {
			t.Errorf("a change of %s is not seen", name)
		}
	}
	for i := range reflect.TypeFor[glossary.Term]().NumField() {
		changed := entry("a", uk("а"))
		name := reflect.TypeFor[glossary.Term]().Field(i).Name
		set(reflect.ValueOf(&changed.Terms[0]).Elem().Field(i))
		if got := glossary.Diff([]glossary.Entry{e}, []glossary.Entry{changed})[0]; got.Kind == glossary.Same {
			t.Errorf("a change of %s of a term is not seen", name)
		}
	}
}

// set gives a field some value that it does not have.
func set(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Struct:
		set(v.Field(0))
	case reflect.Slice:
		element := reflect.New(v.Type().Elem()).Elem()
		set(element)
		v.Set(reflect.Append(v, element))
	}
}
