package storetest_test

import (
	"testing"

	"jinqiao"
	"jinqiao/store/storetest"
)

func TestModel(t *testing.T) {
	storetest.Run(t, func(_ *testing.T, o *jinqiao.Ontology) jinqiao.Store { return storetest.NewModel(o) })
}
