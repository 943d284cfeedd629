package zipped_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

func TestOpen(t *testing.T) {
	a, err := zipped.Open(zippedtest.Pack(t, "a/б.xml", "текст", "folder/", "", "c", strings.Repeat("x", 1<<19)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a/б.xml": "текст", "c": strings.Repeat("x", 1<<19)} {
		if data, err := a.Part(name); err != nil || string(data) != want {
			t.Errorf("%s is %.20q, %v", name, data, err)
		}
	}
	if data, err := a.Part("none"); data != nil || err != nil || a.Has("none") {
		t.Errorf("a part that is not there is %q, %v", data, err)
	}
	if got := strings.Join(a.Names(), " "); got != "a/б.xml folder/ c" {
		t.Errorf("names %s", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	many := []string{}
	for i := range 2001 {
		many = append(many, strconv.Itoa(i), "")
	}
	good := zippedtest.Pack(t, "a", "б", "c", "д")
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "damaged"},
		{"half", good[:len(good)/2], "damaged"},
		{"large", make([]byte, zipped.MaxFile+1), "20971521 bytes; 20 MB is the most"},
		{"many entries", zippedtest.Pack(t, many...), "2001 entries; 2000 is the most"},
		{"zeros", zippedtest.Pack(t, "a", "", "zeros", strings.Repeat("\x00", 4<<20)), "more than 100 times its size"},
		{"dense together", zippedtest.Pack(t, "m", "", "a", strings.Repeat("\x00", 1<<20), "b", strings.Repeat("\x00", 1<<20)), "more than 100 times its size"},
		{"says that it has 100 MB", declare(t, 100<<20), "more than 100 times its size"},
		{"says that it has more", declare(t, zipped.MaxUnpacked+1), "more than 200 MB"},
		{"parent", zippedtest.Pack(t, "../x", ""), "leads out"},
		{"parent inside", zippedtest.Pack(t, "a/../../x", ""), "leads out"},
		{"absolute", zippedtest.Pack(t, "/x", ""), "leads out"},
		{"drive", zippedtest.Pack(t, "C:x", ""), "leads out"},
		{"backslash", zippedtest.Pack(t, `..\x`, ""), "leads out"},
		{"link", special(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }), "no file"},
		{"password", flagged(t), "protected by a password"},
		{"twice", zippedtest.Pack(t, "a", "", "a", ""), "two parts named"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := zipped.Open(tt.data)
			refused, ok := errors.AsType[*pipeline.Error](err)
			if !ok || refused.Kind != pipeline.Invalid || refused.Hint == "" || !strings.Contains(refused.Public, tt.want) {
				t.Errorf("error %#v, want an Invalid one with a hint and %q", err, tt.want)
			}
		})
	}
}

// A part that is longer than the directory says is no part, however short that
// says it is.
func TestPartThatLies(t *testing.T) {
	packed := zippedtest.Pack(t, "a", "", "b", strings.Repeat("слово ", 1000))
	at := bytes.LastIndex(packed, []byte("PK\x01\x02"))
	copy(packed[at+24:], []byte{10, 0, 0, 0}) // bytes unpacked
	a, err := zipped.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := a.Part("b"); pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("read %q, %v", data, err)
	}
}

// special packs one part with a header of its own kind.
func special(t *testing.T, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	header := &zip.FileHeader{Name: "a", Method: zip.Store}
	change(header)
	if part, err := w.CreateHeader(header); err != nil {
		t.Fatal(err)
	} else if _, err := io.WriteString(part, "б"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// declare packs a part that says it has that many bytes.
func declare(t *testing.T, size uint32) []byte {
	packed := zippedtest.Pack(t, "a", "б")
	at := bytes.LastIndex(packed, []byte("PK\x01\x02"))
	copy(packed[at+24:], []byte{byte(size), byte(size >> 8), byte(size >> 16), byte(size >> 24)})
	return packed
}

// flagged packs a part and says that it is encrypted.
func flagged(t *testing.T) []byte {
	packed := zippedtest.Pack(t, "a", "б")
	packed[bytes.LastIndex(packed, []byte("PK\x01\x02"))+8] |= 1
	return packed
}

// Whatever the bytes are, an archive is refused or its parts are what was
// declared, within the limits.
func FuzzOpen(f *testing.F) {
	f.Add(zippedtest.Pack(f, "word/document.xml", "<a/>", "b", strings.Repeat("б", 300)))
	f.Add(zippedtest.Pack(f, "../x", ""))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := zipped.Open(data)
		if err != nil {
			if pipeline.KindOf(err) != pipeline.Invalid {
				t.Errorf("error %v, want an Invalid one", err)
			}
			return
		}
		total := 0
		for _, name := range a.Names() {
			if strings.Contains(name, "..") && (strings.HasPrefix(name, "../") || strings.Contains(name, "/../")) {
				t.Errorf("name %q", name)
			}
			part, err := a.Part(name)
			if err == nil {
				total += len(part)
			}
		}
		if total > zipped.MaxUnpacked {
			t.Errorf("%d bytes", total)
		}
	})
}
