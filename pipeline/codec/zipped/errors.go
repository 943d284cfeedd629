package zipped

import "github.com/tovmach/tovmach/pipeline"

const hint = "Save the document again from the program it was written in."

func overLimit(format string, args ...any) error {
	return pipeline.Errorf(pipeline.Invalid, format, args...).
		WithHint("Leave out pictures and other files that stand inside the document, or split it into several stories.")
}

func tooDense() error {
	return pipeline.Errorf(pipeline.Invalid, "The file unpacks to more than %d times its size.", MaxRatio).
		WithHint("No document does that; do not open the file, and ask where it comes from.")
}

// broken keeps the cause for the log; a nil cause is a part that is longer than
// the directory says.
func broken(err error) error {
	refused := pipeline.Errorf(pipeline.Invalid, "The file is damaged: it is an archive that cannot be unpacked.").
		WithHint("Send it again, or save the document anew from the program it was written in.")
	refused.Err = err
	return refused
}
