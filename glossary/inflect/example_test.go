package inflect_test

import (
	"fmt"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

func ExampleGenerate() {
	hints := inflect.Hints{Kind: glossary.Place, Gender: glossary.Feminine}
	for _, f := range inflect.Generate("Біла Церква", hints) {
		fmt.Println(f.Text, f.Cases, f.Grade, f.Rule)
	}
	// Output:
	// Біла Церква nom regular F8, F1
	// Білої Церкви gen regular F8, F1
	// Білій Церкві dat loc regular F8, F1
	// Білу Церкву acc regular F8, F1
	// Білою Церквою ins regular F8, F1
	// Біла Церкво voc regular F8, F1
}

// A person's gender decides what is looked for: the entry of a man must not be
// found where the text speaks of a woman.
func ExampleGenerate_gender() {
	for _, f := range inflect.Generate("Залужний", inflect.Hints{Kind: glossary.Person, Gender: glossary.Masculine}) {
		fmt.Println(f.Text, f.Cases)
	}
	// Output:
	// Залужний nom voc
	// Залужного gen acc
	// Залужному dat loc
	// Залужним ins
	// Залужнім loc
}
