package neo4j_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/store/neo4j"
	"jinqiao/store/neo4j/neo4jtest"
)

func standard(t testing.TB) *jinqiao.Ontology {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func minute(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// minutes is for large batches on a busy machine.
func minutes(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// refused opens a store and wants an Error with CodeUnavailable that says so.
func refused(t *testing.T, o neo4j.Options, says string) {
	t.Helper()
	s, err := neo4j.Open(minute(t), o)
	if err == nil {
		s.Close()
		t.Fatalf("opened, want a refusal that says %q", says)
	}
	if jinqiao.CodeOf(err) != jinqiao.CodeUnavailable || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %s: %v; want %s with %q on one line", jinqiao.CodeOf(err), err, jinqiao.CodeUnavailable, says)
	}
}

func TestRefusesAnotherGraph(t *testing.T) {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	cypher(t, uri, "CREATE (:Film {title: 'x'})", nil)
	refused(t, neo4j.Options{URI: uri, Ontology: standard(t)}, "holds another graph of 1 nodes")
	neo4jtest.Wipe(t, uri)
}

func TestRefusesAnotherVersion(t *testing.T) {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	cypher(t, uri, "CREATE (:Jinqiao {key: 'store', version: 99, revision: 0, seq: 0})", nil)
	refused(t, neo4j.Options{URI: uri, Ontology: standard(t)}, "was made by a newer jinqiao")
	neo4jtest.Wipe(t, uri)
}

func TestRefusesAnAddressThatIsNone(t *testing.T) {
	refused(t, neo4j.Options{URI: "http://localhost", Ontology: standard(t)}, "is no address of a Neo4j server")
}

func TestOpensAgain(t *testing.T) {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	o := neo4j.Options{URI: uri, Ontology: standard(t)}
	first, err := neo4j.Open(minute(t), o)
	if err != nil {
		t.Fatal(err)
	}
	if !first.New() {
		t.Error("an empty database gives a store that is not new")
	}
	if err := first.Apply(minute(t), batch(cities(3))); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	o.Notice = func(msg string) { t.Errorf("opening again made something: %s", msg) }
	second, err := neo4j.Open(minute(t), o)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	stats, err := second.Count(minute(t))
	if err != nil {
		t.Fatal(err)
	}
	if second.New() || stats.Revision != 1 || stats.Entities[0].Count != 3 {
		t.Errorf("opened again: new %v, %+v; want revision 1 and 3 entities", second.New(), stats)
	}
}

// cities returns entities for a batch.
func cities(n int) []jinqiao.Change {
	var changes []jinqiao.Change
	for i := range n {
		changes = append(changes, jinqiao.Change{Entity: &jinqiao.Entity{ID: fmt.Sprintf("city-%06d", i), Kind: "City", Name: fmt.Sprintf("城市%d", i)}})
	}
	return changes
}

func batch(changes []jinqiao.Change) jinqiao.Batch {
	return jinqiao.Batch{Changes: func(yield func(jinqiao.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}}
}

// TestOpensAtOnce has programs open a database without any index at once.
func TestOpensAtOnce(t *testing.T) {
	uri := neo4jtest.Shared(t)
	neo4jtest.Wipe(t, uri)
	o := standard(t)
	if _, err := neo4j.Open(minutes(t), neo4j.Options{URI: uri, Ontology: o}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"jinqiao_terms", "jinqiao_rank", "jinqiao_sort_Entity"} {
		cypher(t, uri, "DROP INDEX "+name, nil)
	}
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			s, err := neo4j.Open(minutes(t), neo4j.Options{URI: uri, Ontology: o})
			if err != nil {
				t.Error(err)
				return
			}
			s.Close()
		})
	}
	group.Wait()
}
