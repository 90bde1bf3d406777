package export

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
	"unicode"
)

// An xmlWriter writes elements and attributes; what cannot stand in XML is
// replaced. The first error of the writer below is kept for flush.
type xmlWriter struct{ w *bufio.Writer }

func newXML(w io.Writer) *xmlWriter {
	x := &xmlWriter{bufio.NewWriter(w)}
	x.raw(xml.Header)
	return x
}

func (x *xmlWriter) raw(s string) { x.w.WriteString(s) }

// open writes a start tag with pairs of names and values.
func (x *xmlWriter) open(name string, attributes ...string) { x.tag(name, ">", attributes) }

// empty writes an element without content.
func (x *xmlWriter) empty(name string, attributes ...string) { x.tag(name, "/>", attributes) }

func (x *xmlWriter) tag(name, end string, attributes []string) {
	x.raw("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		x.raw(" " + attributes[i] + `="`)
		x.text(attributes[i+1])
		x.raw(`"`)
	}
	x.raw(end)
}

func (x *xmlWriter) close(name string) { x.raw("</" + name + ">\n") }

// element writes an element that holds text.
func (x *xmlWriter) element(name, text string, attributes ...string) {
	x.open(name, attributes...)
	x.text(text)
	x.raw("</" + name + ">")
}

func (x *xmlWriter) text(s string) { _ = xml.EscapeText(x.w, []byte(s)) } // the error is flush's, too

func (x *xmlWriter) flush() error { return x.w.Flush() }

// oneLine returns text without line breaks, tabs and other control characters.
func oneLine(s string) string {
	visible := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && !unicode.IsSpace(c) {
			return -1
		}
		return c
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}
