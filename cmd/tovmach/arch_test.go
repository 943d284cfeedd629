package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tovmach/tovmach/"

// layers says which of our packages a package may import; the first row that
// fits counts, and a package without a row fails. A trailing /… is the folder
// and all below it.
var layers = []struct{ pkg, may, why string }{
	{"glossary", "", "the words stand alone, like x/text"},
	{"glossary/inflect", "glossary", "forms of a term, as entries describe it"},
	{"glossary/translit", "", "romanization needs letters only"},
	{"glossary/match", "glossary glossary/inflect", "finds the forms of entries"},
	{"glossary/sheet", "glossary", "entries from and to tables"},
	{"glossary/names", "glossary", "English spellings of entries"},
	{"glossary/tbx", "glossary", "entries from and to the exchange format of ISO 30042"},
	{"glossary/glossarytest", "", "test data for the packages of the glossary"},
	{"glossary/house", "glossary glossary/sheet", "the termbase that ships inside is a table"},
	{"glossary/suggest", "glossary glossary/match glossary/inflect glossary/translit", "names that no entry knows, as entries"},
	{"pipeline", "", "the domain knows nobody"},
	{"pipeline/split", "pipeline", "pure: spans of a text"},
	{"pipeline/markup", "pipeline", "pure: tags of a text"},
	{"pipeline/langid", "pipeline pipeline/markup", "pure: is it Ukrainian"},
	{"pipeline/codec/zipped/zippedtest", "", "archives for tests"},
	{"pipeline/codec/zipped", "pipeline", "archives of strangers, within limits"},
	{"pipeline/codec/xmltree", "pipeline", "XML of strangers, within limits"},
	{"pipeline/codec/office", "pipeline", "what a document says, whichever file it came in"},
	{"pipeline/codec/docx", "pipeline pipeline/codec/office pipeline/codec/xmltree pipeline/codec/zipped", "pure: documents of Word"},
	{"pipeline/codec/odt", "pipeline pipeline/codec/office pipeline/codec/xmltree pipeline/codec/zipped", "pure: documents of LibreOffice"},
	{"pipeline/codec", "pipeline pipeline/markup pipeline/langid pipeline/codec/…", "pure: articles from and to files"},
	{"pipeline/codec/xmlread", "pipeline", "pure: XML of strangers"},
	{"pipeline/codec/wordpress", "pipeline pipeline/codec/xmlread", "pure: posts of an export; codec makes articles of them"},
	{"pipeline/codec/feed", "pipeline pipeline/codec/xmlread", "pure: items of a feed"},
	{"pipeline/align", "pipeline", "pure: what of a text stands in a later version of it"},
	{"pipeline/alike", "pipeline pipeline/align pipeline/markup", "pure: texts that are nearly the same"},
	{"pipeline/check", "pipeline pipeline/markup", "pure: findings"},
	{"pipeline/assemble", "pipeline pipeline/markup", "pure: the English article"},
	{"pipeline/render", "pipeline pipeline/markup pipeline/codec", "pure: the finished story's forms"},
	{"pipeline/exchange", "pipeline", "pure: a task's text for work elsewhere"},
	{"pipeline/journal", "pipeline", "the record of the domain"},
	{"pipeline/board", "pipeline pipeline/journal", "what is true now"},
	{"pipeline/vault", "pipeline pipeline/journal", "bytes that the journal names"},
	{"pipeline/natsd", "pipeline", "a server, and the one error type"},
	{"pipeline/pipelinetest/disk", "", "a disk that tests cut off, fill or slow down"},
	{"pipeline/pipelinetest/cluster", "pipeline pipeline/journal", "servers that tests kill and cut off, and people who work meanwhile"},
	{"pipeline/pipelinetest", "pipeline/…", "a real server for every test"},
	{"workers/metrics", "pipeline", "pure: counts what it is told, and writes it; the API answers with it"},
	{"workers", "pipeline pipeline/journal", "the runner appends what workers answer"},
	{
		"workers/…", "workers workers/metrics pipeline pipeline/align pipeline/alike pipeline/markup pipeline/split pipeline/langid pipeline/codec pipeline/codec/feed pipeline/check pipeline/assemble pipeline/render pipeline/exchange glossary/…",
		"workers join the two leaves; they know neither each other nor the stores",
	},
	{"cmd/tovmach", "pipeline/… workers/… glossary/…", "wiring may know all"},
}

// modules says who may import a third-party module; anything else fails.
var modules = []struct{ prefix, may, why string }{
	{"github.com/nats-io/nats-server", "pipeline/natsd", "one place knows the embedded server"},
	{"github.com/nats-io/nkeys", "pipeline/natsd", "keys of the users of an outside NATS"},
	{"github.com/nats-io/jwt", "pipeline/natsd", "tests only: creds of an operator, as nsc makes them"},
	{"github.com/nats-io/nats.go", "pipeline/journal pipeline/board pipeline/vault pipeline/natsd pipeline/pipelinetest pipeline/pipelinetest/cluster", "streams and buckets have one owner each"},
	{"github.com/rs/zerolog", "workers workers/api workers/feeder cmd/tovmach", "libraries do not log"},
	{"github.com/go-json-experiment/json", "pipeline pipeline/journal", "reads events; in the library from Go 1.27 on"},
	{"github.com/spf13/", "cmd/tovmach", "the command line"},
	{"github.com/BurntSushi/toml", "cmd/tovmach", "the configuration file"},
	{"github.com/danielgtaylor/huma", "workers/api", "the API's description"},
	{"github.com/yuin/goldmark", "pipeline/codec", "Markdown with byte offsets"},
	{"golang.org/x/net/html", "pipeline/codec pipeline/codec/feed", "HTML"},
	{"golang.org/x/term", "cmd/tovmach", "is it a terminal"},
	{"golang.org/x/sys", "pipeline/natsd", "the lock of the data folder on Windows"},
	{"golang.org/x/text", "glossary/… pipeline/… workers/… cmd/tovmach", "text"},
	{"github.com/rogpeppe/go-internal", "cmd/tovmach pipeline/… workers/…", "tests: commands as scripts, goldens as archives"},
	{"github.com/anishathalye/porcupine", "", "tests only: histories of many clients are linearizable"},
	{"net/http", "workers/api workers/outbound cmd/tovmach pipeline pipeline/pipelinetest/cluster", "HTTP lives in the API, in its wiring and in the one way out; the domain names the statuses"},
}

func within(list, pkg string) bool {
	return slices.ContainsFunc(strings.Fields(list), func(row string) bool { return fits(row, pkg) })
}

func fits(row, pkg string) bool {
	folder, deep := strings.CutSuffix(row, "/…")
	return pkg == row || deep && (pkg == folder || strings.HasPrefix(pkg, folder+"/"))
}

// asciiClass finds the two classes that know ASCII letters only: with them
// \bКиїв\b never matches.
var asciiClass = regexp.MustCompile(`\\[bBwW]`)

func TestArchitecture(t *testing.T) {
	root := os.DirFS("../..")
	documented, seen := map[string]bool{}, map[string]bool{}
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "testdata" || file == "cmd/bench"):
			return fs.SkipDir // hidden folders, data, and the benchmarks' own module
		case path.Ext(file) != ".go":
			return nil
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ParseComments)
		if err != nil {
			return err
		}
		pkg := path.Dir(file)
		seen[pkg] = true
		documented[pkg] = documented[pkg] || parsed.Doc != nil
		test := strings.HasSuffix(file, "_test.go")
		checkImports(t, file, pkg, parsed, test)
		checkPatterns(t, file, parsed)
		if lines := bytes.Count(source, []byte("\n")); lines > 500 && !test && !bytes.Contains(source, []byte("//tovmach:data")) {
			t.Errorf("%s has %d lines: cut it", file, lines)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range seen {
		if !documented[pkg] {
			t.Errorf("package %s has no comment", pkg)
		}
	}
	for _, row := range layers {
		if !slices.ContainsFunc(slices.Collect(keys(seen)), func(pkg string) bool { return fits(row.pkg, pkg) }) {
			t.Errorf("the table lists %s, which does not exist", row.pkg)
		}
	}
}

func keys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func checkImports(t *testing.T, file, pkg string, parsed *ast.File, test bool) {
	i := slices.IndexFunc(layers, func(row struct{ pkg, may, why string }) bool { return fits(row.pkg, pkg) })
	if i < 0 {
		t.Errorf("package %s has no row in the table", pkg)
		return
	}
	for _, imported := range parsed.Imports {
		name := strings.Trim(imported.Path.Value, `"`)
		ours, isOurs := strings.CutPrefix(name, module)
		switch {
		case isOurs && test:
			// Tests may look at what they test from any side.
		case isOurs && ours != pkg && !within(layers[i].may, ours):
			t.Errorf("%s imports %s; %s may import %q: %s", file, ours, pkg, layers[i].may, layers[i].why)
		case !isOurs:
			checkModule(t, file, pkg, name, test)
		}
	}
}

func checkModule(t *testing.T, file, pkg, name string, test bool) {
	for _, m := range modules {
		if strings.HasPrefix(name, m.prefix) && (name != "net/http/httptest" || !test) {
			if !within(m.may, pkg) && !test {
				t.Errorf("%s imports %s, which is for %q: %s", file, name, m.may, m.why)
			}
			return
		}
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		t.Errorf("%s imports %s, which no row allows", file, name)
	}
}

func checkPatterns(t *testing.T, file string, parsed *ast.File) {
	if file == "cmd/tovmach/arch_test.go" {
		return // it names them
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := f.X.(*ast.Ident); !ok || x.Name != "regexp" {
			return true
		}
		if lit, ok := call.Args[0].(*ast.BasicLit); ok && asciiClass.MatchString(lit.Value) {
			t.Errorf("%s: the pattern %s has a class that knows ASCII letters only", file, lit.Value)
		}
		return true
	})
}
