package neo4j_test

import (
	"testing"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

// TestReindex changes a name with Cypher and adds an entity. After Reindex both are
// found by what is there, and not by what was.
func TestReindex(t *testing.T) {
	s, ctx := open(t, standard(t)).(*neo4j.Store), minute(t)
	if err := s.Apply(ctx, batch(cities(3))); err != nil {
		t.Fatal(err)
	}
	kind := standard(t).Kinds[0].Name
	uri := neo4jtest.Shared(t)
	cypher(t, uri, "MATCH (e:Entity) WITH e ORDER BY e.id LIMIT 1 SET e.name = '菏泽市'", nil)
	cypher(t, uri, "CREATE (:Entity:"+kind+" {id: 'outside', name: '重庆市', hub: false})", nil)
	found := func(text string) string {
		a, err := s.Search(ctx, &jinqiao.TextQuery{Text: text, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Hits) == 0 {
			return ""
		}
		return a.Hits[0].Entity.Name
	}
	if got := found("heze") + found("chongqing"); got != "" {
		t.Errorf("found %q before they were indexed", got)
	}
	if got := counted(t, s).Reindex; *got != (jinqiao.Reindex{Total: 3}) {
		t.Errorf("before: %+v", got)
	}
	behind, err := s.Reindex(ctx)
	if err != nil || behind != 2 {
		t.Fatalf("%d were behind (%v), want 2", behind, err)
	}
	if got := found("heze") + found("chongqing"); got != "菏泽市重庆市" {
		t.Errorf("found %q", got)
	}
	if got := counted(t, s).Reindex; *got != (jinqiao.Reindex{Checked: 4, Total: 4, Updated: 2, Complete: true}) {
		t.Errorf("after: %+v", got)
	}
	if behind, err := s.Reindex(ctx); err != nil || behind != 0 {
		t.Errorf("%d were behind again (%v)", behind, err)
	}
}
