package translit_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/transform"

	"github.com/tovmach/tovmach/glossary/translit"
)

func ExampleScheme_String() {
	for _, name := range []string{"Юрій Щиголь", "Знам'янка", "Згорани", "ЩАСТЯ"} {
		fmt.Println(translit.KMU55.String(name))
	}
	// Output:
	// Yurii Shchyhol
	// Znamianka
	// Zghorany
	// SHCHASTIA
}

func ExampleSchemes() {
	for _, s := range translit.Schemes()[:4] {
		fmt.Println(s.ID(), s.String("Юрій"))
	}
	// Output:
	// kmu2010 Yurii
	// bgnpcgn1965 Yuriy
	// odni2015 Yuriy
	// national1996 Yurii
}

// A stream of any length is romanized in constant memory.
func ExampleScheme_Transformer() {
	in := transform.NewReader(strings.NewReader("Київ, Львів, Одеса\n"), translit.KMU55.Transformer())
	if _, err := io.Copy(os.Stdout, in); err != nil {
		fmt.Println(err)
	}
	// Output: Kyiv, Lviv, Odesa
}

func ExampleScheme_TransformerWith() {
	t := translit.BGNPCGN1965.TransformerWith(translit.Options{OptionalSequences: true})
	out, _, err := transform.String(t, "Згурський")
	fmt.Println(out, err)
	// Output: Z·hurs’kyy <nil>
}

func ExampleScheme_Decoder() {
	d, err := translit.ISO9.Decoder()
	if err != nil {
		fmt.Println(err)
		return
	}
	out, _, err := transform.String(d, "Ûrìj")
	fmt.Println(out, err)

	_, err = translit.KMU55.Decoder()
	fmt.Println(err)
	// Output:
	// Юрій <nil>
	// kmu2010 cannot be reversed: її and їй both give yii
}

func ExampleScheme_Notes() {
	text := "ЄС і Яpемче"
	for _, n := range translit.KMU55.Notes(text) {
		fmt.Println(n.Kind, text[n.Start:n.End])
	}
	// Output:
	// abbreviation ЄС
	// homoglyph Яpемче
}
