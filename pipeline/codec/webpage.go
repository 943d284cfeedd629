package codec

import "strings"

// PageWords are the words that a page says, for telling whether two snapshots of
// it say the same: those of its article, or where it has none all that it shows.
// What is no text is compared as it is.
func PageWords(name string, data []byte, charset string) string {
	article, _, err := ReadWith(name, data, Options{Charset: charset})
	if err != nil {
		text, _, err := decode(data, Options{Charset: charset})
		if err != nil {
			return string(data)
		}
		return Words(text)
	}
	var words []string
	for _, b := range article.Blocks {
		words = append(words, strings.Fields(PlainText(b))...)
	}
	return strings.Join(words, " ")
}
