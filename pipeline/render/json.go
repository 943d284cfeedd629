package render

import (
	"bytes"
	"encoding/json"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// jsonArticle is an article for programs. Adding a field is fine; renaming one
// breaks them.
type jsonArticle struct {
	Lang       pipeline.Lang   `json:"lang"`
	Headline   string          `json:"headline"`
	Standfirst string          `json:"standfirst"`
	Byline     string          `json:"byline"`
	Dateline   string          `json:"dateline,omitempty"`
	Meta       []pipeline.Meta `json:"meta,omitempty"`
	Blocks     []jsonBlock     `json:"blocks"`
}

type jsonBlock struct {
	ID     pipeline.BlockID   `json:"id"`
	Kind   pipeline.BlockKind `json:"kind"`
	Level  int                `json:"level,omitempty"`
	Number int                `json:"number,omitempty"`
	URL    string             `json:"url,omitempty"`
	Text   string             `json:"text"`           // plain
	HTML   string             `json:"html,omitempty"` // the same with its marks
	Raw    string             `json:"raw,omitempty"`  // of code and embeds
}

// document is an article as JSON, with every block but editor's notes.
func document(a pipeline.Article) ([]byte, error) {
	out := jsonArticle{
		Lang: a.Lang, Headline: headline(a), Standfirst: textOf(a, pipeline.Standfirst),
		Byline: textOf(a, pipeline.Byline), Dateline: textOf(a, pipeline.Dateline), Meta: a.Meta,
		Blocks: []jsonBlock{},
	}
	for _, b := range a.Blocks {
		if b.Kind == pipeline.EdNote {
			continue
		}
		out.Blocks = append(out.Blocks, jsonBlock{
			ID: b.ID, Kind: b.Kind, Level: b.Level, Number: b.Number, URL: b.URL,
			Text: codec.PlainText(b), HTML: inline(b), Raw: b.Raw,
		})
	}
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}
