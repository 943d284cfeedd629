package publisher

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/tovmach/tovmach/pipeline/render"
)

// Folder is an outlet that writes each story as HTML, Markdown and JSON files
// into one folder, named by slug and language.
type Folder struct{ root *os.Root }

// OpenFolder makes the folder if need be. No path inside can lead out of it.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // finished stories are for others to read
		return nil, fmt.Errorf("outlet folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("outlet folder: %w", err)
	}
	return &Folder{root}, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Name is the outlet's name.
func (*Folder) Name() string { return "folder" }

// Deliver writes the files, each whole or not at all; a file that says the
// same already stays untouched. The receipt is the name of the HTML file.
func (f *Folder) Deliver(_ context.Context, d Delivery) (string, error) {
	base := fmt.Sprintf("%s.%s", d.Story.Slug, d.Story.Target.Lang)
	for _, format := range []string{"html", "md", "json"} {
		data, _, err := render.Render(format, d.Story.Source, d.Story.Target)
		if err != nil {
			return "", err
		}
		if err := f.write(base+"."+format, data); err != nil {
			return "", err
		}
	}
	return base + ".html", nil
}

func (f *Folder) write(name string, data []byte) error {
	old, err := f.root.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(old, data):
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	part := name + ".part"
	file, err := f.root.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return f.root.Rename(part, name)
}
