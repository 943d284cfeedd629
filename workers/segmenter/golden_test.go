package segmenter_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/segmenter"
)

func TestGoldens(t *testing.T) { pipelinetest.Golden(t, segmenter.Segmenter{}.Work) }
