package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"jinqiao"
	"jinqiao/store/sqlite"
	"jinqiao/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, o *jinqiao.Ontology) jinqiao.Store {
		s, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "store.db"), Ontology: o})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	})
}
