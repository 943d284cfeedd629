package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/transform"

	"github.com/tovmach/tovmach/glossary/translit"
	"github.com/tovmach/tovmach/pipeline"
)

func (p *program) translit() *cobra.Command {
	var scheme string
	var list, reverse bool
	c := &cobra.Command{
		Use:   "translit [TEXT…]",
		Short: "Romanize Ukrainian text",
		Long: `Romanizes TEXT; without TEXT it streams standard input to standard output in
constant memory. --list names the schemes.`,
		Example: `  tovmach translit "Держспецзв'язок"
  tovmach translit --scheme scholarly < article.txt
  tovmach translit --scheme iso9_1995 --reverse "Kiïv"`,
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return p.listSchemes()
			}
			s, ok := translit.Lookup(scheme)
			if !ok {
				return pipeline.Errorf(pipeline.Invalid, "there is no scheme %q", scheme).WithHint("`tovmach translit --list` names them")
			}
			var t transform.Transformer = s.Transformer()
			if reverse {
				var err error
				if t, err = s.Decoder(); err != nil {
					return pipeline.Errorf(pipeline.Invalid, "%s", err)
				}
			}
			if len(args) == 0 {
				_, err := io.Copy(p.stdout, transform.NewReader(p.stdin, t))
				return err
			}
			text, _, err := transform.String(t, strings.Join(args, " "))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(p.stdout, text)
			return err
		},
	}
	c.Flags().StringVar(&scheme, "scheme", translit.KMU55.ID(), "romanization scheme")
	c.Flags().BoolVar(&list, "list", false, "list the schemes")
	c.Flags().BoolVar(&reverse, "reverse", false, "back to Cyrillic, for the schemes that can be reversed")
	return c
}

func (p *program) listSchemes() error {
	type named struct {
		Scheme string `json:"scheme"`
		Of     string `json:"alias_of,omitempty"`
	}
	var rows []named
	for _, s := range translit.Schemes() {
		rows = append(rows, named{Scheme: s.ID()})
	}
	for _, a := range translit.Aliases() {
		rows = append(rows, named{a.ID, a.Scheme.ID()})
	}
	return printNames(p, rows, func(n named) string {
		if n.Of != "" {
			return n.Scheme + " = " + n.Of
		}
		return n.Scheme
	})
}
