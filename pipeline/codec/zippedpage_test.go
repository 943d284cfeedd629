package codec_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

// A page that was saved with its pictures in an archive is read as if it came
// alone; an archive of several is not.
func TestZippedPage(t *testing.T) {
	const page = "<html><head><meta charset=windows-1251><meta name=generator content='Google Docs'></head><body><h1>Міст</h1><p>" + long + "</p></body></html>"
	cp1251, err := charmap.Windows1251.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		parts   []string
		want    string // in a notice, or in the error
		refused bool
	}{
		{"Google Docs", []string{"Міст.html", page, "images/", "", "images/image1.png", "x", "images/image2.png", "y"}, "its pictures stay in the archive", false},
		{"a page alone", []string{"a.HTM", page}, "", false},
		{"XHTML with a style", []string{"a.css", "p{}", "a.xhtml", page}, "its pictures stay in the archive", false},
		{"Windows-1251", []string{"a.html", cp1251}, "decoded from windows-1251", false},
		{"resource forks", []string{"a.html", page, "__MACOSX/._a.html", "x", "._a.html", "x"}, "its pictures stay in the archive", false},
		{"several pages", []string{"a.html", page, "b.html", page}, "2 HTML files", true},
		{"a page in a folder", []string{"a/a.html", page}, "no document", true},
		{"an e-book", []string{"META-INF/container.xml", "", "a.html", page}, "EPUB", true},
		{"no words", []string{"a.html", "<p></p>"}, "no text", true},
		{"empty", []string{"a.html", ""}, "empty", true},
		{"an archive that is called a page", []string{"a.html", string(zippedtest.Pack(t, "b.html", page))}, "not", true},
		{"too dense", []string{"b", "", "a.html", page + strings.Repeat(" ", 4<<20)}, "100 times", true},
		{"too long", []string{"a.html", page + strings.Repeat("<p>"+long+"</p>", 3000)}, "300000", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.Read("story.zip", zippedtest.Pack(t, tt.parts...))
			if tt.refused {
				if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("error %v, want an Invalid one with %q", err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got, want := plain(a), "headline: Міст\nparagraph: "+long+"\n"; got != want || a.Format != pipeline.HTML {
				t.Errorf("read %s\n%swant\n%s", a.Format, got, want)
			}
			if said := notes(notices); !strings.Contains(strings.ToLower(said), tt.want) {
				t.Errorf("notices\n%s\nwant %q", said, tt.want)
			}
		})
	}
}
