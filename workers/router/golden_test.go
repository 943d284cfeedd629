package router_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/router"
)

// TestGoldens runs a router that cuts at six words of source.
func TestGoldens(t *testing.T) { pipelinetest.Golden(t, router.Router{Words: 6}.Work) }
