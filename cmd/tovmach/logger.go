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
	node, err := os.Hostname()
	if err != nil {
		node = "unknown"
	}
	stamp := zerolog.HookFunc(func(line *zerolog.Event, _ zerolog.Level, _ string) {
		line.Str(zerolog.TimestampFieldName, time.Now().UTC().Format("2006-01-02T15:04:05.000Z"))
	})
	return zerolog.New(out).Level(level).Hook(stamp).With().Str("svc", "tovmach").Str("ver", buildVersion()).Str("node", node).Logger(), nil
}
