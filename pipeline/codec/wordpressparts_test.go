package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// Shortcodes are written as they came, unless Markdown would take them for
// links.
func TestWordPressShortcodesWritten(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"gallery", `[gallery ids="1,2" link_to="*a*"]`, `[gallery ids="1,2" link_to="*a*"]`},
		{"gallery of a block", `<!-- wp:shortcode -->[gallery ids="1,2"]<!-- /wp:shortcode -->`, `[gallery ids="1,2"]`},
		{"with an address", `[video mp4="https://a.b/c_d_e.mp4"][/video]`, `[video mp4="https://a.b/c_d_e.mp4"][/video]`},
		{"around an address", "[embed]https://t.me/a/1[/embed]", "[embed]https://t.me/a/1[/embed]"},
		{"a link in disguise", "[video a=1](javascript:x)[/video]", `\[video a=1\]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("e.xml", []byte(export(item("7", "Т", tt.in+"\n\nА"))))
			if err != nil {
				t.Fatal(err)
			}
			if got := string(codec.WriteMarkdown(a, a)); !strings.Contains(got, "\n"+tt.want) {
				t.Errorf("written\n%swant %s", got, tt.want)
			}
		})
	}
}

// An export says who its authors are apart from the posts, which have their
// logins.
func TestWordPressByline(t *testing.T) {
	for _, tt := range []struct{ name, login, shows, want, notice string }{
		{"name to show", "ira", "Ірина Коваль", "byline: Ірина Коваль\n", ""},
		{"login as the name to show", "ira", "ira", "", "dropped: "},
		{"login alone", "ira_k", "", "", "dropped: "},
		{"login with a capital letter", "Iryna", "", "byline: Iryna\n", "guessed: "},
		{"none", "", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			author := ""
			if tt.shows != "" {
				author = "<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[" + tt.login + "]]></wp:author_login><wp:author_display_name><![CDATA[" + tt.shows + "]]></wp:author_display_name></wp:author>"
			}
			post := strings.Replace(item("7", "Т", "А"), "<content", "<dc:creator>"+tt.login+"</dc:creator><content", 1)
			for _, doc := range []string{export(author, post), export(author, post, item("8", "Інший", "Б"))} {
				one, err := codec.Pick([]byte(doc), "7")
				if err != nil {
					t.Fatal(err)
				}
				a, notices, err := codec.Read("e.xml", one)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := plain(a), "headline: Т\n"+tt.want+"paragraph: А\n"; got != want {
					t.Errorf("read\n%swant\n%s", got, want)
				}
				if got := noticed(notices); !strings.HasPrefix(got, tt.notice) || (got == "") != (tt.notice == "") {
					t.Errorf("notices %q, want one that is %q", got, tt.notice)
				}
			}
		})
	}
}
