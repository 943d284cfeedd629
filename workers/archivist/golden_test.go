package archivist_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/archivist"
)

// pages are those of an internet of which each host does one thing.
type pages struct{}

func (pages) Fetch(_ context.Context, v pipeline.Visit) (pipeline.Page, error) {
	switch {
	case strings.Contains(v.URL, "refuses"):
		return pipeline.Page{}, pipeline.Errorf(pipeline.Blocked, "its robots.txt does not want programs to read it")
	case strings.Contains(v.URL, "missing"):
		return pipeline.Page{}, pipeline.Errorf(pipeline.NotFound, "its server answers 404 Not Found")
	case strings.Contains(v.URL, "busy"):
		return pipeline.Page{}, pipeline.Errorf(pipeline.Unavailable, "its server answers 503 Service Unavailable")
	}
	return pipeline.Page{Data: []byte(v.URL), Snapshot: pipeline.Snapshot{
		URL: v.URL, Status: 200, Time: pipelinetest.Noon(), Type: "text/html", Bytes: len(v.URL),
		Header: []pipeline.Meta{{Key: "Content-Type", Value: "text/html"}},
	}}, nil
}

// memory is a vault.
type memory map[string][]byte

func (m memory) Put(_ context.Context, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])
	m[name] = data
	return name, nil
}

func (m memory) Get(_ context.Context, digest string) ([]byte, error) { return m[digest], nil }

func TestGoldens(t *testing.T) {
	pipelinetest.Golden(t, archivist.New(pages{}, memory{}, archivist.All, pipelinetest.Noon).Work)
}
