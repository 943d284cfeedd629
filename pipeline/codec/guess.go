package codec

import (
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/langid"
)

// guessLanguage tells the language of an article that does not name it, when
// its letters are clear. It is a guess, and the notice says so.
func guessLanguage(a pipeline.Article) (pipeline.Lang, []Notice) {
	v := langid.Judge(a)
	if v.Lang == "" || v.Opinion != langid.Ukrainian && v.Opinion != langid.Other {
		return "", nil
	}
	return v.Lang, []Notice{{Kind: Guessed, Text: "The language is not named; judging by its letters it is " + string(v.Lang) + "."}}
}
