package feeder_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func TestMain(m *testing.M) { pipelinetest.Main(m) }
