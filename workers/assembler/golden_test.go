package assembler_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/assembler"
)

func TestGoldens(t *testing.T) { pipelinetest.Golden(t, assembler.Assembler{}.Work) }
