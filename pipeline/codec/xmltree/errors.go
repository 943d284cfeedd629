package xmltree

import (
	"errors"

	"github.com/tovmach/tovmach/pipeline"
)

var (
	errEmpty     = errors.New("it is empty")
	errEncoding  = errors.New("its bytes are not in the encoding that it names")
	errControl   = errors.New("it has a control character")
	errDoctype   = errors.New("it declares a document type, which no word processor does")
	errReference = errors.New("a & begins no reference")
	errOutside   = errors.New("text stands outside of all elements")
	errRoots     = errors.New("a second element stands behind the first")
	errCut       = errors.New("it ends within a tag")
	errTag       = errors.New("a tag cannot be read")
	errName      = errors.New("an element has no name")
	errDepth     = errors.New("elements stand more than 256 deep inside one another")
	errElements  = errors.New("it has more than 1,000,000 elements")
	errAttrs     = errors.New("an element has more than 256 attributes or namespaces")
)

func refuse(part string, line int, err error) error {
	refused := pipeline.Errorf(pipeline.Invalid, "The document cannot be read: %s, line %d: %s.", part, line, err.Error()).
		WithHint("Open it in the program it was written in and save it again; if that does not help, send the text as plain text.")
	refused.Err = err
	return refused
}
