package codec

func readHTML(doc string) (*reader, error) { return readText(doc) }
