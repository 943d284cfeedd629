package codec

func readText(doc string) (*reader, error) { return &reader{doc: doc}, nil }
