package reviewer_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/reviewer"
)

func TestGoldens(t *testing.T) { pipelinetest.Golden(t, reviewer.Reviewer{}.Work) }
