package names_test

import (
	"fmt"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/names"
)

func ExampleKey() {
	fmt.Println(names.Key("Yuriy Shchyhol") == names.Key("Jurij Ščyhol"))
	fmt.Println(names.Key("Derzhspetszviazok") == names.Key("Derzhspetsviazok"))
	// Output:
	// true
	// false
}

func ExampleNearMiss() {
	fmt.Println(names.NearMiss("Derzhspetsviazok", "Derzhspetszviazok"))
	fmt.Println(names.NearMiss("Russia", "Russian"))
	// Output:
	// true
	// false
}

func ExampleIndex_Find() {
	index := names.New([]glossary.Entry{
		{ID: "sssc", Kind: glossary.Organisation, Rule: glossary.ByScheme, Terms: []glossary.Term{{Lang: "en", Text: "Derzhspetszviazok"}}},
		{ID: "shchyhol", Kind: glossary.Person, Terms: []glossary.Term{{Lang: "en", Text: "Yurii Shchyhol", Reason: "KMU 2010"}}},
		{ID: "kyiv", Kind: glossary.Place, Rule: glossary.ByScheme, Terms: []glossary.Term{
			{Lang: "en", Text: "Kyiv"}, {Lang: "en", Text: "Kiev", Status: glossary.Deprecated},
		}},
	})
	for _, f := range index.Find("Yuriy Shchyhol of Derzhspetsviazok (@kiev) works in Kiev.") {
		fmt.Println(f.Rule, f.Span.Start, f.Message)
	}
	// Output:
	// name-scheme 0 "Yuriy" is another romanization of "Yurii" (KMU 2010)
	// near-miss-name 18 "Derzhspetsviazok" is one letter away from "Derzhspetszviazok"
	// term-forbidden 52 "Kiev" is not used: write "Kyiv"
}
