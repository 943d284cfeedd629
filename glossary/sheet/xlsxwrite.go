package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"unicode/utf16"
)

// maxCellUnits is how much text a cell of a spreadsheet program holds, in units
// of UTF-16; programs call a file with more of it damaged.
const maxCellUnits = 32767

// The styles of written cells, as numbered in xlsxStyles.
const (
	styleText   = 0
	styleHeader = 1
	styleQuoted = 2 // looks like a formula and is none, also after somebody edits it
)

// writeXLSX writes a table, header first, as a workbook with one sheet. Text
// stands in the cells themselves, so that there is no table of shared strings.
func writeXLSX(w io.Writer, table [][]string) error {
	z := zip.NewWriter(w)
	for _, part := range xlsxParts() {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	f, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	if err := writeSheet(out, table); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// writeSheet writes the part with the cells. The header stays in sight.
func writeSheet(out *bufio.Writer, table [][]string) error {
	out.WriteString(xmlHead + `<worksheet xmlns="` + mainNS + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`)
	for i, cells := range table {
		out.WriteString(fmt.Sprintf(`<row r="%d">`, i+1))
		for j, text := range cells {
			if text == "" {
				continue
			}
			ref := fmt.Sprintf("%s%d", columnName(j+1), i+1)
			if len(text) > maxCellUnits && len(utf16.Encode([]rune(text))) > maxCellUnits {
				return fmt.Errorf("cell %s: %w: a spreadsheet cell holds %d characters", ref, ErrTooLarge, maxCellUnits)
			}
			style := styleText
			switch {
			case i == 0:
				style = styleHeader
			case isFormula(text):
				style = styleQuoted
			}
			if text[0] == '\'' { // Read would take it off otherwise
				text = guarded(text)
			}
			out.WriteString(fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, ref, style, escapeCell(text)))
		}
		out.WriteString("</row>")
	}
	out.WriteString("</sheetData></worksheet>")
	return nil
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	docRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgNS   = "http://schemas.openxmlformats.org/package/2006/"
	types   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// xlsxParts returns the parts that are the same in every workbook: the least
// that ISO/IEC 29500-1, 12.2 asks for.
func xlsxParts() []struct{ name, text string } {
	return []struct{ name, text string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + pkgNS + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + types + `sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + types + `worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + types + `styles+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + pkgNS + `relationships">` +
			`<Relationship Id="rId1" Type="` + docRels + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainNS + `" xmlns:r="` + docRels + `">` +
			`<sheets><sheet name="Terms" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + pkgNS + `relationships">` +
			`<Relationship Id="rId1" Type="` + docRels + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + docRels + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", xmlHead + `<styleSheet xmlns="` + mainNS + `">` +
			`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
			`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
			`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
			`<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
			`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
			`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>` +
			`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`},
	}
}
