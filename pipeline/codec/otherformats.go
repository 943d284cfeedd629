package codec

import (
	"bytes"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
)

const saveAsDocument = "Open it in a word processor and save it as .docx or .odt."

// otherFormat refuses files that people send and that are not read, with what
// to do instead; nil when a file is none of them.
func otherFormat(data []byte) error {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return pipeline.Errorf(pipeline.Invalid, "The file is a PDF, which says how pages look and not where paragraphs begin.").
			WithHint("Send the document that it was made from (.docx, .odt), or its text.")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return pipeline.Errorf(pipeline.Invalid, "The file is an RTF document.").WithHint(saveAsDocument)
	case !bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // a compound file: [MS-CFB], 2.2
		return nil
	case bytes.Contains(data, utf16("EncryptedPackage")): // [MS-OFFCRYPTO], 1.3
		return underPassword()
	case bytes.Contains(data, utf16("WordDocument")):
		return pipeline.Errorf(pipeline.Invalid, "The file is a Word document of the old kind (.doc).").WithHint(saveAsDocument)
	}
	return pipeline.Errorf(pipeline.Invalid, "The file is of an old Office program.").WithHint(saveAsDocument)
}

// otherArchive refuses a ZIP archive that holds no text document.
func otherArchive(a *zipped.Archive) error {
	kind := "The file is a ZIP archive and no document."
	switch {
	case a.Has("xl/workbook.xml"):
		kind = "The file is a spreadsheet and no text document."
	case a.Has("ppt/presentation.xml"):
		kind = "The file is a presentation and no text document."
	case a.Has("META-INF/container.xml"):
		kind = "The file is an e-book (EPUB)."
	case a.Has("content.xml"):
		kind = "The file is an OpenDocument file, but no text document."
	}
	return pipeline.Errorf(pipeline.Invalid, "%s", kind).
		WithHint("Send a document (.docx, .odt), Markdown, HTML or plain text; unpack archives first; of those with one page and its pictures the page is read.")
}

// isOtherDocument reports whether an archive is a document of a kind that is not
// read, whatever else lies in it.
func isOtherDocument(a *zipped.Archive) bool {
	return a.Has("xl/workbook.xml") || a.Has("ppt/presentation.xml") || a.Has("META-INF/container.xml") || a.Has("content.xml")
}

func underPassword() error {
	return pipeline.Errorf(pipeline.Invalid, "The document is protected by a password.").
		WithHint("Open it with the password and save it without one.")
}

// utf16 are the bytes of a name in a compound file.
func utf16(name string) []byte {
	var out []byte
	for _, c := range []byte(name) {
		out = append(out, c, 0)
	}
	return out
}
