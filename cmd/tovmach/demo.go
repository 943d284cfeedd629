package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/workers/api"
)

//go:embed sample
var sampleFiles embed.FS

func (p *program) demo() *cobra.Command {
	var exit bool
	c := &cobra.Command{
		Use:   "demo",
		Short: "Watch a sample article become an English story",
		Long: `Runs a newsroom on a temporary data folder, with sample people, a sample termbase
and a sample Ukrainian article, and takes the article through every stage to the
finished English story. Then it goes on serving, for you to look around; with
--exit it prints the story and ends.`,
		Example: "  tovmach demo\n  tovmach demo --exit > story.md",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := os.MkdirTemp("", "tovmach-demo-")
			if err != nil {
				return fmt.Errorf("demo: %w", err)
			}
			defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
			return p.runDemo(cmd.Context(), dir, exit)
		},
	}
	c.Flags().BoolVar(&exit, "exit", false, "print the story and end")
	return settingFlags(c, "listen")
}

// runDemo serves on dir and has the sample people do their day's work.
func (p *program) runDemo(ctx context.Context, dir string, exit bool) (err error) {
	termsFile := filepath.Join(dir, "terms.csv")
	if err := copySampleTerms(termsFile); err != nil {
		return err
	}
	listen := p.config.values["listen"]
	if listen.origin == "default" {
		listen.value = "127.0.0.1:0"
	}
	p.config.values["listen"] = listen
	p.config.values["data"] = effective{filepath.Join(dir, "data"), "demo"}
	p.config.values["terms"] = effective{termsFile, "demo"}
	p.config.values["published"] = effective{filepath.Join(dir, "published"), "demo"}
	p.config.values["log"] = effective{"error", "demo"}
	p.config.values["nats"] = effective{"", "demo"}
	log, err := p.logger()
	if err != nil {
		return err
	}
	s, err := p.startServer(ctx, log, staffNames())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	if err := s.announce(); err != nil {
		return err
	}
	day := sampleDay{url: s.ready.URL, admin: s.ready.Token, tell: p.progress}
	slug, err := day.run(ctx)
	if err != nil {
		return err
	}
	story, err := api.NewClient(s.ready.URL, s.ready.Token).Document(ctx, slug, "md", false)
	if err != nil {
		return err
	}
	if _, err := p.stdout.Write(story); err != nil {
		return err
	}
	if exit {
		return nil
	}
	p.sayf("the story is in %s, as HTML, Markdown and JSON", p.config.get("published"))
	p.sayf("look around: `tovmach history %s --data %s`, or queue, status, story", slug, p.config.get("data"))
	p.sayf("the API: %s/openapi.json. End with Ctrl-C.", s.ready.URL)
	return s.wait(ctx)
}

// progress tells how far long work has come.
func (p *program) progress(format string, args ...any) {
	if !p.quiet {
		p.sayf(format, args...)
	}
}

func copySampleTerms(to string) error {
	data, err := sampleFiles.ReadFile("sample/terms.csv")
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}
