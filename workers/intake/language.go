package intake

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/langid"
)

// read reads the document and makes sure of its language.
func read(d pipeline.Submission) (pipeline.Article, []codec.Notice, error) {
	if code := string(d.Lang); code != "" && (len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "") {
		return pipeline.Article{}, nil, pipeline.Errorf(pipeline.Invalid, "%q is no language", code).
			WithHint("use a code such as uk, which is Ukrainian")
	}
	article, notices, err := codec.ReadWith(d.Name, d.Data, options(d))
	if err != nil {
		return pipeline.Article{}, nil, err
	}
	lang, said, err := language(article, d.Lang)
	if err != nil {
		return pipeline.Article{}, nil, err
	}
	article.Lang = lang
	return article, append(notices, said...), nil
}

// options are what is known of the document: of a page, what its server said.
func options(d pipeline.Submission) codec.Options {
	o := codec.Options{Repair: d.Repair}
	if d.Source == nil {
		return o
	}
	o.Charset = d.Source.Charset
	if from, err := url.Parse(cmp.Or(d.Source.Final, d.Source.URL)); err == nil {
		o.From = from
	}
	return o
}

// language is what the sender says, or else what the letters say. It is never
// assumed in silence: a text that is too short to tell counts as Ukrainian,
// which this newsroom translates from, and the notice asks to confirm it. The
// error refuses another language.
func language(a pipeline.Article, given pipeline.Lang) (pipeline.Lang, []codec.Notice, error) {
	v := langid.Judge(a)
	declared := a.Lang != "" && a.Lang != pipeline.Ukrainian
	switch {
	case given != "":
		return given, overridden(v, given), nil
	case v.Opinion == langid.Other:
		return "", nil, notUkrainian(langid.Name(v.Lang), v.Reason)
	case v.Opinion != langid.Ukrainian && declared:
		return "", nil, notUkrainian(langid.Name(a.Lang), "the document says so")
	case v.Opinion == langid.None && a.Lang == "", v.Opinion == langid.Unsure:
		text := "Is it Ukrainian? It was taken for it, but its letters do not tell: " + v.Reason + ". With `--language uk` nobody asks."
		return pipeline.Ukrainian, append(marks(v), codec.Notice{Kind: codec.Guessed, Text: text}), nil
	case declared:
		text := fmt.Sprintf("The document says that its language is %s; judging by its letters it is uk: %s.", a.Lang, v.Reason)
		return pipeline.Ukrainian, append(marks(v), codec.Notice{Kind: codec.Guessed, Text: text}), nil
	}
	return pipeline.Ukrainian, marks(v), nil
}

func notUkrainian(name, reason string) error {
	return pipeline.Errorf(pipeline.Invalid, "The article is not in Ukrainian but in %s: %s.", name, reason).
		WithHint("If it is Ukrainian all the same, say so: `tovmach submit FILE --language uk`, or lang=uk in the API.")
}

// overridden tells when the letters say otherwise than the sender.
func overridden(v langid.Verdict, given pipeline.Lang) []codec.Notice {
	if v.Opinion == langid.None || v.Opinion == langid.Unsure || v.Lang == given {
		return marks(v)
	}
	text := fmt.Sprintf("The language is %s, as was said, although its letters look like %s: %s.", given, langid.Name(v.Lang), v.Reason)
	return append(marks(v), codec.Notice{Kind: codec.Kept, Text: text})
}

// mostMarks is how many paragraphs in another language are told one by one.
const mostMarks = 5

// marks tells of the paragraphs that are in another language.
func marks(v langid.Verdict) []codec.Notice {
	var notices []codec.Notice
	for _, m := range v.Marks[:min(len(v.Marks), mostMarks)] {
		text := fmt.Sprintf("A paragraph with text in %s was kept: %s (%s).", langid.Name(m.Lang), m.Text, m.Reason)
		notices = append(notices, codec.Notice{Kind: codec.Kept, Text: text, Block: m.Block})
	}
	if more := len(v.Marks) - mostMarks; more > 0 {
		notices = append(notices, codec.Notice{Kind: codec.Kept, Text: fmt.Sprintf("More paragraphs with text in another language were kept: %d.", more)})
	}
	return notices
}
