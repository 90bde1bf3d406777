package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// XLSX writes a network as a workbook of four sheets: entities, links, the
// sources to which both refer by number, and what the file is. Cells hold words in
// the language of the network; text is never a formula.
func XLSX(w io.Writer, n *Network) error {
	book := excelize.NewFile()
	defer book.Close()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	list, number := n.sources()
	sheets := []struct {
		name  label
		table table
	}{
		{label{"实体", "Entities"}, numbered(n.nodes(), []string{"kindLabel", "documents"}, number, func(i int) []Evidence { return n.Nodes[i].Evidence })},
		{label{"关系", "Links"}, numbered(n.links(), []string{"label", "documents"}, number, func(i int) []Evidence { return n.Links[i].Evidence })},
		{label{"出处", "Sources"}, sourceTable(list)},
		{label{"说明", "About"}, about(n)},
	}
	for i, sheet := range sheets {
		name := sheet.name.in(n.Language)
		if i == 0 {
			err = book.SetSheetName("Sheet1", name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err == nil {
			err = writeSheet(book, name, sheet.table, n.Language, bold)
		}
		if err != nil {
			return err
		}
	}
	return book.Write(w)
}

// numbered adds the numbers of the sources, and leaves out columns that say in
// words what another one does.
func numbered(t table, without []string, number map[Evidence]int, evidence func(int) []Evidence) table {
	var out table
	var kept []int
	for i, c := range t.columns {
		if !slices.Contains(without, c.name) {
			kept = append(kept, i)
			out.columns = append(out.columns, c)
		}
	}
	out.columns = append(out.columns, column{"sources", "string", label{"出处编号", "source numbers"}})
	for i, row := range t.rows {
		var cells []cell
		for _, k := range kept {
			cells = append(cells, row[k])
		}
		var numbers []string
		for _, e := range evidence(i) {
			numbers = append(numbers, strconv.Itoa(number[e]))
		}
		out.rows = append(out.rows, append(cells, plain(strings.Join(numbers, ", "))))
	}
	return out
}

func sourceTable(list []source) table {
	t := table{columns: []column{
		{"number", "integer", label{"编号", "number"}},
		{"document", "string", label{"文献", "document"}},
		{"locator", "string", label{"位置", "place"}},
		{"asOf", "string", label{"所指日期", "as of"}},
		{"citation", "string", label{"引用", "citation"}},
		{"documentId", "string", label{"文献标识", "document id"}},
	}}
	for _, s := range list {
		t.rows = append(t.rows, []cell{count(s.number), plain(s.DocumentLabel), plain(s.Locator), plain(s.AsOf), plain(s.Citation), plain(s.Document)})
	}
	return t
}

// about says what the file is. It is a sheet, not the properties of the workbook,
// since some readers fail on these as excelize writes them.
func about(n *Network) table {
	return table{
		columns: []column{
			{"title", "string", label{"标题", "title"}},
			{"made", "string", label{"生成日期", "made on"}},
			{"note", "string", label{"完整性", "what is missing"}},
		},
		rows: [][]cell{{plain(oneLine(n.Title)), plain(n.Made.Format("2006-01-02")), plain(n.Note)}},
	}
}

func writeSheet(book *excelize.File, name string, t table, language string, bold int) error {
	sheet, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := sheet.SetColWidth(1, len(t.columns), 18); err != nil {
		return err
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.label.in(language)
	}
	if err := sheet.SetRow("A1", header, excelize.RowOpts{StyleID: bold}); err != nil {
		return err
	}
	for i, row := range t.rows {
		cells := make([]any, len(row))
		for k, c := range row {
			cells[k] = shown(c, t.columns[k].kind)
		}
		if err := sheet.SetRow("A"+strconv.Itoa(i+2), cells); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// shown returns a cell as a workbook holds it: figures as numbers, else words.
func shown(c cell, kind string) any {
	if c.value == "" {
		return nil
	}
	if kind == "integer" || kind == "double" {
		if f, err := strconv.ParseFloat(c.value, 64); err == nil {
			return f
		}
	}
	return c.text
}
