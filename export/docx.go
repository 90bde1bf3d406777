package export

import (
	"archive/zip"
	"io"
	"time"
)

// docx writes a page as a document of WordprocessingML: a title, headings that an
// outline shows, and lists, with fonts for Chinese.
func (p *page) docx(w io.Writer) error {
	z := zip.NewWriter(w)
	parts := []struct {
		name  string
		write func(*xmlWriter)
	}{
		{"[Content_Types].xml", func(x *xmlWriter) { x.raw(contentTypes) }},
		{"_rels/.rels", func(x *xmlWriter) { x.raw(packageRelations) }},
		{"docProps/core.xml", p.core},
		{"word/document.xml", p.body},
		{"word/_rels/document.xml.rels", func(x *xmlWriter) { x.raw(documentRelations) }},
		{"word/styles.xml", func(x *xmlWriter) { x.raw(styles) }},
		{"word/numbering.xml", func(x *xmlWriter) { x.raw(numbering) }},
	}
	for _, part := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: p.made})
		if err != nil {
			return err
		}
		x := newXML(f)
		part.write(x)
		if err := x.flush(); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *page) core(x *xmlWriter) {
	x.open("cp:coreProperties", "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	x.element("dc:title", p.title)
	x.element("dc:creator", "Jinqiao")
	x.element("dc:language", label{"zh-CN", "en"}.in(p.language))
	x.element("dcterms:created", p.made.UTC().Format(time.RFC3339), "xsi:type", "dcterms:W3CDTF")
	x.close("cp:coreProperties")
}

func (p *page) body(x *xmlWriter) {
	x.open("w:document", "xmlns:w", wordNamespace)
	x.open("w:body")
	x.paragraph("Title", p.title)
	for _, b := range p.blocks {
		x.paragraph(map[style]string{heading: "Heading1", subheading: "Heading2", paragraph: "Normal", bullet: "ListBullet"}[b.style], b.text)
	}
	x.raw(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`)
	x.close("w:body")
	x.close("w:document")
}

func (x *xmlWriter) paragraph(style, text string) {
	x.open("w:p")
	x.raw(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r>`)
	x.element("w:t", text, "xml:space", "preserve")
	x.raw("</w:r>")
	x.close("w:p")
}
