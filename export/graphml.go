package export

import "io"

// GraphML writes a network as GraphML: directed, with a key for each attribute
// of nodes and another for each of edges, since some readers fail on keys for
// both.
func GraphML(w io.Writer, n *Network) error {
	x := newXML(w)
	x.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
	nodes, links := n.drawn(), n.links()
	x.keys("node", nodes)
	x.keys("edge", links)
	x.open("graph", "id", "jinqiao", "edgedefault", "directed")
	for i, node := range n.Nodes {
		x.open("node", "id", node.ID)
		x.data("node", nodes, i)
		x.close("node")
	}
	for i, link := range n.Links {
		x.open("edge", "id", link.ID, "source", link.Source, "target", link.Target)
		x.data("edge", links, i)
		x.close("edge")
	}
	x.close("graph")
	x.close("graphml")
	return x.flush()
}

// drawn returns the entities as a table with what a drawing needs.
func (n *Network) drawn() table {
	t := n.nodes()
	for _, name := range []string{"x", "y", "size"} {
		t.columns = append(t.columns, column{name: name, kind: "double"})
	}
	t.columns = append(t.columns, column{name: "color", kind: "string"})
	for i, node := range n.Nodes {
		t.rows[i] = append(t.rows[i], real(node.X), real(node.Y), real(node.Size), plain(node.Color))
	}
	return t
}

// graphMLTypes are the types of GraphML by ours.
var graphMLTypes = map[string]string{"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}

func (x *xmlWriter) keys(class string, t table) {
	for _, c := range t.columns {
		if !ownAttributes[c.name] {
			x.empty("key", "id", class+"."+c.name, "for", class, "attr.name", c.name, "attr.type", graphMLTypes[c.kind])
		}
	}
}

func (x *xmlWriter) data(class string, t table, row int) {
	for i, c := range t.columns {
		if v := t.rows[row][i].value; v != "" && !ownAttributes[c.name] {
			x.element("data", v, "key", class+"."+c.name)
		}
	}
}
