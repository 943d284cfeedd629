package match_test

import (
	"fmt"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
)

func ExampleIndex_Find() {
	entries := []glossary.Entry{
		{ID: "sssc", Kind: glossary.Organisation, Terms: []glossary.Term{
			{Lang: "uk", Text: "Держспецзв'язок"}, {Lang: "en", Text: "Derzhspetszviazok"},
		}},
		{ID: "shchyhol", Kind: glossary.Person, Terms: []glossary.Term{
			{Lang: "uk", Text: "Юрій Щиголь", Gender: glossary.Masculine}, {Lang: "en", Text: "Yuriy Shchyhol"},
		}},
		{ID: "rada", Kind: glossary.Organisation, Terms: []glossary.Term{
			{Lang: "uk", Text: "Рада"}, {Lang: "en", Text: "Rada"},
		}},
	}
	index := match.New(entries, match.Options{})
	for _, h := range index.Find("Рада дякує Юрієві Щиголю з Держспецзв’язку. Щиголь і сам був рад раді.") {
		fmt.Println(h.Text, "is", h.Target, "with", h.Confidence, "confidence")
	}
	// Output:
	// Рада is Rada with low confidence
	// Юрієві Щиголю is Yuriy Shchyhol with high confidence
	// Держспецзв’язку is Derzhspetszviazok with high confidence
	// Щиголь is Yuriy Shchyhol with high confidence
}

// The segments of an article are searched together: the full name in one of
// them tells whose surname stands in another.
func ExampleIndex_FindArticle() {
	index := match.New([]glossary.Entry{{ID: "shchyhol", Kind: glossary.Person, Terms: []glossary.Term{
		{Lang: "uk", Text: "Юрій Щиголь", Gender: glossary.Masculine},
	}}}, match.Options{})
	segments := []string{"Щиголь подав звіт.", "Уряд подякував Юрію Щиголю."}
	for i, hits := range index.FindArticle(segments) {
		for _, h := range hits {
			fmt.Println(i, h.Text, h.Confidence)
		}
	}
	// Output:
	// 0 Щиголь high
	// 1 Юрію Щиголю high
}
