// Package house is the termbase that ships inside the program: the names that
// every newsroom with Ukrainian sources meets, so that a new one does not start
// with an empty glossary. There are institutions, places, people, companies,
// media, abbreviations, countries and weapons, with the wrong spellings that
// must not be printed.
//
// All entries are general: where an entry of a desk or of a subject fits the
// same text, package match takes that one.
//
// # Where the English forms come from
//
// Every entry names its Rule, and its preferred English term the Reason:
//
//   - "KMU 2010": romanized by Resolution 55 of the Cabinet of Ministers of
//     Ukraine (27 January 2010), for the names that English has no own form of;
//   - "own usage: ...": as the person or body writes itself, and where;
//   - "established English name" and "official English name".
//
// Russian-based forms (Kiev, Kharkov) are deprecated. Other romanizations of the
// same name (Yuriy for Yurii) are not listed: package names knows them by their
// letters.
package house

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/sheet"
)

//go:embed *.csv
var tables embed.FS

// Entries returns the termbase, in the order of the names of its tables and of
// the rows in them. The ids are stable ("house-kyiv"). The caller may change
// what it gets. The error names the table and the row that cannot be read; a
// released program never returns one.
func Entries() ([]glossary.Entry, error) {
	names, err := fs.Glob(tables, "*.csv")
	if err != nil {
		return nil, fmt.Errorf("house termbase: %w", err)
	}
	var all []glossary.Entry
	for _, name := range names {
		entries, err := read(name)
		if err != nil {
			return nil, fmt.Errorf("house termbase: %w", err)
		}
		all = append(all, entries...)
	}
	return all, nil
}

// read reads one table. What a reader of foreign tables passes over with a
// notice is a fault here.
func read(name string) ([]glossary.Entry, error) {
	file, err := tables.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // embedded, and only read
	entries, notices, err := sheet.Read(name, file)
	if err != nil {
		return nil, err
	}
	if len(notices) > 0 {
		return nil, fmt.Errorf("read %s: %v", name, notices[0])
	}
	return entries, nil
}
