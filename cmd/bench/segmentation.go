package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	uax29 "github.com/clipperhouse/uax29/v2/sentences"
	"github.com/neurosnap/sentences/english"
	"github.com/rivo/uniseg"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/split"
)

// segmentation prints how fast paragraphs are cut into sentences. The engines
// follow different rules, so their answers differ: how many of the borders each
// gets right stands beside its speed. The text was put together from sentences,
// so they are known.
func segmentation(ctx context.Context, out io.Writer, o options, m *machine) error {
	length, rounds := 2_000_000, 21
	if o.quick {
		length, rounds = 20_000, 3
	}
	text := sentencesOf(o.seed, length)
	cutters, err := cutters()
	if err != nil {
		return err
	}
	var all []*contestant
	var scores []float64
	for _, c := range cutters {
		f1, err := text.score(c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		scores = append(scores, f1)
		all = append(all, &contestant{name: c.name, run: func(context.Context) error {
			for _, p := range text.paragraphs {
				c.cut(p, func(int) {})
			}
			return nil
		}})
	}
	if scores[0] < scores[1] {
		return fmt.Errorf("ours finds fewer borders than uax29: F1 %.3f and %.3f", scores[0], scores[1])
	}
	allocs := allocations(func() {
		for _, p := range text.paragraphs {
			cutters[0].cut(p, func(int) {})
		}
	})
	if err := race(ctx, all, rounds); err != nil {
		return err
	}
	fmt.Fprintf(out, "%.1f MB of text, %d paragraphs, %d borders inside them, median of %d turns\n\n",
		float64(text.bytes)/1e6, len(text.paragraphs), text.borders, rounds)
	err = printSpeeds(out, all, text.bytes, column{"F1 of borders", func(i int) string { return fmt.Sprintf("%.3f", scores[i]) }})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "goals: 1.5 times uax29 %s; no allocation %s\n", reached(ratio(all[1].took.median(), all[0].took.median()), 1.5), without(allocs))
	return m.probe()
}

// cutter tells the ends of the sentences of a paragraph, the last one too.
type cutter struct {
	name string
	cut  func(paragraph string, end func(int))
}

// cutters returns ours, then uax29, then the others.
func cutters() ([]cutter, error) {
	ours := split.New(pipeline.Ukrainian, split.Options{})
	punkt, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return nil, err
	}
	return []cutter{
		{"tovmach pipeline/split", func(p string, end func(int)) {
			for s := range ours.All(p) {
				end(s.End)
			}
		}},
		{"clipperhouse/uax29", func(p string, end func(int)) {
			for s := uax29.FromString(p); s.Next(); {
				end(s.End())
			}
		}},
		{"rivo/uniseg", func(p string, end func(int)) {
			for at, rest, state := 0, p, -1; rest != ""; {
				var s string
				s, rest, state = uniseg.FirstSentenceInString(rest, state)
				at += len(s)
				end(at)
			}
		}},
		{"neurosnap/sentences", func(p string, end func(int)) {
			for _, s := range punkt.Tokenize(p) {
				end(s.End)
			}
		}},
	}, nil
}

// gold is text whose sentences are known.
type gold struct {
	paragraphs []string
	ends       [][]int // of each paragraph's sentences but the last, behind the space
	bytes      int
	borders    int
}

// sentencesOf returns paragraphs of three to eight sentences of news.
func sentencesOf(seed uint64, length int) *gold {
	g := &gold{}
	w := newWriter(seed, 0, nil)
	for g.bytes < length {
		var b strings.Builder
		var ends []int
		for range 3 + w.IntN(6) {
			if b.Len() > 0 {
				b.WriteByte(' ')
				ends = append(ends, b.Len())
			}
			b.WriteString(w.told())
		}
		g.paragraphs = append(g.paragraphs, b.String())
		g.ends = append(g.ends, ends)
		g.bytes, g.borders = g.bytes+b.Len(), g.borders+len(ends)
	}
	return g
}

// told returns a sentence, one in six with something in it that looks like an
// end and is none. No sentence ends with a preposition.
func (w *writer) told() string {
	name := capital(w.name())
	switch w.IntN(48) {
	case 0:
		return fmt.Sprintf("Про це розповів у м. %s речник ДСНС %s. %s.", name, letter(w.Rand), capital(w.name()))
	case 1:
		return fmt.Sprintf("%s, вул. Б. Хмельницького, %d, – таку адресу назвали журналістам.", name, 1+w.IntN(90))
	case 2:
		return fmt.Sprintf("Торік на це витратили %d,5 млн грн. за %s.", 1+w.IntN(90), w.noun())
	case 3:
		return fmt.Sprintf("%s. %s. %s наголосив на цьому %d січ. %d р. о 10.30.", letter(w.Rand), letter(w.Rand), name, 1+w.IntN(28), 2000+w.IntN(25))
	case 4:
		return fmt.Sprintf("«%s!» – сказала %s журналістам.", capital(w.phrase(4)), name)
	case 5:
		return fmt.Sprintf("%s… %s %s?", capital(w.phrase(3)), w.phrase(4), w.noun())
	case 6:
		return fmt.Sprintf("Університет ім. Т. Шевченка, лікарні, школи та ін. об'єкти (див. с. %d) %s %s.", 1+w.IntN(90), w.phrase(4), w.noun())
	case 7:
		return fmt.Sprintf("Чи %s?", w.phrase(6))
	}
	return strings.TrimSuffix(w.sentence(), ".") + " " + w.noun() + "."
}

// noun returns a word that a sentence may end with.
func (w *writer) noun() string {
	for {
		if word := w.phrase(1); len(word) > 2*4 {
			return word
		}
	}
}

// letter is an initial.
func letter(r *rand.Rand) string {
	all := []rune("АБВГДЄЖЗІКЛМНОПРСТФХЮЯ")
	return string(all[r.IntN(len(all))])
}

// score returns the F1 of an engine's borders inside paragraphs; white space
// before a border counts for nothing. The error tells that its borders are no
// borders.
func (g *gold) score(c cutter) (float64, error) {
	hit, extra := 0, 0
	for i, p := range g.paragraphs {
		at, last := 0, 0
		var broken error
		c.cut(p, func(end int) {
			if end <= last || end > len(p) {
				broken = errors.New("its sentences do not follow one another")
			}
			last = end
			if end += len(p[end:]) - len(strings.TrimLeft(p[end:], " ")); end == len(p) {
				return
			}
			for at < len(g.ends[i]) && g.ends[i][at] < end {
				at++
			}
			if at < len(g.ends[i]) && g.ends[i][at] == end {
				hit++
			} else {
				extra++
			}
		})
		if broken != nil {
			return 0, broken
		}
	}
	return 2 * float64(hit) / float64(hit+extra+g.borders), nil
}
