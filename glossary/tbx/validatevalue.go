package tbx

import (
	"slices"
	"strings"
	"time"
)

// category checks a data category: whether the dialect has it, where it stands,
// and its value. The rules are those of the Schematron files of the dialects.
func (v *validator) category(n *node, above []*node) {
	if !slices.Contains(classes(), n.name) {
		return
	}
	name := n.attr("type")
	c := find(n.name, name)
	switch known := v.dialect == Core || v.dialect == Min || v.dialect == Basic; {
	case name == "": // told as a missing attribute
		return
	case known && (c == nil || !v.dialect.has(c)):
		v.add(n, "category", "%s has no %s %q; it has %s", v.dialect, n.name, name, v.permitted(n.name))
		return
	case c == nil:
		return
	}
	if section := sectionOf(above); section != "" && !strings.Contains(c.levels, section+" ") {
		v.add(n, "level", "%s may stand in %s, not in %s", name, strings.Join(strings.Fields(c.levels), ", "), section)
	}
	if value := n.flat(); !c.allows(value) && (!v.old || name != "partOfSpeech" || value != "properNoun") { // the value is of 2008
		v.add(n, "value", "%s is %q; it may be %s", name, value, strings.Join(strings.Fields(c.values), ", "))
	}
}

// permitted lists the categories of a class in the dialect.
func (v *validator) permitted(class string) string {
	var names []string
	for _, c := range categories() {
		if c.class == class && v.dialect.has(&c) {
			names = append(names, c.name)
		}
	}
	if names == nil {
		return "none of that class"
	}
	return strings.Join(names, ", ")
}

// sectionOf returns the name of the section around.
func sectionOf(above []*node) string {
	for i := len(above) - 1; i >= 0; i-- {
		if isSection(above[i]) {
			return above[i].name
		}
	}
	return ""
}

// values checks what the grammar says about dates, targets and inline marks.
func (v *validator) values(n *node) {
	switch n.name {
	case "date":
		if text := n.flat(); !isDate(text) {
			v.add(n, "date", "%q is no day like 2022-02-24", text)
		}
	case "hi":
		if kind := n.attr("type"); kind != "" && !slices.Contains(strings.Fields("entailedTerm hotkey italics bold superscript subscript math"), kind) && !v.old {
			v.add(n, "value", "the type of <hi> is %q", kind)
		}
	case "sc", "ec", "ph":
		if kind := n.attr("type"); kind != "" && !slices.Contains(strings.Fields("fmt ui quote link image other"), kind) {
			v.add(n, "value", "the type of <%s> is %q", n.name, kind)
		}
	}
	if tag := n.attr("xml:lang"); tag != "" && !isLanguage(tag) {
		v.add(n, "language", "%q is no language tag like uk or en-GB", tag)
	}
	v.target(n)
	v.inline(n)
}

// isLanguage says whether s has the form of a language tag (XML Schema,
// language): letters, then parts of letters and digits, each of 1 to 8.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, r := range part {
			if !inTag(r, i == 0) || r == '_' || r == '.' {
				return false
			}
		}
	}
	return true
}

// isDate says whether s is a date of XML Schema: a day that may have a zone.
func isDate(s string) bool {
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return true
	}
	_, err := time.Parse("2006-01-02Z07:00", s)
	return err == nil
}

// target checks that a reference leads to an element of the file or to the web.
func (v *validator) target(n *node) {
	target := n.attr("target")
	outside := hasScheme(target)
	switch {
	case target == "":
	case n.name == "xref" && !outside && !v.old:
		v.add(n, "target", "<xref> leads to %q; it must lead to an address with http", target)
	case n.name != "xref" && !outside && !v.ids[target]:
		v.add(n, "target", "the target %q is no id of the file and no address with http", target)
	}
}

// hasScheme says whether s is an address of the web, as the grammar has it:
// https?://.+
func hasScheme(s string) bool {
	rest, ok := strings.CutPrefix(s, "http")
	rest = strings.TrimPrefix(rest, "s")
	return ok && strings.HasPrefix(rest, "://") && len(rest) > len("://")
}

// inline checks the marks of codes in a text: a pair (sc, ec) is not isolated and
// knows each other, a single one is.
func (v *validator) inline(n *node) {
	opened, lastEnd := false, -1
	for i, k := range n.kids {
		if k.name == "ec" && k.space == "" {
			lastEnd = i
		}
	}
	for i, k := range n.kids {
		if k.space != "" {
			continue
		}
		isolated := k.attr("isolated")
		switch k.name {
		case "sc":
			opened = true
			v.isolated(k, isolated, i < lastEnd)
		case "ec":
			v.isolated(k, isolated, opened)
			if opened && k.attr("startRef") == "" {
				v.add(k, "inline", "<ec> needs startRef, since its <sc> is in the same text")
			}
			if (!opened || isolated == "yes") && k.attr("id") == "" {
				v.add(k, "inline", "<ec> without its <sc> needs an id")
			}
		}
	}
}

func (v *validator) isolated(n *node, value string, paired bool) {
	if paired && value == "yes" || !paired && value == "no" {
		v.add(n, "inline", "isolated is %q, and the other end of <%s> says otherwise", value, n.name)
	}
}
