package tbx

import (
	"slices"
	"strings"
)

// category is a data category of the modules Min and Basic (their .tbxmd files
// at tbxinfo.net): the DCA element that holds it, the module it belongs to, the
// sections it may stand in, and its values when they are numbered.
type category struct {
	class, name, module string
	levels              string
	values              string
}

// categories lists the data categories of TBX-Basic, which has those of Min.
func categories() []category {
	const concept, lang, term = "conceptEntry ", "langSec ", "termSec "
	return []category{
		{"termNote", "administrativeStatus", "min", term, "admittedTerm-admn-sts deprecatedTerm-admn-sts supersededTerm-admn-sts preferredTerm-admn-sts"},
		{"termNote", "partOfSpeech", "min", term, "adjective noun other verb adverb"},
		{"admin", "customerSubset", "min", concept + term, ""},
		{"descrip", "subjectField", "min", concept, ""},
		{"xref", "externalCrossReference", "min", concept + lang + term, ""},
		{"termNote", "geographicalUsage", "basic", term, ""},
		{"termNote", "grammaticalGender", "basic", term, "masculine feminine neuter other"},
		{"termNote", "termLocation", "basic", term, "checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage " +
			"menuItem progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip user-definedType"},
		{"termNote", "termType", "basic", term, "fullForm acronym abbreviation shortForm variant phrase"},
		{"admin", "projectSubset", "basic", concept + term, ""},
		{"admin", "source", "basic", concept + lang + term, ""},
		{"descrip", "context", "basic", term, ""},
		{"descrip", "definition", "basic", concept + lang, ""},
		{"ref", "crossReference", "basic", concept + term, ""},
		{"transac", "transactionType", "basic", concept + lang + term, "origination modification"},
		{"transacNote", "responsibility", "basic", concept + lang + term, ""},
		{"xref", "xGraphic", "basic", concept + lang, ""},
	}
}

// classes are the elements of style DCA that hold data categories.
func classes() []string {
	return []string{"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"}
}

// find returns the category of that class and name, or nil.
func find(class, name string) *category {
	all := categories()
	i := slices.IndexFunc(all, func(c category) bool { return c.class == class && c.name == name })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// allows says whether value is one that the category may have.
func (c category) allows(value string) bool {
	return c.values == "" || slices.Contains(strings.Fields(c.values), value)
}

// has says whether a dialect has the category. Dialects that we do not know may
// have all.
func (d Dialect) has(c *category) bool {
	switch d {
	case Core:
		return false
	case Min:
		return c != nil && c.module == "min"
	}
	return true
}
