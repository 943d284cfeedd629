package names

import (
	"fmt"
	"slices"
)

// article finds "the Ukraine": with punctuation, a function word or nothing
// behind it, so that the article belongs to the country and not to a noun that
// follows (the Ukraine war, the Ukraine-based firm).
func (r *reading) article(i int) {
	if i+1 >= len(r.tokens) || r.tokens[i].low != "the" || r.tokens[i+1].text != "Ukraine" || r.tokens[i+1].gap != " " {
		return
	}
	country := r.tokens[i+1]
	if i+2 < len(r.tokens) && country.full == country.end {
		next := r.tokens[i+2]
		if next.gap == "-" || next.gap == " " && !isFunctionWord(next.low) {
			return
		}
	}
	at := Span{r.tokens[i].start, country.end}
	r.add(TheUkraine, at, nil, "Ukraine", fmt.Sprintf("%q takes no article", country.text))
}

// isFunctionWord says whether a word in lower case cannot be the noun that an
// article belongs to, nor a given name.
func isFunctionWord(word string) bool {
	return slices.Contains([]string{
		"a", "about", "after", "against", "all", "along", "also", "although", "an", "and", "are", "around", "as", "at", "be", "because", "been",
		"before", "behind", "being", "below", "beside", "between", "both", "but", "by", "can", "cannot", "could", "did", "do", "does", "during", "either",
		"even", "ever", "for", "from", "had", "has", "have", "he", "her", "here", "his", "how", "however", "if", "in", "inside", "into", "is", "it",
		"its", "just", "like", "may", "meanwhile", "might", "more", "most", "must", "near", "neither", "never", "no", "nor", "not", "now", "of", "off",
		"on", "once", "only", "onto", "or", "our", "out", "outside", "over", "own", "per", "rather", "shall", "she", "should", "since", "so", "some",
		"still", "such", "than", "that", "the", "their", "then", "there", "therefore", "these", "they", "this", "those", "though", "through", "throughout",
		"thus", "to", "today", "too", "toward", "towards", "under", "unless", "until", "up", "upon", "was", "we", "were", "what", "when", "where",
		"whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yesterday", "yet", "you", "your",
	}, word)
}

// isTitle says whether a word in lower case is one that stands before the
// surname of whoever holds the office.
func isTitle(word string) bool {
	return slices.Contains([]string{
		"admiral", "ambassador", "archbishop", "bishop", "captain", "chancellor", "chief", "colonel", "commander", "deputy", "director", "doctor", "dr",
		"father", "general", "governor", "head", "hetman", "judge", "justice", "king", "lady", "lieutenant", "lord", "major", "mayor", "metropolitan",
		"minister", "mp", "mr", "mrs", "ms", "officer", "patriarch", "pope", "premier", "president", "prince", "princess", "professor", "prosecutor",
		"queen", "secretary", "senator", "sergeant", "sir", "speaker", "ukrainian",
	}, word)
}
