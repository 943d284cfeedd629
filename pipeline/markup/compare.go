package markup

import (
	"fmt"
	"slices"
)

// A Problem is what is wrong with one tag of a translation.
type Problem struct {
	Kind ProblemKind
	Tag  string // as written: {1}, {/1}, {2/}
	N    int
}

// ProblemKind says what is wrong with a tag. The words are part of the names
// of findings: tag-missing.
type ProblemKind string

// The problems.
const (
	Missing ProblemKind = "missing" // a required tag, or one half of a pair
	Unknown ProblemKind = "unknown" // a tag the source does not have
	Doubled ProblemKind = "doubled" // a tag that stands more often than in the source
	Nested  ProblemKind = "nested"  // a close before its open, or pairs that cross
)

// String says it in words: tag {/1} is missing.
func (p Problem) String() string {
	switch p.Kind {
	case Missing:
		return fmt.Sprintf("tag %s is missing", p.Tag)
	case Unknown:
		return fmt.Sprintf("tag %s does not stand in the source", p.Tag)
	case Doubled:
		return fmt.Sprintf("tag %s stands too often", p.Tag)
	}
	return fmt.Sprintf("tag %s is wrongly nested", p.Tag)
}

// Compare finds what is wrong with the tags of a translation. Tags that are
// not required may be left out, both halves together; nil requires all. A half
// that stands alone in the source, because its pair was cut by a sentence
// boundary, must stay whatever it is: the other half waits for it in another
// segment. A text compared with itself has no problems.
func Compare(source, target string, required func(n int) bool) []Problem {
	want, got := count(source), count(target)
	var problems []Problem
	for _, tag := range want.order {
		has := got.times[tag]
		switch {
		case has > want.times[tag]:
			problems = append(problems, problem(Doubled, tag))
		case has < want.times[tag] && (required == nil || required(tag.n) || got.has(tag.n) || want.half(tag)):
			problems = append(problems, problem(Missing, tag))
		}
	}
	for _, tag := range got.order {
		if want.times[tag] == 0 {
			problems = append(problems, problem(Unknown, tag))
		}
	}
	if len(crossings(source)) == 0 {
		problems = append(problems, crossings(target)...)
	}
	return problems
}

type tag struct {
	kind Kind
	n    int
}

func problem(kind ProblemKind, t tag) Problem {
	return Problem{Kind: kind, Tag: Tag(t.kind, t.n), N: t.n}
}

type tally struct {
	order []tag // each tag once, in the order of first appearance
	times map[tag]int
}

func count(marked string) tally {
	t := tally{times: make(map[tag]int)}
	for token := range Scan(marked) {
		if token.Kind == Literal {
			continue
		}
		each := tag{token.Kind, token.N}
		if t.times[each] == 0 {
			t.order = append(t.order, each)
		}
		t.times[each]++
	}
	return t
}

func (t tally) has(n int) bool {
	return slices.ContainsFunc(t.order, func(each tag) bool { return each.n == n })
}

// half reports whether one half of a pair stands without the other.
func (t tally) half(each tag) bool {
	return each.kind != Alone && t.times[tag{Open, each.n}] != t.times[tag{Close, each.n}]
}

// crossings finds the wrongly nested pairs. Halves without the other half are
// none of its business.
func crossings(marked string) []Problem {
	in := count(marked)
	var problems []Problem
	var open []int
	for token := range Scan(marked) {
		pair := in.times[tag{Open, token.N}] > 0 && in.times[tag{Close, token.N}] > 0
		switch {
		case token.Kind == Open && pair:
			open = append(open, token.N)
		case token.Kind == Close && pair:
			at := slices.Index(open, token.N)
			if at != len(open)-1 || at < 0 {
				problems = append(problems, problem(Nested, tag{Close, token.N}))
			}
			if at >= 0 {
				open = slices.Delete(open, at, at+1)
			}
		}
	}
	return problems
}
