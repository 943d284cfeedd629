package router_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/router"
)

func TestGoldens(t *testing.T) { pipelinetest.Golden(t, router.Router{}.Work) }
