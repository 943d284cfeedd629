package journal_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func TestAnswers(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	if err := journal.Answers(t.Context(), nc); err != nil {
		t.Errorf("of a single server: %v", err)
	}
	nc.Close()
	if journal.Answers(t.Context(), nc) == nil {
		t.Error("a closed connection answers")
	}
}
