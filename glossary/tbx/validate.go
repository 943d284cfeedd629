package tbx

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Problem is a rule of TBX that a file breaks.
type Problem struct {
	Line int    // of the file, from 1; 0 is the file as a whole
	Rule string // a short name: well-formed, content, value, …
	What string // a sentence without an end
}

func (p Problem) String() string { return fmt.Sprintf("%d: %s: %s", p.Line, p.Rule, p.What) }

// Validate returns the rules that a file breaks, in the order of its lines:
// those of the grammar of ISO 30042, and of the data categories of its dialect
// (of TBX-Basic for martif files of 2008). A file that is no well-formed XML
// has one problem.
func Validate(r io.Reader) []Problem {
	root, err := parseFile(r)
	if err != nil {
		p := Problem{Rule: "read", What: err.Error()}
		var f *fault
		if errors.As(err, &f) {
			p = Problem{f.line, f.rule, f.err.Error()}
		}
		return []Problem{p}
	}
	v := validator{models: models(), ids: map[string]bool{}, old: root.name == "martif"}
	if !v.root(root) {
		return v.problems
	}
	v.tags(root, false)
	tree := canonical(root)
	v.collect(tree)
	v.element(tree, nil)
	slices.SortStableFunc(v.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return v.problems
}

type validator struct {
	models   map[string]model
	problems []Problem
	ids      map[string]bool
	old      bool // martif, version 2
	bare     bool // the file has no namespace
	style    Style
	dialect  Dialect
}

func (v *validator) add(n *node, rule, what string, args ...any) {
	v.problems = append(v.problems, Problem{n.line, rule, fmt.Sprintf(what, args...)})
}

// root checks the first element; false: it is of another format, and what is
// inside means nothing.
func (v *validator) root(n *node) bool {
	v.style, v.dialect, v.bare = Style(n.attr("style")), Dialect(n.attr("type")), n.space == ""
	switch {
	case v.old && n.space == "":
		v.style, v.dialect = DCA, Basic
		return true
	case n.name != "tbx":
		v.add(n, "root", "the file begins with <%s>, not with <tbx> or <martif>", n.name)
		return false
	case n.space != coreNS:
		v.add(n, "namespace", "<tbx> is not in the namespace %s", coreNS)
	}
	if v.style != "" && v.style != DCA && v.style != DCT {
		v.add(n, "style", "the style is %q; it must be dca or dct", string(v.style))
	}
	if v.style != DCT {
		v.style = DCA
	}
	if name, ok := strings.CutPrefix(string(v.dialect), "TBX-"); v.dialect != "" && (!ok || name == "") {
		v.add(n, "dialect", `the type is %q; it must be "TBX-" and the name of a dialect`, string(v.dialect))
	}
	return true
}

// tags checks that elements are of the style that the file says it has. Outside
// of the body there are no data categories.
func (v *validator) tags(n *node, inBody bool) {
	inBody = inBody || n.name == "body"
	foreign := n.space != coreNS && (n.space != "" || !v.bare)
	switch {
	case n.isText():
		return
	case foreign && n.space == "":
		v.add(n, "namespace", "<%s> is in no namespace", n.name)
	case foreign && (v.style == DCA || !inBody):
		v.add(n, "style", "<%s> of the namespace %q is not permitted in style dca, nor outside of the body", n.name, n.space)
	case !foreign && v.style == DCT && inBody && slices.Contains(classes(), n.name):
		v.add(n, "style", "<%s> is not permitted in style dct, where a data category is a tag", n.name)
	}
	for _, k := range n.kids {
		v.tags(k, inBody)
	}
}

// collect gathers the ids, which must be names and each its own.
func (v *validator) collect(n *node) {
	if id := n.attr("id"); id != "" {
		if v.ids[id] {
			v.add(n, "id", "the id %q was there before", id)
		}
		if !isID(id) {
			v.add(n, "id", "the id %q is no name: it must begin with a letter or _ and hold no spaces", id)
		}
		v.ids[id] = true
	}
	for _, k := range n.kids {
		v.collect(k)
	}
}

// element checks an element of the canonical tree; above are the elements around
// it, the nearest last.
func (v *validator) element(n *node, above []*node) {
	if n.isText() || n.space != "" {
		if n.space != "" && slices.Contains([]Dialect{Core, Min, Basic}, v.dialect) && v.style == DCT {
			v.add(n, "category", "<%s> of the namespace %q is no data category of %s", n.name, n.space, v.dialect)
		}
		return
	}
	m, ok := v.models[n.name]
	if !ok {
		v.add(n, "element", "<%s> is no element of TBX", n.name)
		return
	}
	v.attributes(n, m)
	v.content(n, m)
	v.category(n, above)
	v.values(n)
	above = append(above, n)
	for _, k := range n.kids {
		v.element(k, above)
	}
}

// attributes checks which attributes are there. The grammar of version 2 has
// more of them.
func (v *validator) attributes(n *node, m model) {
	known := strings.Fields(strings.ReplaceAll(m.attrs, "!", ""))
	for _, a := range n.attrs {
		if !v.old && !slices.Contains(known, a.fullName()) {
			v.add(n, "attribute", "<%s> has no attribute %s", n.name, a.fullName())
		}
	}
	for _, name := range strings.Fields(m.attrs) {
		if name, must := strings.CutSuffix(name, "!"); must && n.attr(name) == "" && (!v.old || name != "style") {
			v.add(n, "attribute", "<%s> needs the attribute %s", n.name, name)
		}
	}
}

// content checks the children against the steps of the model. In style dct
// tags of all classes may follow the term in any order.
func (v *validator) content(n *node, m model) {
	steps := m.steps
	if n.name == "termSec" && (v.style == DCT || v.old) {
		steps = []step{steps[0], {names: m.names()[1:]}}
	}
	at, count := 0, 0
	for _, k := range n.kids {
		switch {
		case k.isText():
			if !m.text {
				v.add(k, "content", "text stands in <%s> between the elements", n.name)
			}
			continue
		case k.space != "":
			continue
		}
		found := slices.IndexFunc(steps[at:], func(s step) bool { return slices.Contains(s.names, k.name) })
		switch {
		case found < 0 && slices.Contains(m.names(), k.name):
			v.add(k, "order", "<%s> comes too late in <%s>", k.name, n.name)
			continue
		case found < 0:
			if _, known := v.models[k.name]; known { // unknown ones are told anyway
				v.add(k, "content", "<%s> may not stand in <%s>", k.name, n.name)
			}
			continue
		case found > 0:
			v.enough(n, steps[at:at+found], count)
			at, count = at+found, 0
		}
		if count++; steps[at].max > 0 && count > steps[at].max {
			v.add(k, "content", "<%s> may stand in <%s> only once", k.name, n.name)
		}
	}
	v.enough(n, steps[min(at, len(steps)):], count)
}

// enough checks that steps which are over had what they need; the first of them
// had count.
func (v *validator) enough(n *node, steps []step, count int) {
	for i, s := range steps {
		if i > 0 {
			count = 0
		}
		if count < s.min {
			v.add(n, "content", "<%s> needs a <%s>", n.name, strings.Join(s.names, "> or <"))
		}
	}
}
