package main

import (
	"os"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/term"

	"github.com/tovmach/tovmach/pipeline"
)

// logger returns the root logger on standard error: JSON, or coloured lines on
// a terminal.
func (p *program) logger() (zerolog.Logger, error) {
	level, err := zerolog.ParseLevel(p.config.get("log"))
	if err != nil || level == zerolog.NoLevel {
		return zerolog.Nop(), pipeline.Errorf(pipeline.Invalid, "there is no log level %q", p.config.get("log")).
			WithHint("debug, info, warn or error")
	}
	out := p.stderr
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		out = zerolog.ConsoleWriter{Out: f, TimeFormat: time.TimeOnly, NoColor: os.Getenv("NO_COLOR") != ""}
	}
	return zerolog.New(out).Level(level).With().Timestamp().Str("svc", "tovmach").Logger(), nil
}
