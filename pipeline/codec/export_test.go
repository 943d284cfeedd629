package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

// TestPackedPage: of an archive with one page and its pictures the page is read.
func TestPackedPage(t *testing.T) {
	const page = `<html><head><meta content="text/html; charset=UTF-8"><style>.c1{font-weight:700}</style></head><body class="doc-content"><h1>Пором</h1><p>Пором <span class="c1">іде</span> щодня.</p><p><img src="images/image1.png" alt="Річка"></p></body></html>`
	article, notices, err := codec.Read("Пором.zip", zippedtest.Pack(t, "Пором.html", page, "images/image1.png", "\x89PNG"))
	if err != nil {
		t.Fatal(err)
	}
	if article.Format != pipeline.HTML || article.Headline() != "Пором" || len(article.Blocks) < 2 || article.Blocks[1].Text != "Пором {1}іде{/1} щодня." {
		t.Errorf("read as %+v", article)
	}
	told := false
	for _, n := range notices {
		told = told || strings.Contains(n.Text, "its pictures stay in the archive")
	}
	if !told {
		t.Errorf("notices %v do not tell of the pictures", notices)
	}
	for name, data := range map[string][]byte{
		"two pages": zippedtest.Pack(t, "a.html", page, "b.html", page),
		"a book":    zippedtest.Pack(t, "META-INF/container.xml", "<a/>", "a.html", page),
		"deep":      zippedtest.Pack(t, "a/b.html", page),
	} {
		if _, _, err := codec.Read("a.zip", data); pipeline.KindOf(err) != pipeline.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTooManyElements: a page is refused before anybody looks for its story.
func TestTooManyElements(t *testing.T) {
	_, _, err := codec.Read("a.html", []byte("<html><body>"+strings.Repeat("<p>а", 130_000)))
	if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "250000 elements") {
		t.Errorf("error %v", err)
	}
}
