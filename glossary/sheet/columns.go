package sheet

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// pair is what one row holds: an entry without terms, and one term of each
// language.
type pair struct {
	entry  glossary.Entry
	uk, en glossary.Term
}

// column is one column of the table: where its text goes and where it comes
// from. set returns what is wrong with the text, or "".
type column struct {
	name    string
	aliases []string // other names in headers, lower case
	set     func(p *pair, cell string) string
	get     func(p *pair) string
}

// columns lists all columns in the order in which they are written. The first
// nine are always written, the others when they hold something.
func columns() []column {
	return []column{
		text("source", func(p *pair) *string { return &p.uk.Text },
			"uk", "ukr", "ukrainian", "source_term", "source_text", "src", "term_uk", "українською", "українська", "термін", "оригінал",
			"термин", "украинский", "оригинал", "исходный"),
		text("target", func(p *pair) *string { return &p.en.Text },
			"en", "eng", "english", "target_term", "target_text", "trg", "translation", "term_en", "англійською", "англійська", "переклад",
			"перевод", "английский"),
		choice("kind", func(p *pair) *glossary.Kind { return &p.entry.Kind }, kinds(), "type", "тип", "вид"),
		choice("gender", func(p *pair) *glossary.Gender { return &p.uk.Gender }, genders(), "рід", "род"),
		choice("decl", func(p *pair) *glossary.Decl { return &p.uk.Decl }, decls(), "declension", "відмінювання", "склонение"),
		list("forms", func(p *pair) *[]string { return &p.uk.Forms }, "форми", "формы"),
		choice("status", func(p *pair) *glossary.Status { return &p.en.Status }, statuses(), "target_status", "статус"),
		text("scheme", func(p *pair) *string { return &p.uk.Scheme }, "схема", "транслітерація", "транслитерация"),
		text("note", func(p *pair) *string { return &p.entry.Note },
			"notes", "comment", "comments", "примітка", "примітки", "коментар", "примечание", "комментарий"),
		text("id", func(p *pair) *string { return (*string)(&p.entry.ID) }),
		text("subject", func(p *pair) *string { return &p.entry.Subject }, "domain", "тема", "галузь", "тематика"),
		text("desk", func(p *pair) *string { return &p.entry.Desk }, "відділ", "отдел"),
		choice("source_status", func(p *pair) *glossary.Status { return &p.uk.Status }, statuses()),
		{"decline", nil, setDecline, getDecline},
		list("related", func(p *pair) *[]string { return &p.uk.Related }),
		choice("capital", func(p *pair) *string { return &p.uk.Capital }, map[string]string{"any": "any", "": ""}),
		choice("casing", func(p *pair) *string { return &p.en.Casing }, map[string]string{"exact": "exact", "free": "free"}),
		flag("dnt", func(p *pair) *bool { return &p.entry.DoNotTranslate },
			"do_not_translate", "не_перекладати", "не_переводить"),
		day("valid_from", func(p *pair) *glossary.Day { return &p.en.Validity.From }),
		day("valid_until", func(p *pair) *glossary.Day { return &p.en.Validity.Until }),
		text("reason", func(p *pair) *string { return &p.en.Reason }, "причина"),
		text("reference", func(p *pair) *string { return &p.entry.Source }, "джерело", "источник"),
		text("definition", func(p *pair) *string { return &p.entry.Definition }, "визначення", "определение"),
		choice("rule", func(p *pair) *glossary.Rule { return &p.entry.Rule }, rules()),
		choice("severity", func(p *pair) *glossary.Severity { return &p.entry.Severity }, severities()),
		list("xrefs", func(p *pair) *[]glossary.EntryID { return &p.entry.Xrefs }),
		flag("proposed", func(p *pair) *bool { return &p.entry.Proposed }),
		flag("alone", func(p *pair) *bool { return &p.uk.Alone }),
		flag("common", func(p *pair) *bool { return &p.uk.Common }),
		day("source_valid_from", func(p *pair) *glossary.Day { return &p.uk.Validity.From }),
		day("source_valid_until", func(p *pair) *glossary.Day { return &p.uk.Validity.Until }),
		text("article", func(p *pair) *string { return &p.en.Article }),
		text("short", func(p *pair) *string { return &p.en.Short }),
		text("source_note", func(p *pair) *string { return &p.uk.Note }),
		text("target_note", func(p *pair) *string { return &p.en.Note }),
	}
}

// alwaysWritten is the number of columns that are written even when empty.
const alwaysWritten = 9

// headerName brings a cell of a header to the form of the names in columns.
func headerName(cell string) string {
	name := strings.ToLower(strings.TrimSpace(cell))
	return strings.NewReplacer(" ", "_", "-", "_", "\u00a0", "_").Replace(name)
}

func kinds() map[string]glossary.Kind {
	return map[string]glossary.Kind{
		"person": glossary.Person, "place": glossary.Place, "organisation": glossary.Organisation, "organization": glossary.Organisation,
		"media": glossary.Media, "product": glossary.Product, "event": glossary.Event, "weapon": glossary.Weapon, "other": glossary.Other,
	}
}

func genders() map[string]glossary.Gender {
	return map[string]glossary.Gender{
		"m": glossary.Masculine, "f": glossary.Feminine, "n": glossary.Neuter, "pl": glossary.Plural,
		"masculine": glossary.Masculine, "feminine": glossary.Feminine, "neuter": glossary.Neuter, "plural": glossary.Plural,
		"ч": glossary.Masculine, "ж": glossary.Feminine, "с": glossary.Neuter, "мн": glossary.Plural,
	}
}

func decls() map[string]glossary.Decl {
	return map[string]glossary.Decl{
		"auto": glossary.DeclAuto, "none": glossary.DeclNone, "adj": glossary.DeclAdj, "noun": glossary.DeclNoun, "list": glossary.DeclList,
	}
}

func statuses() map[string]glossary.Status {
	return map[string]glossary.Status{
		"preferred": glossary.Preferred, "admitted": glossary.Admitted, "deprecated": glossary.Deprecated, "forbidden": glossary.Deprecated,
	}
}

func rules() map[string]glossary.Rule {
	return map[string]glossary.Rule{
		"translated": glossary.Translated, "established": glossary.Established, "scheme": glossary.ByScheme,
	}
}

func severities() map[string]glossary.Severity {
	return map[string]glossary.Severity{"error": glossary.Error, "warning": glossary.Warning}
}
