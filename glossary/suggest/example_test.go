package suggest_test

import (
	"fmt"

	"github.com/tovmach/tovmach/glossary/suggest"
)

func ExampleNames() {
	text := "Сидорові Веризі дозволили відправити ікони до Нижньої Діброви. Звіт надіслали Закарпатській митниці."
	for _, n := range suggest.Names(text, nil, suggest.Options{}) {
		fmt.Printf("%s, %s (%s)\n", n.Lemma, n.Target, n.Kind)
	}
	// Output:
	// Сидір Верига, Sydir Veryha (person)
	// Нижня Діброва, Nyzhnia Dibrova ()
	// Закарпатська митниця, Zakarpatska mytnytsia (organisation)
}
