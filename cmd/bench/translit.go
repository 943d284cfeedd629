package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/transform"

	"github.com/tovmach/tovmach/glossary/translit"
)

// romanizers prints how fast Ukrainian prose is romanized, in process and by
// whole programs. The engines follow different tables, so their answers cannot
// be the same: ours is held against examples of its resolution and against
// itself in pieces, the others must keep the lines and leave no Cyrillic.
func romanizers(ctx context.Context, out io.Writer, o options, m *machine) error {
	length, rounds := 8_000_000, 11
	if o.quick {
		length, rounds = 200_000, 3
	}
	text := prose(o.seed, length)
	if err := checkRomanizers(text); err != nil {
		return err
	}
	all := inProcess(text)
	if err := race(ctx, all, rounds); err != nil {
		return err
	}
	fmt.Fprintf(out, "%.1f MB of text, median of %d turns\n\n", float64(len(text))/1e6, rounds)
	if err := printSpeeds(out, all, len(text)); err != nil {
		return err
	}
	fmt.Fprintf(out, "goal, 2.5 times go-unidecode in process: %s\n\n", reached(ratio(all[1].took.median(), all[0].took.median()), 2.5))
	if err := m.probe(); err != nil {
		return err
	}
	return wholePrograms(ctx, out, text, rounds)
}

func inProcess(text []byte) []*contestant {
	t := translit.KMU55.Transformer()
	dst, plain := make([]byte, 2*len(text)), string(text)
	words := newFloor()
	return []*contestant{
		{name: "tovmach KMU55, Transformer", run: func(context.Context) error {
			t.Reset()
			_, _, err := t.Transform(dst, text, true)
			return err
		}},
		{name: "mozillazg/go-unidecode", run: func(context.Context) error {
			unidecode.Unidecode(plain)
			return nil
		}},
		{name: "tovmach KMU55, String", run: func(context.Context) error {
			translit.KMU55.String(plain)
			return nil
		}},
		{name: "floor: words folded and hashed", run: func(context.Context) error {
			words.hash(plain)
			return nil
		}},
		{name: "floor: memory copied", run: func(context.Context) error {
			copy(dst, text)
			return nil
		}},
	}
}

// prose returns articles without their addresses, which nobody romanizes.
func prose(seed uint64, length int) []byte {
	var b strings.Builder
	w := newWriter(seed, 0, nil)
	for b.Len() < length {
		b.WriteString(w.paragraph() + "\n")
	}
	return []byte(b.String())
}

// checkRomanizers holds ours against examples of Cabinet Resolution 55 of 27 January
// 2010, and the stream against the string.
func checkRomanizers(text []byte) error {
	for uk, en := range map[string]string{
		"Алушта": "Alushta", "Згорани": "Zghorany", "Розгон": "Rozghon", "Єнакієве": "Yenakiieve", "Їжакевич": "Yizhakevych",
		"Мар'їне": "Marine", "Йосипівка": "Yosypivka", "Щербухи": "Shcherbukhy", "Юрій": "Yurii", "Костянтин": "Kostiantyn", "Знам'янка": "Znamianka",
	} {
		if got := translit.KMU55.String(uk); got != en {
			return fmt.Errorf("%s is romanized %s, not %s", uk, got, en)
		}
	}
	var streamed strings.Builder
	if _, err := io.Copy(&streamed, transform.NewReader(&trickle{text}, translit.KMU55.Transformer())); err != nil {
		return err
	}
	if streamed.String() != translit.KMU55.String(string(text)) {
		return errors.New("the text romanized in pieces is another than the whole")
	}
	if err := latin("go-unidecode", text, unidecode.Unidecode(string(text))); err != nil {
		return err
	}
	return latin("tovmach", text, streamed.String())
}

// trickle reads in pieces of odd sizes.
type trickle struct{ rest []byte }

// Read gives up to 1,021 bytes.
func (t *trickle) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, t.rest[:min(1_021, len(t.rest))])
	t.rest = t.rest[n:]
	return n, nil
}

// latin checks that the text kept its lines and lost its Cyrillic.
func latin(name string, text []byte, got string) error {
	if strings.ContainsFunc(got, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return fmt.Errorf("%s leaves Cyrillic letters", name)
	}
	if want := strings.Count(string(text), "\n"); strings.Count(got, "\n") != want {
		return fmt.Errorf("%s gives %d lines for %d", name, strings.Count(got, "\n"), want)
	}
	return nil
}
