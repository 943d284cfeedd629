package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tovmach/tovmach/pipeline"
)

// program is one run of the command line: its streams and its settings. Data
// goes to stdout, talk to stderr.
type program struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	config config
	quiet  bool
	output string
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "tovmach",
		Short: "Ukrainian news into English news",
		Long: `Tovmach takes Ukrainian articles, finds the names and terms in them, gives the
work to translators and reviewers, assembles the English story and delivers it.

Try it:                     tovmach demo
Run a newsroom:             tovmach serve
Work in it:                 tovmach submit, queue, claim, pull, push, review, story
Work on text, no server:    tovmach translit, split, convert, glossary`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          showHelp,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains([]string{"text", "json", "jsonl", "tsv"}, p.output) {
				return badOutput(p.output) // before anything is done
			}
			return p.config.resolve(cmd.Flags())
		},
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
			return usage(cmd, fmt.Sprintf("--%s %q is no %s", bad.GetFlag().Name, bad.GetValue(), typeName(bad.GetFlag().Value.Type())))
		}
		return usage(cmd, err.Error())
	})
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "FlagUsages", "FlagUsagesWrapped 80")) // columns
	root.PersistentFlags().StringVarP(&p.output, "output", "o", "text", "text, json, jsonl or tsv, where there is something to print")
	root.PersistentFlags().BoolVar(&p.quiet, "quiet", false, "no progress")
	root.PersistentFlags().String("config", "", "configuration file (TOML)")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddGroup(
		&cobra.Group{ID: groupRun, Title: "Run a newsroom:"},
		&cobra.Group{ID: groupWork, Title: "Work in a newsroom:"},
		&cobra.Group{ID: groupText, Title: "Work on text, no server needed:"},
	)
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add(groupRun, p.serve(), p.demo(), p.worker(), p.user(), p.verify(), p.backup(), p.restore(), p.nats(), p.doctor())
	add(groupWork, p.submit(), p.status(), p.queue(), p.claim(), p.release(), p.renew(), p.hand(), p.take(), p.divide(), p.pull(), p.push(),
		p.review(), p.story(), p.sources(), p.history(), p.watch(), p.parked(), p.retry(), p.drop())
	add(groupText, p.translit(), p.split(), p.convert(), p.glossary(), p.tbx())
	root.AddCommand(p.showConfig(), p.version())
	root.AddCommand(topics()...)
	root.SetHelpCommand(p.help())
	for _, c := range append(root.Commands(), root) {
		wrapArgs(c)
	}
	return root
}

// help is the help command: of a command, or a topic.
func (p *program) help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: "Help about a command or a topic",
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, topic := range cmd.Root().Commands() { // before a command of its name, which has --help
				if len(args) == 1 && topic.Name() == args[0] && topic.IsAdditionalHelpTopicCommand() {
					return topic.Help()
				}
			}
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return pipeline.Errorf(pipeline.Invalid, "there is no command or topic %q", strings.Join(args, " ")).
					WithHint("`tovmach --help` lists them")
			}
			return found.Help()
		},
	}
}

// showHelp is what a command does that only holds others.
func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

const (
	groupRun  = "run"
	groupWork = "work"
	groupText = "text"
)

// wrapArgs makes a wrong number of arguments a usage error, here and in all
// subcommands.
func wrapArgs(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return usage(cmd, err.Error())
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		wrapArgs(sub)
	}
}

// typeName is the type of a flag's value, in words.
func typeName(t string) string {
	switch t {
	case "int", "uint64":
		return "whole number"
	case "duration":
		return "length of time, such as 3h"
	case "bool":
		return "true or false"
	}
	return t
}

func usage(cmd *cobra.Command, what string) error {
	return pipeline.Errorf(pipeline.Invalid, "%s", what).WithHint("`%s --help` shows how", cmd.CommandPath())
}

// exit says what went wrong and returns the exit code for it.
func (p *program) exit(err error) int {
	if err == nil {
		return 0
	}
	e, ok := errors.AsType[*pipeline.Error](err)
	if !ok {
		kind := pipeline.Internal
		if strings.HasPrefix(err.Error(), "unknown command") {
			kind = pipeline.Invalid
		}
		e = &pipeline.Error{Kind: kind, Public: err.Error()}
	}
	what := cmp.Or(e.Public, e.Error())
	if e.Op != "" {
		what = e.Op + ": " + what
	}
	p.sayf("%s", oneLine(what))
	if e.Hint != "" {
		p.sayf("hint: %s", oneLine(e.Hint))
	}
	return e.Kind.Exit()
}

// sayf talks to the person.
func (p *program) sayf(format string, args ...any) {
	_, _ = fmt.Fprintf(p.stderr, "tovmach: "+format+"\n", args...) // nobody is there to hear of it
}

// input returns the file with that name, or standard input for "-" or none.
func (p *program) input(args []string, at int) (name string, r io.ReadCloser, err error) {
	if len(args) <= at || args[at] == "-" {
		return "-", io.NopCloser(p.stdin), nil
	}
	f, err := os.Open(args[at])
	if err != nil {
		return args[at], nil, unreadable(args[at], err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return args[at], nil, errors.Join(f.Close(), pipeline.Errorf(pipeline.Invalid, "%s is a folder", args[at]).WithHint("name a file in it"))
	}
	return args[at], f, nil
}

// unreadable is the error of a file that somebody named.
func unreadable(name string, err error) error {
	kind := pipeline.Invalid
	if errors.Is(err, fs.ErrNotExist) {
		kind = pipeline.NotFound
	}
	return pipeline.Errorf(kind, "%s cannot be read: %s", name, cause(err))
}

// cause is the last error of the chain: "no such file or directory".
func cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}
