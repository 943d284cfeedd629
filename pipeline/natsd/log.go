package natsd

import (
	"fmt"
	"strings"
	"sync"
)

// logger passes the server's lines on and keeps the first fatal one: the
// server means to end the process there, which is not its to decide.
type logger struct {
	to    Logger
	fatal chan string

	mu      sync.Mutex
	damaged []string // lines that tell of damaged files

	freeze sync.Once
	frozen chan struct{} // closed when a write failed
}

// about are the words of lines that tell of files of streams and consumers
// that are gone or damaged; the server goes on without the stream. That a
// server was killed shows in other lines, and is no damage.
const about = "metafile|metasum|checksum|Error recreating|Failed restoring"

func (l *logger) hear(line string) {
	for word := range strings.SplitSeq(about, "|") {
		if strings.Contains(line, word) {
			l.mu.Lock()
			l.damaged = append(l.damaged, strings.TrimSpace(line))
			l.mu.Unlock()
			return
		}
	}
}

func (l *logger) log(level, format string, args []any) {
	if l.to != nil {
		l.to.Log(level, fmt.Sprintf(format, args...))
	}
}

func (l *logger) Noticef(format string, args ...any) { l.log("debug", format, args) }
func (l *logger) Debugf(format string, args ...any)  { l.log("debug", format, args) }
func (l *logger) Tracef(format string, args ...any)  { l.log("debug", format, args) }
func (l *logger) Warnf(format string, args ...any) {
	l.hear(fmt.Sprintf(format, args...))
	l.log("warn", format, args)
}

func (l *logger) Errorf(format string, args ...any) {
	if strings.Contains(strings.ToLower(fmt.Sprintf(format, args...)), "critical write error") {
		l.freeze.Do(func() { close(l.frozen) })
	}
	l.log("error", format, args)
}

func (l *logger) Fatalf(format string, args ...any) {
	l.log("error", format, args)
	select {
	case l.fatal <- fmt.Sprintf(format, args...):
	default:
	}
}
