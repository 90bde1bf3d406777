package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// bom tells spreadsheets that a CSV file is UTF-8.
const bom = "\uFEFF"

// NodesCSV writes the entities of a network, one a row, as CSV (RFC 4180, UTF-8
// with a byte order mark), with columns named for programs. A value that a spreadsheet
// would take for a formula stands behind an apostrophe.
func NodesCSV(w io.Writer, n *Network) error { return writeCSV(w, n.nodes()) }

// EdgesCSV writes the links of a network likewise.
func EdgesCSV(w io.Writer, n *Network) error { return writeCSV(w, n.links()) }

func writeCSV(w io.Writer, t table) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	record := make([]string, len(t.columns))
	for i, column := range t.columns {
		record[i] = column.name
	}
	_ = c.Write(record) // errors are kept for Error
	for _, row := range t.rows {
		for i, cell := range row {
			record[i] = harmless(cell.value, t.columns[i].kind)
		}
		_ = c.Write(record)
	}
	c.Flush()
	return c.Error()
}

// harmless returns a value that no spreadsheet runs. What begins like a formula
// gets an apostrophe before it, which spreadsheets take for "this is text"; a
// number stays one.
func harmless(value, kind string) string {
	if kind != "string" {
		if _, err := strconv.ParseFloat(value, 64); err == nil || value == "true" || value == "false" {
			return value
		}
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(value, " \u00a0\u3000\ufeff"))
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && value != "" {
		return "'" + value
	}
	return value
}
