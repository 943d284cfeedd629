package sheet_test

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/glossary/sheet"
)

func ExampleRead() {
	const table = "термін;переклад;рід\nКиїв;Kyiv;ч\nЛьвів;Lviv;чол.\n"
	entries, notices, err := sheet.Read("terms.csv", strings.NewReader(table))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range entries {
		fmt.Println(e.Preferred("uk"), "is", e.Preferred("en"))
	}
	for _, n := range notices {
		fmt.Println(n)
	}
	// Output:
	// Київ is Kyiv
	// Львів is Lviv
	// line 3: column рід: "чол." is not a gender
}
