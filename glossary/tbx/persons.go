package tbx

import "strings"

// person is somebody responsible, whom an element refers to by id.
type person struct{ id, name string }

// look remembers ids and persons in what is written.
func (w *writer) look(n *node) {
	if id := n.attr("id"); id != "" {
		w.ids[id] = true
	}
	target := n.attr("target")
	if n.is("transacNote", "responsibility") && isID(target) && !strings.HasPrefix(target, "http") {
		w.persons = append(w.persons, person{target, n.flat()})
	}
	for _, k := range n.kids {
		w.look(k)
	}
}

// addPersons adds the persons that the file refers to and does not have: entries
// keep their names, but not the list of persons at the end of the file that
// they came from.
func (w *writer) addPersons(back *node) {
	sec := element("refObjectSec", "", attr{name: "type", value: "respPerson"})
	for _, p := range w.persons {
		if w.ids[p.id] {
			continue
		}
		w.ids[p.id] = true
		object := element("refObject", "", attr{name: "id", value: p.id})
		object.add(typed("item", "fn", p.name))
		sec.add(object)
	}
	if len(sec.kids) > 0 {
		back.add(sec)
	}
}
