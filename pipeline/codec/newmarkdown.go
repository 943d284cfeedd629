package codec

import "github.com/tovmach/tovmach/pipeline"

func writeNewMarkdown(a pipeline.Article) []byte { return nil }
