package pipeline

// Lang is the language of a text: an ISO 639-1 code, never the code of a
// country.
type Lang string

// The languages of the pipeline.
const (
	Ukrainian Lang = "uk"
	English   Lang = "en"
)
