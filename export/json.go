package export

import (
	"encoding/json"
	"io"
)

// JSON writes a network in the shape that graphology imports: attributes, options,
// nodes and edges, each with its evidence.
func JSON(w io.Writer, n *Network) error {
	type object = map[string]any
	nodes, links := n.nodes(), n.links()
	graph := struct {
		Attributes object   `json:"attributes"`
		Options    object   `json:"options"`
		Nodes      []object `json:"nodes"`
		Edges      []object `json:"edges"`
	}{
		object{"title": n.Title, "language": n.Language, "made": n.Made.Format("2006-01-02T15:04:05Z07:00"), "note": n.Note},
		object{"type": "directed", "multi": true, "allowSelfLoops": true},
		make([]object, len(n.Nodes)), make([]object, len(n.Links)),
	}
	for i, node := range n.Nodes {
		a := nodes.attributes(i)
		a["x"], a["y"], a["size"], a["color"] = node.X, node.Y, node.Size, node.Color
		a["aliases"], a["evidence"] = orEmpty(node.Aliases), pieces(node.Evidence)
		graph.Nodes[i] = object{"key": node.ID, "attributes": a}
	}
	for i, link := range n.Links {
		a := links.attributes(i)
		a["evidence"] = pieces(link.Evidence)
		graph.Edges[i] = object{"key": link.ID, "source": link.Source, "target": link.Target, "attributes": a}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(graph)
}

// attributes returns what is known of a row. Ids and ends are not among it.
func (t table) attributes(row int) map[string]any {
	a := map[string]any{}
	for i, c := range t.columns {
		v := t.rows[row][i].value
		switch {
		case v == "" || ownAttributes[c.name]:
		case c.kind == "string":
			a[c.name] = v
		default:
			a[c.name] = json.RawMessage(v)
		}
	}
	return a
}

// pieces returns evidence as a list of objects.
func pieces(evidence []Evidence) []map[string]string {
	list := []map[string]string{}
	for _, e := range evidence {
		piece := map[string]string{"document": e.Document, "documentLabel": e.DocumentLabel, "citation": e.Citation}
		if e.Locator != "" {
			piece["locator"] = e.Locator
		}
		if e.AsOf != "" {
			piece["asOf"] = e.AsOf
		}
		list = append(list, piece)
	}
	return list
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
