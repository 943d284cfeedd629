package suggest

import (
	"cmp"
	"container/heap"

	"github.com/tovmach/tovmach/glossary"
)

// queue orders the lemmas by what they explain.
type queue []*explained

// explained is a lemma with the surfaces that it may explain.
type explained struct {
	lemma    string
	gender   glossary.Gender
	total    int
	order    int
	surfaces []*surface
	scores   []int
}

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*explained)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].total, q[i].total), cmp.Compare(q[i].order, q[j].order)) < 0
}

// cover chooses lemmas until every surface has one: always the lemma that
// explains most of what is left.
func (r *reader) cover(surfaces []*surface) []*group {
	at := map[string]*explained{}
	var q queue
	open := map[*surface]bool{}
	for _, s := range surfaces {
		open[s] = true
		for _, c := range s.candidates {
			e, ok := at[c.lemma]
			if !ok {
				e = &explained{lemma: c.lemma, gender: c.gender, order: len(q)}
				at[c.lemma] = e
				q = append(q, e)
			}
			e.surfaces, e.scores = append(e.surfaces, s), append(e.scores, c.score)
			e.total += c.score
		}
	}
	heap.Init(&q)
	var groups []*group
	for len(q) > 0 && len(open) > 0 {
		e := heap.Pop(&q).(*explained)
		before := e.total
		if e.drop(open); e.total < before {
			if len(e.surfaces) > 0 {
				heap.Push(&q, e)
			}
			continue
		}
		g := &group{lemma: e.lemma, gender: e.gender, surfaces: e.surfaces, reader: r}
		g.sure = len(e.surfaces) > 1 || e.surfaces[0].isClear(e.lemma) ||
			e.surfaces[0].text == e.lemma && !hasAny(e.lemma, "а я у ю") // Джейкобса may be of Джейкобс
		for _, s := range e.surfaces {
			delete(open, s)
		}
		groups = append(groups, g)
	}
	return groups
}

// drop forgets the surfaces that other lemmas have got.
func (e *explained) drop(open map[*surface]bool) {
	kept := 0
	e.total = 0
	for i, s := range e.surfaces {
		if open[s] {
			e.surfaces[kept], e.scores[kept] = s, e.scores[i]
			e.total += e.scores[i]
			kept++
		}
	}
	e.surfaces, e.scores = e.surfaces[:kept], e.scores[:kept]
}

// isClear says whether no other lemma comes near.
func (s *surface) isClear(lemma string) bool {
	own, other := 0, 0
	for _, c := range s.candidates {
		if c.lemma == lemma {
			own = c.score
		} else {
			other = max(other, c.score)
		}
	}
	return own-other >= ahead
}
