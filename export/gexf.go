package export

import (
	"io"
	"strconv"
)

// GEXF writes a network as GEXF 1.3, with colour, size and position for drawing
// and an attvalue for everything recorded. Every edge is directed, since readers
// refuse a mix; "symmetric" tells those that have no direction.
func GEXF(w io.Writer, n *Network) error {
	x := newXML(w)
	x.open("gexf", "xmlns", "http://gexf.net/1.3", "xmlns:viz", "http://gexf.net/1.3/viz",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd", "version", "1.3")
	x.open("meta", "lastmodifieddate", n.Made.Format("2006-01-02"))
	x.element("creator", "Jinqiao")
	x.element("title", oneLine(n.Title))
	x.element("description", n.Note)
	x.close("meta")
	x.open("graph", "defaultedgetype", "directed", "mode", "static")
	nodes, links := n.nodes(), n.links()
	x.attributes("node", nodes)
	x.attributes("edge", links)
	x.open("nodes")
	for i, node := range n.Nodes {
		x.open("node", "id", node.ID, "label", node.Label)
		x.attvalues(nodes, i)
		r, g, b := rgb(node.Color)
		x.empty("viz:color", "r", r, "g", g, "b", b)
		x.empty("viz:position", "x", real(node.X).value, "y", real(node.Y).value, "z", "0")
		x.empty("viz:size", "value", real(node.Size).value)
		x.close("node")
	}
	x.close("nodes")
	x.open("edges")
	for i, link := range n.Links {
		x.open("edge", "id", link.ID, "source", link.Source, "target", link.Target, "type", "directed",
			"label", link.Label, "weight", real(link.Weight).value)
		x.attvalues(links, i)
		x.close("edge")
	}
	x.close("edges")
	x.close("graph")
	x.close("gexf")
	return x.flush()
}

// ownAttributes are columns that GEXF and GraphML say as attributes of elements.
var ownAttributes = map[string]bool{"id": true, "source": true, "target": true}

// inElement reports whether a column is said by the element itself.
func inElement(c column) bool {
	return ownAttributes[c.name] || c.name == "label" || c.name == "weight"
}

func (x *xmlWriter) attributes(class string, t table) {
	x.open("attributes", "class", class, "mode", "static")
	for _, c := range t.columns {
		if !inElement(c) {
			x.empty("attribute", "id", c.name, "title", c.name, "type", c.kind)
		}
	}
	x.close("attributes")
}

func (x *xmlWriter) attvalues(t table, row int) {
	x.open("attvalues")
	for i, c := range t.columns {
		if v := t.rows[row][i].value; v != "" && !inElement(c) {
			x.empty("attvalue", "for", c.name, "value", v)
		}
	}
	x.close("attvalues")
}

// rgb returns the parts of a colour #rrggbb; grey for any other text.
func rgb(color string) (r, g, b string) {
	if len(color) == 7 && color[0] == '#' {
		if v, err := strconv.ParseUint(color[1:], 16, 32); err == nil {
			part := func(shift int) string { return strconv.FormatUint(v>>shift&0xff, 10) }
			return part(16), part(8), part(0)
		}
	}
	return "128", "128", "128"
}
