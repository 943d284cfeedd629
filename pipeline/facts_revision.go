package pipeline

// KindSourceRevised is the kind of event by which a story gets a newer source.
const KindSourceRevised Kind = "source.revised"

// SourceRevised: an editor gave in a newer text of the source. Written by intake.
type SourceRevised struct {
	Revision int      `json:"revision"` // that it makes: the one before and one more
	Document Document `json:"document"`
	Article  Article  `json:"article"`
	Sketch   Sketch   `json:"sketch,omitempty"`
}

// Kind implements Fact.
func (SourceRevised) Kind() Kind { return KindSourceRevised }

// A Sketch is a digest of a text's words of at most 140 bytes, by which texts that
// are nearly the same are noticed (pipeline/alike). Empty: there is none.
type Sketch []byte
