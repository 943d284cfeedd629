package main

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/render"
)

func (p *program) convert() *cobra.Command {
	var to, from, post string
	var repair bool
	c := &cobra.Command{
		Use:   "convert IN",
		Short: "Write an article in another format",
		Long: fmt.Sprintf(`Reads an article in any format that submit takes (- is standard input) and
prints it: %s. -o json is --to json. Of a web page it takes the
story; what it left out, repaired or guessed goes to standard error, a line each,
which --quiet silences. At most %d MB.

--from is the address where a page stood: relative links lead from there.`, strings.Join(render.Formats(), ", "), codec.MaxFile>>20),
		Example: "  tovmach convert page.html --to md > story.md\n  tovmach convert export.xml --post 123\n  curl -s https://news.example/a | tovmach convert - --from https://news.example/a",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case p.output == "json" && !cmd.Flags().Changed("to"):
				to = "json"
			case p.output != "text" && p.output != to:
				return usage(cmd, "-o "+p.output+" is no form of an article; --to "+strings.Join(render.Formats(), ", "))
			}
			base, err := parseBase(from)
			if err != nil {
				return err
			}
			name, data, err := p.post(args[0], post)
			if err != nil {
				return err
			}
			article, notices, err := codec.ReadWith(name, data, codec.Options{From: base, Repair: repair})
			if err != nil {
				return err
			}
			written, _, err := render.Render(to, article, article)
			if err != nil {
				return err
			}
			p.sayNotices(notices)
			_, err = p.stdout.Write(written)
			return err
		},
	}
	c.Flags().StringVar(&to, "to", "md", strings.Join(render.Formats(), ", "))
	c.Flags().StringVar(&post, "post", "", "number of the post, of a WordPress export with several")
	c.Flags().BoolVar(&repair, "repair", false, "undo its having been taken for another encoding")
	c.Flags().StringVar(&from, "from", "", "address where the page stood")
	return c
}

// parseBase reads the address of a page; none is nil.
func parseBase(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, pipeline.Errorf(pipeline.Invalid, "--from %q is no address of a page", address).
			WithHint("write it as https://news.example/a")
	}
	return base, nil
}

// sayNotices tells what a reader did with a document.
func (p *program) sayNotices(notices []codec.Notice) {
	if p.quiet {
		return
	}
	for _, n := range notices {
		p.sayf("%s: %s", n.Kind, strings.Join(strings.Fields(n.Text), " "))
	}
}
