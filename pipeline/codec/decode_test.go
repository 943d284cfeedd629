package codec_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

const bridge = "Минулої середи міська рада відкрила новий міст через річку, і дорога до лікарні стала коротша."

func encoded(t *testing.T, from *charmap.Charmap, text string) string {
	t.Helper()
	data, err := from.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What a document is called is believed when its letters do not contradict.
func TestDeclaredCharset(t *testing.T) {
	page := func(charset, text string) string {
		return "<!doctype html><html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + charset + "\"></head><body><p>" + text + "</p></body></html>"
	}
	w1251 := encoded(t, charmap.Windows1251, bridge)
	for _, tt := range []struct {
		name, sent, data string
		notice           string // that must be there
	}{
		{"declared", "", page("windows-1251", w1251), "windows-1251, as it declares"},
		{"declared in capitals", "", page("Windows-1251", w1251), "windows-1251, as it declares"},
		{"XML", "", "<?xml version='1.0' encoding='koi8-u'?><html><body><p>" + encoded(t, charmap.KOI8U, bridge) + "</p></body></html>", "koi8-u, as it declares"},
		{"sent", "koi8-u", page("windows-1251", encoded(t, charmap.KOI8U, bridge)), "koi8-u, as it was sent"},
		{"sent as Latin-1", "iso-8859-1", page("", w1251), "windows-1251, as its letters say, although it is called iso-8859-1"},
		{"declared otherwise", "", page("koi8-u", w1251), "windows-1251, as its letters say, although it is called koi8-u"},
		{"declared UTF-8", "", page("utf-8", w1251), "windows-1251, as its letters say, although it is called utf-8"},
		{"UTF-8 that is declared otherwise", "", page("windows-1251", bridge), "read as UTF-8, which it is, although it is called windows-1251"},
		{"short, declared", "", page("cp866", encoded(t, charmap.CodePage866, "Так")), "cp866, as it declares"},
		{"French, declared", "windows-1252", page("", encoded(t, charmap.Windows1252, "À l’été dernier, l’élève a été reçu à l’école.")), "windows-1252, as it was sent"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.ReadWith("a.html", []byte(tt.data), codec.Options{Charset: tt.sent})
			if err != nil {
				t.Fatal(err)
			}
			if !hasNotice(notices, tt.notice) {
				t.Errorf("notices %v", notices)
			}
			if text := codec.PlainText(a.Blocks[0]); text != bridge && text != "Так" && !strings.HasPrefix(text, "À l’été") {
				t.Errorf("read %q", text)
			}
		})
	}
	_, _, err := codec.ReadWith("a.txt", []byte("\x93\xfa\x96\x7b"), codec.Options{Charset: "shift_jis"})
	if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "shift_jis") {
		t.Errorf("an encoding that nobody reads here: %v", err)
	}
}

func hasNotice(notices []codec.Notice, part string) bool {
	for _, n := range notices {
		if strings.Contains(n.Text, part) {
			return true
		}
	}
	return false
}

// Small damage is mended and told, and much of it refused.
func TestDamage(t *testing.T) {
	long := strings.Repeat(bridge+"\n\n", 20) // 3.3 kB
	for _, tt := range []struct {
		name, in, want  string // want is a piece of the text
		notice, refusal string
	}{
		{"one bad byte", strings.Replace(long, "нов", "но\xffв", 1), "но\ufffdвий", "Bytes that fit no letter became U+FFFD: 1", ""},
		{"many bad bytes", strings.ReplaceAll(long, "нов", "но\xffв"), "", "", "20 of its"},
		{"cut off", bridge[:len(bridge)-2], "коротш\ufffd", "breaks off in the middle of a letter", ""},
		{"lost before", strings.ReplaceAll(long, "ої", "?ї"), "", "", "lost letters"},
		{"lost quotes", strings.ReplaceAll(long, "міст", "?Міст?"), "", "", "lost letters"},
		{"a question without a space", long + "Що?так.", "Що?так.", "Question marks that seem to stand for lost letters were kept: 1", ""},
		{"U+FFFD from before", strings.ReplaceAll(long, "ої", "\ufffdї"), "", "", "lost letters"},
		{"a NUL for a space", strings.Replace(long, " рада", "\x00рада", 1), "міська рада", "Control characters became spaces: 1", ""},
		{"a vertical tab", "Міст\v" + long, "Міст", "Control characters", ""},
		{"many controls", strings.ReplaceAll(long, " ", "\x01"), "", "", "a control character"},
		{"zero width", strings.ReplaceAll(long, "міст", "мі\u200dс\u200cт\u2060\u00ad"), "новий міст через", "zero-width spaces and the like were taken out", ""},
		{"a joined emoji", long + "👩\u200d🚀 🇺🇦 می\u200cروم", "👩\u200d🚀 🇺🇦 می\u200cروم", "", ""},
		{"marks of direction", "\u202b" + long, "Минулої", "Marks of the direction of writing", ""},
		{"decomposed", norm.NFD.String(long), "новий міст", "", ""},
		{"look-alikes", strings.ReplaceAll(long, "міст", "мicт"), "новий мicт", "Latin letters among Cyrillic ones that look the same were kept as they are: 20, the first is «мicт»", ""},
		{"no-break spaces", strings.ReplaceAll(long, " ", "\u00a0"), "новий\u00a0міст", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.Read("a.txt", []byte(tt.in))
			if tt.refusal != "" {
				e, ok := errors.AsType[*pipeline.Error](err)
				if !ok || e.Kind != pipeline.Invalid || !strings.Contains(e.Public, tt.refusal) || e.Hint == "" {
					t.Errorf("%#v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if text := strings.Join(plainTexts(a), "\n"); !strings.Contains(text, tt.want) {
				t.Errorf("read %.300q", text)
			}
			if tt.notice != "" && !hasNotice(notices, tt.notice) {
				t.Errorf("notices %v", notices)
			}
		})
	}
}

func plainTexts(a pipeline.Article) []string {
	var texts []string
	for _, b := range a.Blocks {
		texts = append(texts, codec.PlainText(b))
	}
	return texts
}

// UTF-16 without a mark is read when it is whole, when it breaks off and when
// it is only a word.
func TestUnmarkedUTF16(t *testing.T) {
	for _, text := range []string{bridge, "Київ", "The bridge is open.", "«Так!» — № 5"} {
		var le, be []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			le, be = append(le, byte(unit), byte(unit>>8)), append(be, byte(unit>>8), byte(unit))
		}
		for name, data := range map[string][]byte{"UTF-16LE": le, "UTF-16BE": be, "UTF-16LE cut": append(bytes.Clone(le), 0x3f)} {
			a, notices, err := codec.Read("a.txt", data)
			if err != nil {
				t.Errorf("%s %q: %v", name, text, err)
				continue
			}
			if got := strings.TrimRight(codec.PlainText(a.Blocks[0]), "\ufffd"); got != text || !hasNotice(notices, strings.TrimSuffix(name, " cut")+", as its zero bytes say") {
				t.Errorf("%s: read %q, %v", name, got, notices)
			}
		}
	}
}

// A large file is refused before anything is done with it.
func TestLargeFile(t *testing.T) {
	data := bytes.Repeat([]byte("\xcc\xb3\xf1\xf2 "), 20<<20) // 100 MB of windows-1251
	allocated := testing.AllocsPerRun(10, func() {
		if _, _, err := codec.Read("a.txt", data); pipeline.KindOf(err) != pipeline.Invalid {
			t.Error(err)
		}
	})
	if allocated > 20 {
		t.Errorf("%v allocations", allocated)
	}
}

// Whatever the bytes, a text is UTF-8 in NFC without controls, or the error
// is for people.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "\xff\xfe\x1f\x04", "\xcc\xb3\xf1\xf2 \xe2\xb3\xe4\xea\xf0\xe8\xeb\xe8 \xe4\xeb\xff \xf0\xf3\xf5\xf3", "РџРѕСЂРѕРј С–РґРµ РґРѕ РљРёС”РІР°", "Міст\x00?так\xff", bridge, bridge[:41],
		"<meta charset=koi8-r>\xf4\xc1\xcb", "и\u0306\u200d\u202e", "К\x00и\x00ї\x00в\x00", "# \xd0\n\n- \x0b\x1e\x1f", "\ufeff\ufffd", "---\ntitle: \"\\x00\\u0000\"\n---\n\na &#0; &#1; &#xD800;",
	} {
		for name := range 3 {
			f.Add(byte(name), []byte(seed), name == 0)
		}
	}
	f.Fuzz(func(t *testing.T, name byte, data []byte, repair bool) {
		a, _, err := codec.ReadWith([]string{"a.txt", "a.md", "a.html"}[name%3], data, codec.Options{Repair: repair})
		if err != nil {
			if e, ok := errors.AsType[*pipeline.Error](err); !ok || e.Kind != pipeline.Invalid || e.Hint == "" || !utf8.ValidString(e.Public) {
				t.Errorf("%#v", err)
			}
			return
		}
		checkClean(t, "read", a)
	})
}
