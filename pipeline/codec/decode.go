package codec

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	xunicode "golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a file into UTF-8. In this order decide: a byte
// order mark, what the file declares or was sent with, UTF-8 when every byte
// fits, UTF-16 by its zero bytes, and the letters. A mark of UTF-8 stays in the
// text, so that it can be written again.
func decode(data []byte, o Options) (string, []Notice, error) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0 {
		return "", nil, empty()
	}
	if err := otherFormat(data); err != nil {
		return "", nil, err
	}
	text, notices, err := transcode(data, o.Charset)
	if err != nil {
		return "", nil, err
	}
	for _, step := range []func(string) (string, []Notice, error){
		controls,
		func(text string) (string, []Notice, error) { return undo(text, o.Repair) },
		lostLetters,
	} {
		var said []Notice
		if text, said, err = step(text); err != nil {
			return "", nil, err
		}
		notices = append(notices, said...)
	}
	return text, notices, nil
}

func transcode(data []byte, sentWith string) (string, []Notice, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data, "UTF-16LE", "as its byte order mark says")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data, "UTF-16BE", "as its byte order mark says")
	}
	if name := unmarkedUTF16(data); name != "" {
		return fromUTF16(data, name, "as its zero bytes say")
	}
	declared, reason := sentWith, "as it was sent"
	if declared == "" {
		declared, reason = declaredCharset(data), "as it declares"
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) || mostlyUTF8(data) {
		return fromUTF8(data, declared)
	}
	return fromCharset(data, declared, reason)
}

// fromUTF8 takes bytes as they are. Letters of several bytes are hardly ever
// anything but UTF-8, whatever a page says.
func fromUTF8(data []byte, declared string) (string, []Notice, error) {
	text, bad := validUTF8(data)
	text, notices, err := damaged(text, data, bad)
	if _, other := namedCharset(declared); other && ascii(text) < len(text) {
		notices = append(notices, Notice{Kind: Guessed, Text: "The file was read as UTF-8, which it is, although it is called " + declared + "."})
	}
	return text, notices, err
}

// fromUTF16 decodes UTF-16; halves of characters become U+FFFD.
func fromUTF16(data []byte, name, reason string) (string, []Notice, error) {
	order := xunicode.LittleEndian
	if name == "UTF-16BE" {
		order = xunicode.BigEndian
	}
	text, err := xunicode.UTF16(order, xunicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return "", nil, notText("bytes that are not "+name, 0)
	}
	return decoded(string(text), data, name, reason)
}

// fromCharset decodes an encoding of a byte a character. The letters have the
// last word: many servers and programs declare what they do not send.
func fromCharset(data []byte, declared, reason string) (string, []Notice, error) {
	said, known := namedCharset(declared)
	guessed, ok := guessCharset(data)
	switch {
	case known && (!ok || newScorer().judge(said.decode(highPart(data))).plausible()):
		return decoded(said.decode(data), data, said.name, reason)
	case ok && declared != "":
		return decoded(guessed.decode(data), data, guessed.name, "as its letters say, although it is called "+declared)
	case ok:
		return decoded(guessed.decode(data), data, guessed.name, "as its letters say: in no other encoding are they words")
	case declared != "" && declared != "utf-8" && declared != "utf8":
		return "", nil, unknownCharset(declared)
	}
	return "", nil, notUTF8(invalidAt(data)) // a guess could put garbage before the translators
}

// decoded is the text with a notice about its encoding.
func decoded(text string, data []byte, name, reason string) (string, []Notice, error) {
	text, notices, err := damaged(text, data, strings.Count(text, "\ufffd"))
	notice := Notice{Kind: Repaired, Text: "The file was decoded from " + name + ", " + reason + "; it is UTF-8 from here on."}
	return text, append([]Notice{notice}, notices...), err
}

// mostlyUTF8 reports whether a file is UTF-8, perhaps with some bytes damaged:
// letters of several bytes that are whole outnumber the bytes that fit nowhere.
// In encodings with a byte a letter hardly any byte fits.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	whole, bad := 0, 0
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			whole++
		}
		at += size
	}
	return whole > 4*bad
}

// validUTF8 puts U+FFFD for every byte that fits no letter, and counts them.
func validUTF8(data []byte) (text string, bad int) {
	if utf8.Valid(data) {
		return string(data), 0
	}
	var out strings.Builder
	out.Grow(len(data))
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			bad++
		}
		out.WriteRune(r)
		at += size
	}
	return out.String(), bad
}

// mostDamage is how many bytes of a thousand may be damaged.
const mostDamage = 1

// damaged tells of the bytes that fit no letter, and refuses too many of them.
// A letter that the file breaks off in is no damage inside it.
func damaged(text string, data []byte, bad int) (string, []Notice, error) {
	var notices []Notice
	if cut := cutOff(data, text); cut > 0 {
		text, bad = strings.TrimRight(text, "\ufffd")+"\ufffd", bad-cut
		notices = append(notices, Notice{Kind: Repaired, Text: "The file breaks off in the middle of a letter, which became U+FFFD: its end is missing."})
	}
	switch {
	case bad*1000 > len(data)*mostDamage:
		return "", nil, notClean(bad, len(data))
	case bad > 0:
		notices = append(notices, Notice{Kind: Repaired, Text: fmt.Sprintf("Bytes that fit no letter became U+FFFD: %d.", bad)})
	}
	return text, notices, nil
}

// cutOff counts the characters U+FFFD at the end of a text that stand for the
// beginning of a letter.
func cutOff(data []byte, text string) int {
	trimmed := strings.TrimRight(text, "\ufffd")
	count := (len(text) - len(trimmed)) / len("\ufffd")
	if count == 0 || count > 3 || bytes.HasSuffix(data, []byte("\ufffd")) {
		return 0
	}
	return count
}

func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}
