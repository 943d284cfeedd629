package codec

import (
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// An inline reader turns the inline Markdown of one block into marked text.
// The parser says what stands there but not where its signs are, so the reader
// walks the source along with the tree and checks every sign it passes. When
// something is not where it must be, failed is set and the block is taken as
// it stands, without tags.
type inline struct {
	src   string
	lines *text.Segments
	at    int // offset in src, behind what was read
	out   strings.Builder
	tags  []pipeline.Tag
	// pending are the numbers of the pairs of raw HTML that stand open.
	pending []int
	titles  []string // of links; nobody translates them
	failed  bool
}

// readInline reads the children of a block whose lines those are.
func readInline(src string, block ast.Node, lines *text.Segments) inline {
	r := inline{src: src, lines: lines}
	if lines.Len() == 0 {
		r.failed = true
		return r
	}
	r.at = lines.At(0).Start
	r.children(block)
	if end := lines.At(lines.Len() - 1).Stop; strings.TrimRight(src[min(r.at, end):end], " \t\r\n") != "" {
		r.failed = true
	}
	return r
}

func (r *inline) children(parent ast.Node) {
	pairs := htmlPairs(r.src, parent)
	for child := parent.FirstChild(); child != nil && !r.failed; child = child.NextSibling() {
		if run, last := textRun(child); last != nil {
			r.text(run, last)
			child = last
			continue
		}
		r.node(child, pairs)
	}
}

// textRun joins the texts that follow one another without a gap; the parser
// cuts them wherever a sign might have begun. It returns the last of them, or
// nil when the node is no text.
func textRun(node ast.Node) (text.Segment, *ast.Text) {
	last, ok := node.(*ast.Text)
	if !ok {
		return text.Segment{}, nil
	}
	run := last.Segment
	for !last.SoftLineBreak() && !last.HardLineBreak() {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != run.Stop {
			break
		}
		run.Stop = next.Segment.Stop
		last = next
	}
	return run, last
}

func (r *inline) text(run text.Segment, last *ast.Text) {
	r.expect(run.Start)
	if r.failed {
		return
	}
	r.decode(r.src[run.Start:run.Stop])
	r.at = run.Stop
	if !last.SoftLineBreak() && !last.HardLineBreak() {
		return
	}
	next, ok := r.nextLine()
	if !ok { // the break at the end of a block breaks nothing
		return
	}
	if last.HardLineBreak() {
		r.alone(pipeline.Tag{Kind: pipeline.Break, Open: r.src[r.at:next]})
	} else {
		r.out.WriteByte(' ')
	}
	r.at = next
}

func (r *inline) node(node ast.Node, pairs map[ast.Node]htmlPair) {
	switch node := node.(type) {
	case *ast.Emphasis:
		kind := pipeline.Italic
		if node.Level == 2 {
			kind = pipeline.Bold
		}
		r.delimited(node, kind, r.sign("*_", node.Level))
	case *extension.Strikethrough:
		r.delimited(node, pipeline.Struck, r.sign("~", r.tildes(node)))
	case *ast.CodeSpan:
		r.code(node)
	case *ast.AutoLink:
		r.autoLink(node)
	case *ast.Link:
		r.link(node)
	case *ast.Image:
		start := r.at
		alt, _ := r.image(node)
		if !r.failed {
			r.alone(pipeline.Tag{Kind: pipeline.Image, URL: decodeURL(node.Destination), Text: alt, Open: r.src[start:r.at]})
		}
	case *ast.RawHTML:
		r.html(node, pairs)
	default:
		r.failed = true
	}
}

func (r *inline) autoLink(node *ast.AutoLink) {
	end := strings.IndexByte(r.src[r.at:], '>')
	if r.sign("<", 1) == "" || end < 0 {
		r.failed = true
		return
	}
	text := r.src[r.at+1 : r.at+end]
	url := text
	if node.AutoLinkType == ast.AutoLinkEmail {
		url = "mailto:" + url
	}
	r.alone(pipeline.Tag{Kind: pipeline.Opaque, URL: url, Text: text, Open: r.src[r.at : r.at+end+1]})
	r.at += end + 1
}

// sign is the run of n equal bytes, one of those, that stands next; "" when
// another byte does.
func (r *inline) sign(of string, n int) string {
	if r.at+n > len(r.src) || n == 0 {
		return ""
	}
	sign := r.src[r.at : r.at+n]
	if !strings.Contains(of, sign[:1]) || strings.Trim(sign, sign[:1]) != "" {
		return ""
	}
	return sign
}

// tildes is how many open a struck text. Two stand for one struck text, except
// where another begins at the same place.
func (r *inline) tildes(node ast.Node) int {
	if _, nested := node.FirstChild().(*extension.Strikethrough); !nested && r.sign("~", 2) != "" {
		return 2
	}
	return 1
}

func (r *inline) delimited(node ast.Node, kind pipeline.TagKind, sign string) {
	if sign == "" {
		r.failed = true
		return
	}
	r.at += len(sign)
	n := r.open(pipeline.Tag{Kind: kind, Open: sign, Close: sign})
	r.children(node)
	if r.failed || r.sign(sign[:1], len(sign)) != sign {
		r.failed = true
		return
	}
	r.at += len(sign)
	r.close(n)
}

func (r *inline) code(node *ast.CodeSpan) {
	ticks := len(r.src[r.at:]) - len(strings.TrimLeft(r.src[r.at:], "`"))
	content, from := "", r.at+ticks
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		if line, ok := child.(*ast.Text); ok {
			content += strings.NewReplacer("\r\n", " ", "\n", " ").Replace(r.src[line.Segment.Start:line.Segment.Stop])
			from = max(from, line.Segment.Stop)
		}
	}
	length := strings.IndexByte(r.src[from:], '`')
	if ticks == 0 || length < 0 || length > 1 {
		r.failed = true
		return
	}
	end := from + length + ticks
	r.alone(pipeline.Tag{Kind: pipeline.CodeSpan, Text: content, Open: r.src[r.at:end]})
	r.at = end
}

func (r *inline) open(tag pipeline.Tag) int {
	r.tags = append(r.tags, tag)
	r.out.WriteString(markup.Tag(markup.Open, len(r.tags)))
	return len(r.tags)
}

func (r *inline) close(n int) {
	r.out.WriteString(markup.Tag(markup.Close, n))
}

func (r *inline) alone(tag pipeline.Tag) {
	r.tags = append(r.tags, tag)
	r.out.WriteString(markup.Tag(markup.Alone, len(r.tags)))
}

// expect fails when something was passed over.
func (r *inline) expect(offset int) {
	if offset != r.at {
		r.failed = true
	}
}

// nextLine is where the text of the following line begins.
func (r *inline) nextLine() (int, bool) {
	n := r.lines.Len()
	i := sort.Search(n, func(i int) bool { return r.lines.At(i).Start > r.at })
	if i == n {
		return 0, false
	}
	return r.lines.At(i).Start, true
}
