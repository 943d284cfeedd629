package annotator_test

import (
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/annotator"
)

// terms is a termbase of two entries, revision 7.
type terms struct{ index *match.Index }

func (t terms) Index() (*match.Index, int) { return t.index, 7 }

func TestGoldens(t *testing.T) {
	index := match.New([]glossary.Entry{
		{ID: "kyiv", Kind: glossary.Place, Terms: []glossary.Term{{Lang: "uk", Text: "Київ"}, {Lang: "en", Text: "Kyiv"}}},
		{ID: "shevchenko", Kind: glossary.Person, Terms: []glossary.Term{
			{Lang: "uk", Text: "Тарас Шевченко", Gender: glossary.Masculine}, {Lang: "en", Text: "Taras Shevchenko"},
		}},
	}, match.Options{})
	pipelinetest.Golden(t, annotator.New(terms{index}).Work)
}
