package tbx

import "strings"

// Notes of ours begin with the name of a field: "kind: place", "flag: alone=yes".
// Fields that people look for have a prefix of their own.

// prefixed says whether the notes of a field begin with its key and not with
// "flag:".
func prefixed(key string) bool {
	switch key {
	case "forms", "dnt", "kind", "valid":
		return true
	}
	return false
}

// noteOf writes the note of a field.
func noteOf(key, value string) string {
	if prefixed(key) {
		return key + ": " + value
	}
	return "flag: " + key + "=" + value
}

// splitNote takes a note of ours apart.
func splitNote(note string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(note, ":")
	value = strings.TrimPrefix(value, " ")
	switch {
	case !ok:
	case key == "flag":
		key, value, ok = strings.Cut(value, "=")
		ok = ok && !prefixed(key)
	default:
		ok = prefixed(key)
	}
	return key, value, ok
}

// setNote puts a note of ours into v. It returns false when the note is
// ordinary text: of no field, or with a value that makes no sense.
func setNote[T any](v *T, fields []field[T], note string) bool {
	key, value, ok := splitNote(note)
	if !ok {
		return false
	}
	for _, f := range fields {
		if f.key == key {
			return f.get(v) == "" && f.set(v, value)
		}
	}
	return false
}

// plainPrefix begins a note that would otherwise be taken for one of ours.
const plainPrefix = "note: "

// guarded makes ordinary text fit for a note, and unguarded takes the prefix off
// again.
func guarded[T any](fields []field[T], text string) string {
	if isOurs(fields, text) {
		return plainPrefix + text
	}
	return text
}

func unguarded[T any](fields []field[T], note string) string {
	if rest, ok := strings.CutPrefix(note, plainPrefix); ok && isOurs(fields, rest) {
		return rest
	}
	return note
}

// isOurs says whether text behind any number of prefixes reads as a field.
func isOurs[T any](fields []field[T], text string) bool {
	for {
		rest, ok := strings.CutPrefix(text, plainPrefix)
		if !ok {
			return setNote(new(T), fields, text)
		}
		text = rest
	}
}
