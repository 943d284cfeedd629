// Command tovmach turns Ukrainian news into English news: it is the newsroom
// server, its workers, and the commands by which people work with it.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], &keyboard{in: os.Stdin}, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// keyboard is standard input. While a command reads it, nothing is done yet that
// an end would have to wait for: an interrupt ends the program at once, which
// would hang in the read otherwise.
type keyboard struct {
	in    *os.File
	first sync.Once // a text is read in thousands of pieces
}

func (k *keyboard) Read(b []byte) (int, error) {
	k.first.Do(func() { signal.Reset(os.Interrupt, syscall.SIGTERM) })
	return k.in.Read(b)
}

// run is the whole program: tests call it as a shell would.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	root := p.command()
	root.SetArgs(args)
	return p.exit(root.ExecuteContext(ctx))
}
