package match

import "strings"

// isTownAdjective says whether what was found of a town in -ськ is rather its
// adjective, which is spelled as two cases of the town are: it stands before
// what belongs to a town or a region (Луганська область, but мер Луганська).
func isTownAdjective(r *reading, f found, town string) bool {
	if f.first != f.last || f.last+1 == len(r.tokens) || !strings.HasSuffix(town, "ськ") && !strings.HasSuffix(town, "цьк") && !strings.HasSuffix(town, "зьк") {
		return false
	}
	form, next := r.tokens[f.first], r.tokens[f.last+1]
	text := r.text[form.start:form.end]
	if next.sep != sepSpace || !strings.HasSuffix(text, "ка") && !strings.HasSuffix(text, "ку") {
		return false
	}
	return belongsToTown(r.text[next.start:next.end])
}

// belongsToTown says whether a word is one that the adjective of a town or a
// region stands before, in the feminine gender.
func belongsToTown(word string) bool {
	switch word {
	case "ОВА", "ОДА", "МВА", "РВА", "РДА", "ВЦА", "ТЕС", "ТЕЦ", "АЕС", "ГЕС", "рада", "раду", "обл", "філія", "філію":
		return true
	}
	for _, start := range []string{
		"област", "громад", "міськ", "район", "обласн", "військов", "цивільн", "народн", "державн", "прокуратур", "адміністраці", "митниц",
		"єпархі", "агломераці", "губерні", "академі", "гімназі", "вулиц", "трас", "колоні", "кримінальн",
	} {
		if strings.HasPrefix(word, start) {
			return true
		}
	}
	return false
}
