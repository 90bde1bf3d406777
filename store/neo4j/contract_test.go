package neo4j_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"jinqiao"
	"jinqiao/store/sqlite"
	"jinqiao/store/storetest"
)

// rounds is how many random batches of each seed the contract compares, where
// STORETEST_ROUNDS does not say it. Each of their plans is another statement,
// which costs the server half a second to plan.
const rounds = "6"

func TestContract(t *testing.T) {
	if os.Getenv("STORETEST_ROUNDS") == "" {
		t.Setenv("STORETEST_ROUNDS", rounds)
	}
	storetest.Run(t, open)
}

// TestBesideSQLite compares both stores with each other and with the model:
// random batches, and random reads after each.
func TestBesideSQLite(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range []uint64{101} {
		embedded, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: o})
		if err != nil {
			t.Fatal(err)
		}
		defer embedded.Close()
		storetest.Compare(t, seed, 8, o, embedded, open(t, o))
	}
}
