package codec

import (
	"path"
	"strings"
	"testing"
)

// Every rule fits its first example and not its second one, and no rule fits
// what stories say.
func TestBoilerplate(t *testing.T) {
	files, err := boilerplateFiles.ReadDir(".")
	if err != nil || len(files) != 3 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := boilerplateFiles.ReadFile(path.Base(file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		written := 0
		for line := range strings.Lines(string(data)) {
			if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
				written++
			}
		}
		read := parseBoilerplate(string(data))
		if len(read) != written {
			t.Errorf("%s: %d rules of %d lines", file.Name(), len(read), written)
		}
		for _, rule := range read {
			alone := &boilerplate{lines: map[string]string{}, titles: map[string]string{}, facts: map[string]string{}, counts: map[string]string{}}
			alone.add(rule)
			if !alone.fits(rule) {
				t.Errorf("%s: a rule of its own has no effect: %v", file.Name(), rule.groups)
			}
			if got := rules().says(rule.fits); got == "" {
				t.Errorf("%s: %q fits no rule", file.Name(), rule.fits)
			}
			if got := rules().says(rule.fitsNot); got != "" {
				t.Errorf("%s: %q was taken for %s", file.Name(), rule.fitsNot, got)
			}
		}
	}
}

// fits reports whether a rule, alone, fits its own example.
func (b *boilerplate) fits(rule boilerplateRule) bool {
	if rule.kind == "fact" || rule.kind == "count" {
		return len(b.facts)+len(b.counts) > 0
	}
	return b.of(rule.fits) == rule.what
}

// says is what a line is by any rule.
func (b *boilerplate) says(line string) string {
	if dated, counted := b.particulars(line); dated || counted {
		return "particulars"
	}
	return b.of(line)
}

func TestStoriesAreNoBoilerplate(t *testing.T) {
	for _, line := range []string{
		"Нагадаємо, торік у Полтаві закрили два басейни.", "Підтримати ініціативу закликав президент.", "«Підписуйтесь на наш канал», — просив він.",
		"У Facebook з'явився канал, де підприємці підписують петицію про незалежність судів і заводів", "Реклама на фасадах", "2024", "11:20",
		"Раніше ми писали про міст.", "Суд дозволив використання матеріалів справи.", "Cookies для військових спекли у Львові.", "Коментарі свідків", "Разом",
		"Помилку в документі помітили через рік", "За темою дисертації він працював тридцять років", "У неділю о 12:00",
	} {
		if what := rules().of(line); what != "" {
			t.Errorf("%q was taken for %s", line, what)
		}
	}
}
