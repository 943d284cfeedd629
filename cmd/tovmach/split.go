package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/split"
)

// maxText is the largest input of the commands that hold a text in memory.
const maxText = 64 << 20

func (p *program) split() *cobra.Command {
	var lang, abbreviations string
	c := &cobra.Command{
		Use:   "split [FILE]",
		Short: "Cut a text into sentences",
		Long: fmt.Sprintf(`Prints a sentence a line and an empty line between paragraphs; input paragraphs
are lines. With -o jsonl it gives byte offsets into the input. At most %d MB.

Abbreviations that end no sentence are known; a newsroom may add its own in a
file. A line of it begins with "opens" (they stand before a name: opens вул
просп) or "closes" (they stand behind: closes грн обл); # begins a comment.
tovmach serve --abbreviations FILE cuts the articles with it too.`, maxText>>20),
		Example: "  tovmach split article.txt\n  tovmach split -o jsonl < article.txt\n  tovmach split --abbreviations ours.txt article.txt",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := p.text(args, 0)
			if err != nil {
				return err
			}
			l := pipeline.Lang(lang)
			if l != pipeline.Ukrainian && l != pipeline.English {
				return pipeline.Errorf(pipeline.Invalid, "there is no language %q to split", lang).WithHint("uk or en")
			}
			own, err := readAbbreviations(abbreviations)
			if err != nil {
				return err
			}
			return p.printSentences(text, split.New(l, own))
		},
	}
	c.Flags().StringVar(&lang, "lang", "uk", "language of the text: uk or en")
	c.Flags().StringVar(&abbreviations, "abbreviations", "", "file with further abbreviations")
	return c
}

// sentence is one line of `split -o jsonl`.
type sentence struct {
	Paragraph int    `json:"paragraph"`
	Index     int    `json:"index"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
}

func (p *program) printSentences(text string, splitter *split.Splitter) error {
	all := []sentence{}
	n := 0
	for _, para := range split.Paragraphs(text) {
		body := text[para.Start:para.End]
		index := 0
		for span := range splitter.All(body) {
			s := strings.TrimSpace(body[span.Start:span.End])
			if s == "" {
				continue
			}
			if index++; index == 1 {
				n++
			}
			start := para.Start + span.Start + strings.Index(body[span.Start:span.End], s)
			all = append(all, sentence{n, index, start, start + len(s), s})
		}
	}
	switch p.output {
	case "json":
		return p.printJSON(all)
	case "jsonl":
		return printLines(p.stdout, all)
	}
	for i, s := range all {
		if i > 0 && s.Index == 1 {
			if _, err := fmt.Fprintln(p.stdout); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(p.stdout, s.Text); err != nil {
			return err
		}
	}
	return nil
}

// readAbbreviations reads a file of abbreviations; there is none without a name.
func readAbbreviations(file string) (split.Options, error) {
	if file == "" {
		return split.Options{}, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return split.Options{}, unreadable(file, err)
	}
	if len(data) > maxAbbreviations {
		return split.Options{}, pipeline.Errorf(pipeline.Invalid, "%s has more than %d KB", file, maxAbbreviations>>10)
	}
	return split.ParseOptions(string(data))
}

// maxAbbreviations is the largest file of abbreviations, in bytes.
const maxAbbreviations = 1 << 20

// text reads a file, or standard input, that is held in memory.
func (p *program) text(args []string, at int) (string, error) {
	name, r, err := p.input(args, at)
	if err != nil {
		return "", err
	}
	defer r.Close() //nolint:errcheck // read only
	data, err := io.ReadAll(io.LimitReader(r, maxText+1))
	switch {
	case err != nil:
		return "", unreadable(name, err)
	case len(data) > maxText:
		return "", pipeline.Errorf(pipeline.Invalid, "%s has more than %d MB", name, maxText>>20).WithHint("cut it into parts")
	}
	return string(data), nil
}
