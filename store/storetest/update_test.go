package storetest

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected output of the scripts with that of the model")

// TestUpdate rewrites the scripts. Read the difference before you keep it.
func TestUpdate(t *testing.T) {
	if !*update {
		t.Skip("without -update")
	}
	o, err := ontology()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range scripts(t) {
		got := updateScript(o, NewModel(o), text)
		if err := os.WriteFile("testdata/"+name+".txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
