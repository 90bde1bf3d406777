package export

import "io"

// A Format is a file that can be exported.
type Format struct {
	Name  string // of the file: graph.gexf
	Media string // type of its content

	Network func(io.Writer, *Network) error // nil for a brief
	Brief   func(*Brief, io.Writer) error   // nil for a network
}

// Formats are all of them.
var Formats = []Format{
	{Name: "graph.gexf", Media: "application/gexf+xml; charset=utf-8", Network: GEXF},
	{Name: "graph.graphml", Media: "application/graphml+xml; charset=utf-8", Network: GraphML},
	{Name: "graph.json", Media: "application/json; charset=utf-8", Network: JSON},
	{Name: "nodes.csv", Media: "text/csv; charset=utf-8; header=present", Network: NodesCSV},
	{Name: "edges.csv", Media: "text/csv; charset=utf-8; header=present", Network: EdgesCSV},
	{Name: "network.xlsx", Media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Network: XLSX},
	{Name: "brief.md", Media: "text/markdown; charset=utf-8", Brief: (*Brief).Markdown},
	{Name: "brief.docx", Media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Brief: (*Brief).DOCX},
}

// FormatOf returns the format of a name, or nil.
func FormatOf(name string) *Format {
	for i := range Formats {
		if Formats[i].Name == name {
			return &Formats[i]
		}
	}
	return nil
}
