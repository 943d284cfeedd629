// Package wordpress reads what WordPress says of its posts: the export file
// (WXR 1.2, an RSS feed with the posts whole) and the answers of its REST API
// (/wp-json/wp/v2/posts). It also reads the content of a post: the blocks of
// Gutenberg behind their comments, the text of the classic editor with its
// blank lines, shortcodes. Package codec makes articles of it.
package wordpress

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// maxItems bounds the items of one file, posts and all else.
const maxItems = 20_000

// An Export is a file of posts.
type Export struct {
	Lang    string // of the site, as it is declared: "uk", "uk-UA"; "" when it is not
	Posts   []Post
	Skipped map[string]int // items that are no posts, by type

	spans []span // of all items, in the order of the file
}

// A Post is one post, its texts as they stand: Title, Excerpt and Content are
// HTML or the editor's own form of it.
type Post struct {
	ID         string
	Title      string
	Excerpt    string // "" when WordPress made it from the content
	Content    string
	Author     string
	Login      bool // Author is a login: nothing says what readers know its owner by
	Slug       string
	Status     string // publish, draft, future, …; "" when the file does not say
	Type       string // post, or a type of the site's own; "" when the file does not say
	Link       string
	Date       string // RFC 3339 where it could be read
	Categories []string
	Tags       []string
	Picture    Picture
	Rendered   bool // Content went through WordPress: shortcodes and blank lines are resolved

	pictureID string
}

// A Picture is what stands above a post.
type Picture struct {
	URL     string
	Alt     string
	Caption string // HTML
	Credit  string
}

// A span is an item in the text of the file.
type span struct {
	start, end int // bytes
	id         string
	post       bool
	media      bool
}

// Sniff reports whether a document begins like one of the two forms: RSS that
// names the namespace of WordPress's exports, or JSON of posts.
func Sniff(doc string) bool {
	head := strings.TrimLeft(strings.TrimPrefix(doc[:min(len(doc), 16<<10)], "\ufeff"), " \t\r\n")
	switch {
	case strings.HasPrefix(head, "<"):
		return isExport(head)
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return isPosts(doc)
	}
	return false
}

func isExport(head string) bool {
	return strings.Contains(head, "<rss") && strings.Contains(head, "wordpress.org/export/")
}

// Read reads all posts of a file. Errors are pipeline.Invalid.
func Read(doc string) (Export, error) {
	doc = strings.TrimPrefix(doc, "\ufeff")
	if strings.HasPrefix(strings.TrimLeft(doc, " \t\r\n"), "<") {
		return readExport(doc)
	}
	return readPosts(doc)
}

// find is the place among the posts of the one that is named by its number in
// WordPress, or as #2 by its place in the file; -1 when there is none.
func (e Export) find(name string) int {
	if place, err := strconv.Atoi(strings.TrimPrefix(name, "#")); strings.HasPrefix(name, "#") {
		if err == nil && place > 0 && place <= len(e.Posts) {
			return place - 1
		}
		return -1
	}
	return slices.IndexFunc(e.Posts, func(p Post) bool { return p.ID == name && name != "" })
}

// Only returns the one post of a file. With several, the error lists them and
// the hint says how to pick one.
func (e Export) Only(name string) (Post, error) {
	switch len(e.Posts) {
	case 1:
		return e.Posts[0], nil
	case 0:
		return Post{}, pipeline.Errorf(pipeline.Invalid, "The file has no posts%s.", e.leftOut()).
			WithHint("Export posts, not pages or media; check that the right file was chosen.")
	}
	return Post{}, pipeline.Errorf(pipeline.Invalid, "The file has %d posts: %s.", len(e.Posts), e.list()).
		WithHint("Name the one that is meant: --post %s. For example: tovmach submit %s --post %[1]s", e.name(0), quoted(name))
}

// Cut returns the file with one post of it, named as find has it, and the
// picture that belongs to it. The error is pipeline.NotFound, with a list, when
// there is no such post.
func Cut(doc, name string) (string, error) {
	e, err := Read(doc)
	if err != nil {
		return "", err
	}
	place := e.find(name)
	if place < 0 {
		return "", pipeline.Errorf(pipeline.NotFound, "The file has no post %s; it has: %s.", name, e.list()).
			WithHint("Posts are named by their number in WordPress, or as #1 by their place in the file.")
	}
	doc = strings.TrimPrefix(doc, "\ufeff")
	if len(e.spans) == 0 {
		return doc, nil // a single post
	}
	var out strings.Builder
	at, posts := 0, 0
	for _, s := range e.spans {
		keep := s.media && s.id == e.Posts[place].pictureID
		if s.post {
			keep = posts == place
			posts++
		}
		if !keep {
			out.WriteString(doc[at:s.start])
			at = s.end
		}
	}
	out.WriteString(doc[at:])
	return trimCommas(out.String()), nil
}

// trimCommas mends a list of JSON of which items were taken.
func trimCommas(doc string) string {
	if !strings.HasPrefix(strings.TrimLeft(doc, " \t\r\n"), "[") {
		return doc
	}
	inside := strings.Trim(doc, " \t\r\n[]")
	return "[" + strings.Trim(inside, ", \t\r\n") + "]"
}

// list names the posts, the first 20 of them.
func (e Export) list() string {
	const most = 20
	var names []string
	for i, p := range e.Posts[:min(len(e.Posts), most)] {
		names = append(names, fmt.Sprintf("%s «%s»", e.name(i), excerpt(p.Title)))
	}
	if more := len(e.Posts) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// name is how people name a post.
func (e Export) name(place int) string {
	if id := e.Posts[place].ID; id != "" {
		return id
	}
	return fmt.Sprintf("#%d", place+1)
}

// leftOut says what the file has besides posts, for the end of a sentence.
func (e Export) leftOut() string {
	if len(e.Skipped) == 0 {
		return ""
	}
	return ", only " + e.Others()
}

func excerpt(title string) string {
	const longest = 60 // characters
	letters := []rune(strings.Join(strings.Fields(title), " "))
	if len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return string(letters)
}

func quoted(name string) string {
	if name == "" || name == "-" {
		return "export.xml"
	}
	if strings.ContainsAny(name, " '\"$&()") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}
