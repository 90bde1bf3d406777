package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jinqiao/export"
)

// hostile is a name that every format has to carry as it is.
const hostile = `=cmd|' /C calc'!A0 <script>alert("x")</script> & 企业 "引号" *星* _下_ [链](http://x) # ` + "\u202eשלום"

// network has parallel links, a hostile name, a property whose name is taken, and
// control characters.
func network() *export.Network {
	read := export.Evidence{Document: "doc", DocumentLabel: "文献", Locator: "L1", AsOf: "2022", Citation: "《文献》，L1，2022"}
	other := export.Evidence{Document: "doc", DocumentLabel: "文献", Locator: "L2", Citation: "《文献》，L2"}
	return &export.Network{
		Title: "测试", Language: "ZH", Made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Note: "不完整",
		Nodes: []export.Node{
			{ID: "a", Kind: "ENTERPRISE", KindLabel: "企业", Label: hostile, Name: hostile, Aliases: []string{"甲", "乙"}, Degree: 3, Hidden: 1,
				Color: "#1f77b4", X: 1.5, Y: -2, Size: 8, Evidence: []export.Evidence{read},
				Properties: []export.Property{{Name: "tier", Label: "级别", Type: "string", Value: "MICRO", Text: "微型"}}},
			{ID: "b", Kind: "CITY", KindLabel: "地区", Label: "菏泽市", Name: "菏泽市", NameEn: "Heze", Hub: true, Color: "#ff7f0e", Size: 12,
				Properties: []export.Property{{Name: "value", Label: "值", Type: "double", Value: "-3.5", Text: "-3.5"}}},
			{ID: "c", Kind: "CITY", KindLabel: "地区", Label: "a\x00\x0b\nb", Name: "c", Cohort: "至少 40", Color: "none", Size: 4},
		},
		Links: []export.Link{
			{ID: "l1", Source: "a", Target: "b", SourceLabel: hostile, TargetLabel: "菏泽市", Relationship: "LOCATED_IN", Label: "位于", Text: hostile + "位于菏泽市",
				Assertion: "STATED", AssertionLabel: "来源所述", Weight: 1, Evidence: []export.Evidence{read, other},
				Properties: []export.Property{{Name: "label", Label: "称谓", Type: "string", Value: "-1+1", Text: "-1+1"}}},
			{ID: "l2", Source: "a", Target: "b", SourceLabel: hostile, TargetLabel: "菏泽市", Relationship: "USES", Label: "使用", Text: "甲使用乙",
				Assertion: "INFERRED", AssertionLabel: "推断", Confidence: "LOW", ConfidenceLabel: "低", Collective: true, Weight: 0.25, Evidence: []export.Evidence{other}},
		},
	}
}

// written returns the file of a format.
func written(t *testing.T, name string, n *export.Network) []byte {
	t.Helper()
	var b bytes.Buffer
	f := export.FormatOf(name)
	var err error
	if f.Network != nil {
		err = f.Network(&b, n)
	} else {
		err = f.Brief(n.Brief([]string{"问 *什么*？"}), &b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestXMLIsWellFormed reads every token of what is XML, with hostile text in it.
func TestXMLIsWellFormed(t *testing.T) {
	for name, note := range map[string]string{"graph.gexf": "不完整", "graph.graphml": ""} {
		file := written(t, name, network())
		d := xml.NewDecoder(bytes.NewReader(file))
		var texts strings.Builder
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, file)
			}
			switch x := token.(type) {
			case xml.CharData:
				texts.Write(x)
			case xml.StartElement:
				for _, a := range x.Attr {
					texts.WriteString(a.Value + "\n")
				}
			}
		}
		for _, want := range []string{hostile, "菏泽市", "《文献》，L1，2022 | 《文献》，L2", "property.label", note} {
			if !strings.Contains(texts.String(), want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}

func TestCSVIsHarmless(t *testing.T) {
	for name, rows := range map[string]int{"nodes.csv": 3, "edges.csv": 2} {
		file := written(t, name, network())
		rest, ok := bytes.CutPrefix(file, []byte("\xEF\xBB\xBF"))
		if !ok {
			t.Errorf("%s has no byte order mark", name)
		}
		records, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
		if err != nil || len(records) != rows+1 {
			t.Fatalf("%s: %d records, %v", name, len(records), err)
		}
		for _, record := range records[1:] {
			for i, cell := range record {
				if cell != "" && strings.Contains("=+@\t\r", cell[:1]) || strings.HasPrefix(cell, "-") && cell != "-3.5" {
					t.Errorf("%s: %s could run: %q", name, records[0][i], cell)
				}
			}
		}
	}
	nodes := string(written(t, "nodes.csv", network()))
	if !strings.Contains(nodes, "'=cmd|") || !strings.Contains(nodes, ",-3.5") {
		t.Errorf("text is not behind an apostrophe, or a figure is:\n%s", nodes)
	}
}

func TestJSONIsGraphologys(t *testing.T) {
	var graph struct {
		Options struct{ Multi bool }
		Nodes   []struct {
			Key        string
			Attributes map[string]any
		}
		Edges []struct {
			Key, Source, Target string
			Attributes          map[string]any
		}
	}
	if err := json.Unmarshal(written(t, "graph.json", network()), &graph); err != nil {
		t.Fatal(err)
	}
	if !graph.Options.Multi || len(graph.Nodes) != 3 || len(graph.Edges) != 2 {
		t.Fatalf("%+v", graph)
	}
	if a := graph.Nodes[0].Attributes; a["label"] != hostile || a["x"] != 1.5 || a["degree"] != 3.0 || a["hub"] != false {
		t.Errorf("node: %v", a)
	}
	a := graph.Edges[0].Attributes
	evidence, _ := a["evidence"].([]any)
	if len(evidence) != 2 || a["property.label"] != "-1+1" || a["label"] != "位于" {
		t.Errorf("edge: %v", a)
	}
}

func TestXLSXHasNoFormula(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(written(t, "network.xlsx", network())))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := strings.Join(book.GetSheetList(), " "); got != "实体 关系 出处 说明" {
		t.Errorf("sheets %s", got)
	}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := book.GetCellFormula(sheet, at); formula != "" {
					t.Errorf("%s %s is a formula: %s", sheet, at, formula)
				}
			}
		}
	}
	links, _ := book.GetRows("关系")
	if last := links[1][len(links[1])-1]; last != "1, 2" && !strings.Contains(strings.Join(links[1], "\n"), "1, 2") {
		t.Errorf("the numbers of the sources are missing: %q", links[1])
	}
	if about, _ := book.GetRows("说明"); len(about) != 2 || about[1][2] != "不完整" {
		t.Errorf("what is missing is not said: %q", about)
	}
	sources, _ := book.GetRows("出处")
	if len(sources) != 3 || sources[2][2] != "L2" {
		t.Errorf("sources: %q", sources)
	}
}

func TestMarkdown(t *testing.T) {
	const want = `# 测试

由金桥知识图谱生成，2026-01-02。

## 问题

问 \*什么\*？

## 发现

### 位于

- =cmd|' /C calc'!A0`
	got := string(written(t, "brief.md", network()))
	if !strings.HasPrefix(strings.ReplaceAll(got, `\=`, "="), strings.ReplaceAll(want, "cmd|", `cmd\|`)) {
		t.Errorf("got\n%s\nwant first\n%s", got, want)
	}
	for _, want := range []string{`\<script\>`, `[链\](http`, "〔1〕〔2〕。", "- a b（地区；至少 40）", "3 个实体，2 条关系，其中推断 1 条。", "〔2〕 《文献》，L2"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
}

func TestDOCXParts(t *testing.T) {
	file := written(t, "brief.docx", network())
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err == nil {
			err = xml.Unmarshal(body, new(struct{}))
		}
		if err != nil {
			t.Errorf("%s: %v", part.Name, err)
		}
	}
}

// TestSameBytes wants the same file for the same network.
func TestSameBytes(t *testing.T) {
	for _, f := range export.Formats {
		if f.Name != "network.xlsx" && !bytes.Equal(written(t, f.Name, network()), written(t, f.Name, network())) {
			t.Errorf("%s differs from time to time", f.Name)
		}
	}
}
