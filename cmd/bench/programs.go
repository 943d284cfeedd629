package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// wholePrograms prints how long `tovmach translit` and ICU's uconv take to
// stream the text from a file, starting included.
func wholePrograms(ctx context.Context, out io.Writer, text []byte, rounds int) (err error) {
	uconv, err := exec.LookPath("uconv")
	if err != nil {
		_, err := fmt.Fprintln(out, "whole programs: not compared, ICU's uconv is not installed")
		return err
	}
	dir, err := os.MkdirTemp("", "bench-programs-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	input, ours := filepath.Join(dir, "text"), filepath.Join(dir, "tovmach")
	if err := os.WriteFile(input, text, 0o600); err != nil {
		return err
	}
	if said, err := exec.CommandContext(ctx, "go", "build", "-C", "../..", "-o", ours, "./cmd/tovmach").CombinedOutput(); err != nil {
		_, err := fmt.Fprintf(out, "whole programs: not compared, tovmach cannot be built from here: %s\n", bytes.TrimSpace(said))
		return err
	}
	all := []*contestant{
		{name: "tovmach translit", run: program(input, nil, ours, "translit")},
		{name: "uconv -x Ukrainian-Latin/BGN", run: program(input, nil, uconv, uconvArgs()...)},
	}
	for _, p := range [][]string{{ours, "translit"}, append([]string{uconv}, uconvArgs()...)} {
		var got bytes.Buffer
		if err := program(input, &got, p[0], p[1:]...)(ctx); err != nil {
			return err
		}
		if err := latin(p[0], text, got.String()); err != nil {
			return err
		}
	}
	if err := race(ctx, all, rounds); err != nil {
		return err
	}
	fmt.Fprintln(out, "whole programs, standard input to nowhere")
	if err := printSpeeds(out, all, len(text)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "goal, 15 times uconv as whole programs: %s\n", reached(ratio(all[1].took.median(), all[0].took.median()), 15))
	return err
}

func uconvArgs() []string {
	return []string{"-f", "UTF-8", "-t", "UTF-8", "-x", "Ukrainian-Latin/BGN"}
}

// program runs a program on the file; a nil out is nowhere.
func program(input string, out io.Writer, name string, args ...string) func(context.Context) error {
	return func(ctx context.Context) (err error) {
		f, err := os.Open(input)
		if err != nil {
			return err
		}
		defer f.Close()
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Stdin, cmd.Stdout = f, out
		return cmd.Run()
	}
}
