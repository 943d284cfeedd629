package house_test

import (
	"fmt"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/house"
)

func ExampleEntries() {
	entries, err := house.Entries()
	if err != nil {
		fmt.Println(err)
		return
	}
	base := glossary.Termbase{Entries: entries}
	for _, id := range []glossary.EntryID{"house-kyiv", "house-zelenskyy", "house-ukrenergo"} {
		e, _ := base.Entry(id)
		for _, t := range e.Terms {
			if t.Lang == "en" && t.Status == glossary.Preferred {
				fmt.Printf("%s is %s (%s)\n", e.Preferred("uk"), t.Text, t.Reason)
			}
		}
	}
	// Output:
	// Київ is Kyiv (KMU 2010)
	// Володимир Зеленський is Volodymyr Zelenskyy (own usage: president.gov.ua)
	// Укренерго is Ukrenergo (own usage: ua.energy)
}
