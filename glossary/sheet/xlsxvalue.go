package sheet

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// text returns what a person sees in the cell at hand, numbers and days in one
// spelling for all (ISO/IEC 29500-1, 18.18.11, ST_CellType).
func (s *sheetReader) text() (string, error) {
	value := s.cell.value.String()
	if s.cell.formula && !s.cell.has {
		s.note("is a formula whose value the file does not hold; it is not read")
		return "", nil
	}
	switch s.cell.kind {
	case "s":
		if value == "" {
			return "", nil
		}
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.book.strings) {
			return "", fmt.Errorf("there is no shared string %q", value)
		}
		return s.book.strings[i], nil
	case "inlineStr":
		return s.cell.inline.take(), nil
	case "str":
		return norm.NFC.String(unescapeCell(value)), nil
	case "b":
		if value == "1" {
			return "true", nil
		}
		return "false", nil
	case "d":
		return strings.TrimSuffix(value, "T00:00:00"), nil
	case "e":
		s.note("holds the error " + value + "; it is not read")
		return "", nil
	}
	return s.book.numeric(strings.TrimSpace(value), s.cell.style), nil
}

// numeric spells a number, which is a day when its style says so.
func (b *workbook) numeric(value string, style int) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return value
	}
	if style < len(b.dates) && b.dates[style] {
		if day := b.day(n); day != "" {
			return day
		}
	}
	if !strings.ContainsAny(value, ".eE") || math.Abs(n) >= 1e15 {
		return value
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// day spells the day with that number as ISO 8601 does, "" when there is none.
// Day 1 is 1900-01-01; and there is a day 60, 1900-02-29, which never was
// (ISO/IEC 29500-1, 18.17.4.1).
func (b *workbook) day(n float64) string {
	const lastDay = 2_958_465 // 9999-12-31
	if n < 1 || n >= lastDay+1 {
		return ""
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case b.from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case n < 60:
		first = first.AddDate(0, 0, 1)
	}
	whole := math.Floor(n)
	t := first.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((n-whole)*86400)) * time.Second)
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}

// readStyles finds the styles that show a number as a day.
func (b *workbook) readStyles(part string) error {
	days := map[string]bool{}
	for _, id := range []int{14, 15, 16, 17, 22} { // ISO/IEC 29500-1, 18.8.30
		days[strconv.Itoa(id)] = true
	}
	inCells := false
	return b.tokens(part, func(token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "numFmt":
				days[attr(e, "numFmtId")] = isDayFormat(attr(e, "formatCode"))
			case e.Name.Local == "cellXfs":
				inCells = true
			case e.Name.Local == "xf" && inCells:
				b.dates = append(b.dates, days[attr(e, "numFmtId")])
			}
		case xml.EndElement:
			inCells = inCells && e.Name.Local != "cellXfs"
		}
		return nil
	})
}

// isDayFormat says whether a format shows a year or a day: y or d outside
// quotes, brackets and escapes.
func isDayFormat(code string) bool {
	var closing byte
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case closing != 0:
			if c == closing {
				closing = 0
			}
		case c == '"':
			closing = '"'
		case c == '[':
			closing = ']'
		case c == '\\' || c == '_' || c == '*':
			i++
		case strings.IndexByte("yYdD", c) >= 0:
			return true
		}
	}
	return false
}
