package natsd

import "fmt"

// logger passes the server's lines on and keeps the first fatal one: the
// server means to end the process there, which is not its to decide.
type logger struct {
	to    Logger
	fatal chan string
}

func (l *logger) log(level, format string, args []any) {
	if l.to != nil {
		l.to.Log(level, fmt.Sprintf(format, args...))
	}
}

func (l *logger) Noticef(format string, args ...any) { l.log("debug", format, args) }
func (l *logger) Debugf(format string, args ...any)  { l.log("debug", format, args) }
func (l *logger) Tracef(format string, args ...any)  { l.log("debug", format, args) }
func (l *logger) Warnf(format string, args ...any)   { l.log("warn", format, args) }
func (l *logger) Errorf(format string, args ...any)  { l.log("error", format, args) }

func (l *logger) Fatalf(format string, args ...any) {
	l.log("error", format, args)
	select {
	case l.fatal <- fmt.Sprintf(format, args...):
	default:
	}
}
