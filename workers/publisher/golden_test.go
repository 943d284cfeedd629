package publisher_test

import (
	"context"
	"testing"

	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/publisher"
)

// outlet takes everything; the receipt is the id of the delivery.
type outlet string

func (o outlet) Name() string { return string(o) }

func (outlet) Deliver(_ context.Context, d publisher.Delivery) (string, error) { return d.ID, nil }

func TestGoldens(t *testing.T) {
	pipelinetest.Golden(t, publisher.New(pipelinetest.Noon, outlet("first"), outlet("second")).Work)
}
