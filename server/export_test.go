package main_test

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExports asks for every file in the ways there are, and looks for what it
// has to hold.
func TestExports(t *testing.T) {
	s := serve(t, t.TempDir())
	question := "from=" + url.QueryEscape(`{"enterprises":{}}`) + "&to=" + url.QueryEscape(`{"experts":{"academician":{"eq":true}}}`)
	for _, c := range []struct{ file, query, media, want string }{
		{"graph.gexf", "seeds=city-heze", "application/gexf+xml", `<node id="city-heze" label="菏泽市">`},
		{"graph.graphml", "seeds=city-heze", "application/graphml+xml", `<key id="edge.assertion" for="edge"`},
		{"graph.json", "seeds=city-heze&hops=2", "application/json", `"multi":true`},
		{"nodes.csv", "ids=city-heze,industry-crisp-pear", "text/csv", "industry-crisp-pear"},
		{"edges.csv", "ids=city-heze,industry-crisp-pear", "text/csv", "HAS_INDUSTRY,主导产业"},
		{"edges.csv", "ids=city-heze,industry-crisp-pear&language=en", "text/csv", "(inferred, confidence medium"},
		{"network.xlsx", "seeds=" + url.QueryEscape(`{"names":["力博重工"]}`), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
		{"brief.md", "ids=city-heze,industry-crisp-pear", "text/markdown", "菏泽市的主导或特色产业有酥梨产业"},
		{"brief.md", question, "text/markdown", "# 全部企业与专家"},
		{"brief.md", question + "&language=EN", "text/markdown", "Every path of up to 6 steps was considered."},
		{"brief.md", "from=enterprise-libo&to=person-fan-yuzhan&options=" + url.QueryEscape(`{"maxLength":2}`), "text/markdown", "2 步以内没有记录在案的路径"},
		{"brief.md", question + "&along=" + url.QueryEscape("(:企业)-[]-(:专家)"), "text/markdown", "模式"},
		{"brief.docx", question, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"},
	} {
		r := s.send("GET", "/export/"+c.file+"?"+c.query, "")
		body := read(t, r)
		if r.StatusCode != 200 || !strings.Contains(body, c.want) {
			t.Errorf("%s?%s: %d, want %q in %.600s", c.file, c.query, r.StatusCode, c.want, body)
		}
		if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != c.media {
			t.Errorf("%s: Content-Type %s, want %s", c.file, media, c.media)
		}
		_, disposition, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		if name := disposition["filename"]; err != nil || !strings.HasSuffix(name, c.file) || len(name) <= len(c.file) {
			t.Errorf("%s: the file is called %q, %v", c.file, name, err)
		}
	}
}

// TestExportByPost sends ids in a body, also ids of links, which take in only
// themselves and their ends.
func TestExportByPost(t *testing.T) {
	s := serve(t, t.TempDir())
	var answer struct {
		Data struct {
			Links struct{ Nodes []struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(s.query(`{links(first: 2) {nodes {id}}}`)), &answer); err != nil {
		t.Fatal(err)
	}
	first, second := answer.Data.Links.Nodes[0].ID, answer.Data.Links.Nodes[1].ID
	body, _ := json.Marshal(map[string]any{"ids": []string{first, second, "city-heze"}, "language": "en"})
	asJSON := read(t, s.send("POST", "/export/edges.csv", string(body), "Content-Type", "application/json"))
	if strings.Count(asJSON, "\r\n") != 3 || !strings.Contains(asJSON, first) || !strings.Contains(asJSON, second) {
		t.Errorf("want the two links:\n%s", asJSON)
	}
	form := url.Values{"ids": {first, second, "city-heze"}, "language": {"en"}}.Encode()
	if asForm := read(t, s.send("POST", "/export/edges.csv", form, "Content-Type", "application/x-www-form-urlencoded")); asForm != asJSON {
		t.Errorf("a form gives another file:\n%s\n%s", asForm, asJSON)
	}
	if nodes := read(t, s.send("POST", "/export/nodes.csv", form, "Content-Type", "application/x-www-form-urlencoded")); !strings.Contains(nodes, "city-heze") {
		t.Errorf("an entity without a link is missing:\n%s", nodes)
	}
}

func TestRefusedExports(t *testing.T) {
	s := serve(t, t.TempDir())
	many := `{"ids":["` + strings.Repeat(`x","`, 20_001) + `x"]}`
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/export/graph.xyz", "", 404, "there are graph.gexf"},
		{"GET", "/export/graph.gexf", "", 400, "in one way: ids, or seeds"},
		{"GET", "/export/graph.gexf?ids=a&seeds=b", "", 400, "in one way"},
		{"GET", "/export/graph.gexf?ids=", "", 400, "ids is empty"},
		{"GET", "/export/graph.gexf?ids=nothing-here", "", 404, "nothing-here"},
		{"GET", "/export/graph.gexf?ids=l_0000000000000", "", 404, "l_0000000000000"},
		{"GET", "/export/graph.gexf?seeds=city-heze&hops=x", "", 400, `hops: \"x\" is not a whole number`},
		{"GET", "/export/graph.gexf?seeds=city-heze&hops=50", "", 400, "hops"},
		{"GET", "/export/graph.gexf?seeds=%7Bx", "", 400, "seeds: write a JSON object"},
		{"GET", "/export/graph.gexf?seeds=%7B%22x%22:1%7D", "", 400, "x"},
		{"GET", "/export/graph.gexf?from=city-heze&to=city-taian", "", 400, "brief.md"},
		{"GET", "/export/brief.md?from=city-heze", "", 400, "from needs to"},
		{"GET", "/export/brief.md?from=city-heze&to=city-taian&hops=2", "", 400, "hops does not go with"},
		{"GET", "/export/nodes.csv?ids=city-heze&language=fr", "", 400, "write zh or en"},
		{"GET", "/export/nodes.csv?ids=city-heze&colour=red", "", 400, "unknown parameter"},
		{"POST", "/export/nodes.csv", "[]", 400, "not a JSON object"},
		{"POST", "/export/nodes.csv", `{"ids": 5}`, 400, "ids: write a list of texts"},
		{"POST", "/export/nodes.csv", many, 413, "a file holds 20000 entities"},
		{"POST", "/export/nodes.csv", `{"title":"` + strings.Repeat("x", 5<<20), 413, "bytes"},
		{"DELETE", "/export/nodes.csv", "", 405, ""},
	} {
		r := s.send(c.method, c.path, c.body, "Content-Type", "application/json")
		body := read(t, r)
		if r.StatusCode != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s %s: %d %.300s, want %d with %q", c.method, c.path, r.StatusCode, body, c.status, c.want)
		}
		var refusal struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal([]byte(body), &refusal); c.status != 405 && (err != nil || len(refusal.Errors) != 1 || refusal.Errors[0].Extensions.Code == "") {
			t.Errorf("%s %s: no error as the API has them: %.300s", c.method, c.path, body)
		}
	}
}

// TestExportCommand writes the whole store, reads it into another and writes that:
// the files are the same.
func TestExportCommand(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, "--store", "sqlite:a.db", "--example").stop()
	run := func(args ...string) (int, string) {
		code, stdout, stderr := jinqiao(t, dir, args...)
		return code, stdout + stderr
	}
	if code, said := run("export", "first", "--store", "sqlite:a.db"); code != 0 || !strings.Contains(said, "534 entities") || !strings.Contains(said, "858 links") {
		t.Fatalf("exit %d, %s", code, said)
	}
	if code, said := run("import", "first", "--store", "sqlite:b.db"); code != 0 {
		t.Fatalf("exit %d, %s", code, said)
	}
	if code, said := run("export", "second", "--store", "sqlite:b.db"); code != 0 {
		t.Fatalf("exit %d, %s", code, said)
	}
	for _, name := range []string{"entities.jsonl", "links.jsonl"} {
		first, err := os.ReadFile(filepath.Join(dir, "first", name))
		if err != nil {
			t.Fatal(err)
		}
		second, err := os.ReadFile(filepath.Join(dir, "second", name))
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s changed on the way, %v", name, err)
		}
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"export first --store sqlite:a.db", 1, "--force replaces it"},
		{"export first --force --store sqlite:a.db", 0, "534 entities"},
		{"export heze.gexf --seeds city-heze --store sqlite:a.db", 0, ""},
		{"export heze-edges.csv --seeds city-heze --hops 2 --store sqlite:a.db", 0, ""},
		{"export brief.docx --from enterprise-libo --to city-taian --language en --store sqlite:a.db", 0, ""},
		{"export heze.gexf --seeds city-heze --store sqlite:a.db", 1, "--force replaces it"},
		{"export heze.pdf --seeds city-heze --store sqlite:a.db", 1, "no format has this ending"},
		{"export third --seeds city-heze --store sqlite:a.db", 1, "name a file"},
		{"export x.gexf --store sqlite:a.db", 1, "in one way"},
		{"export x.gexf --ids nowhere --store sqlite:a.db", 1, "nowhere"},
		{"export x.gexf --ids city-heze --store sqlite:none.db", 1, "there is no store"},
	} {
		if code, said := run(strings.Fields(c.args)...); code != c.code || !strings.Contains(said, c.want) {
			t.Errorf("%s: exit %d, %s; want exit %d and %q", c.args, code, said, c.code, c.want)
		}
	}
	if gexf, err := os.ReadFile(filepath.Join(dir, "heze.gexf")); err != nil || !bytes.HasSuffix(gexf, []byte("</gexf>\n")) {
		t.Errorf("heze.gexf: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".jinqiao-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat(filepath.Join(dir, "x.gexf")); err == nil {
		t.Error("an export that failed left a file")
	}
}
