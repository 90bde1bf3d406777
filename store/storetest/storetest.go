// Package storetest is the contract that every store passes whole: scripts in
// testdata, checks in Go, and seeded random batches and reads that are compared
// with a simple model.
//
// The sentences of the root package's comments are the law. Where they leave
// something open, this is meant, and the model does it:
//
//   - A list of names that is nil holds all, an empty one none.
//   - A symmetric relationship leads out and in from either end; a directed link
//     of an entity to itself leads out and in, too, but is one link.
//   - Links that are counted come in the order of the ontology's relationships,
//     then OUT, IN, ANY, then the order of its kinds.
//   - Links sorted by the far end have positions of its values, its id and the
//     link's id. Position holds the sort key of a name. Text other than names is
//     sorted as it is, by code points; false goes before true.
//   - HasPrior and HasNext speak of the whole list, whatever the bounds of the
//     page. An empty page lies where it would have begun: forward just after
//     After, or at the head; backward just before Before, or at the end.
//   - A list that is not recorded is an empty one in comparisons, but comes back
//     as what it was. Confidence, scope, key and qualifier that are empty are
//     not known.
//   - asOf is tested piece by piece, OpIsNull included: without evidence there
//     is no piece for which it could hold.
//   - A refused change names its Place and its Subject: the id of the entity, or
//     "RELATIONSHIP from → to".
//   - Documents, scope and by may name what is not there; it has no row.
//   - What a plan does not ask may be there or not. Totals that it does not ask
//     are 0.
//
// To write scripts anew from the model: go test -run TestUpdate -update. To look
// longer at random batches: STORETEST_ROUNDS=1000 STORETEST_SEED=7 go test.
package storetest

import (
	"embed"
	"io/fs"
	"path"
	"strings"
	"testing"

	"jinqiao"
)

//go:embed testdata
var testdata embed.FS

// ontology returns the small ontology of the scripts.
func ontology() (*jinqiao.Ontology, error) {
	const name = "testdata/ontology.graphqls"
	text, err := testdata.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return jinqiao.ReadOntology(name, string(text))
}

// Open opens a new, empty store that can hold what the ontology says, and has it
// closed when the test ends.
type Open func(t *testing.T, o *jinqiao.Ontology) jinqiao.Store

// Run runs the whole contract.
func Run(t *testing.T, open func(t *testing.T, o *jinqiao.Ontology) jinqiao.Store) {
	o, err := ontology()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range scripts(t) {
		t.Run(name, func(t *testing.T) {
			if err := runScript(o, open(t, o), text); err != nil {
				t.Error(err)
			}
		})
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			if err := c.check(o, open(t, o)); err != nil {
				t.Error(err)
			}
		})
	}
	runRandom(t, o, open)
}

// scripts returns the text of the scripts by name.
func scripts(t testing.TB) map[string]string {
	names, err := fs.Glob(testdata, "testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	all := map[string]string{}
	for _, name := range names {
		text, err := testdata.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(path.Base(name), ".txt")] = string(text)
	}
	return all
}
