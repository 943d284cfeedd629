package align

import (
	"cmp"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// gap is what stands between two segments that both sources have in order: what of
// it is not found yet.
type gap struct{ old, now []int }

// gaps returns those that have something on both sides. What is found so far is in
// order.
func (a *alignment) gaps() []gap {
	at := make(map[pipeline.SegmentID]int, len(a.old))
	for i, o := range a.old {
		at[o.id] = i
	}
	var anchors []Pair
	for j, n := range a.now {
		if n.id != "" {
			anchors = append(anchors, Pair{at[n.id], j})
		}
	}
	return a.between(anchors)
}

func (a *alignment) between(anchors []Pair) []gap {
	var out []gap
	i, j := 0, 0
	for _, p := range append(slices.Clone(anchors), Pair{len(a.old), len(a.now)}) {
		var g gap
		for ; i < p.A; i++ {
			if !a.old[i].used {
				g.old = append(g.old, i)
			}
		}
		for ; j < p.B; j++ {
			if a.now[j].id == "" && a.now[j].was == "" {
				g.now = append(g.now, j)
			}
		}
		if len(g.old) > 0 && len(g.now) > 0 {
			out = append(out, g)
		}
		i, j = p.A+1, p.B+1
	}
	return out
}

// moved finds what stands elsewhere now.
func (a *alignment) moved() {
	places := map[string][]int{}
	for i, o := range a.old {
		if !o.used {
			places[o.key] = append(places[o.key], i)
		}
	}
	for j, n := range a.now {
		if at := places[n.key]; n.id == "" && len(at) > 0 {
			a.is(at[0], j)
			places[n.key] = at[1:]
		}
	}
}

// returned finds what had gone and is back, of several the last to go; it must have
// a translation to be worth it.
func (a *alignment) returned(story pipeline.Story) {
	past := map[string][]pipeline.SegmentID{}
	for _, p := range story.Past {
		if p.Target != "" {
			k := key(p.Kind, p.Marks, p.Source)
			past[k] = append(past[k], p.ID)
		}
	}
	for j, n := range a.now {
		if ids := past[n.key]; n.id == "" && len(ids) > 0 {
			last := len(ids) - 1
			a.now[j].id, past[n.key] = ids[last], ids[:last]
		}
	}
}

// replaced says what stood in the place of what is new: between two segments that
// stayed the most alike first, then anywhere, then in order. Parts that an article has once take
// each other's place whatever they say.
func (a *alignment) replaced(anchors []Pair) {
	for _, kind := range []pipeline.BlockKind{pipeline.Headline, pipeline.Standfirst, pipeline.Byline, pipeline.Dateline} {
		one := func(items []item, free func(item) bool) int {
			found := -1
			for i, it := range items {
				if it.kind == kind && free(it) {
					if found >= 0 {
						return -1
					}
					found = i
				}
			}
			return found
		}
		i := one(a.old, func(o item) bool { return !o.used })
		j := one(a.now, func(n item) bool { return n.id == "" })
		if i >= 0 && j >= 0 {
			a.takes(i, j)
		}
	}
	for _, g := range a.between(anchors) {
		a.alike(g)
	}
	for _, g := range a.between(nil) { // what was changed and moved
		a.alike(g)
	}
	for _, g := range a.between(anchors) {
		a.inOrder(g)
	}
}

func (a *alignment) takes(i, j int) { a.old[i].used, a.now[j].was = true, a.old[i].id }

const (
	leastAlike = 40 // per cent, for a sentence to be another one changed
	reach      = 6  // sentences up and down that are compared
)

// alike lets new sentences take the place of those that they are most like.
func (a *alignment) alike(g gap) {
	type likeness struct{ i, j, percent int }
	var all []likeness
	for n, j := range g.now {
		for _, i := range g.old[min(len(g.old), max(0, n-reach)):min(len(g.old), n+reach+1)] {
			if a.old[i].kind != a.now[j].kind {
				continue
			}
			if percent := Likeness(a.old[i].text, a.now[j].text); percent >= leastAlike {
				all = append(all, likeness{i, j, percent})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y likeness) int { return cmp.Compare(y.percent, x.percent) })
	for _, l := range all {
		if !a.old[l.i].used && a.now[l.j].was == "" {
			a.takes(l.i, l.j)
		}
	}
}

// inOrder lets what is left of new text take the place of what is left of old, in
// the same part of the article.
func (a *alignment) inOrder(g gap) {
	left := map[pipeline.BlockKind][]int{}
	for _, i := range g.old {
		left[a.old[i].kind] = append(left[a.old[i].kind], i)
	}
	for _, j := range g.now {
		if of := left[a.now[j].kind]; len(of) > 0 {
			a.takes(of[0], j)
			left[a.now[j].kind] = of[1:]
		}
	}
}
