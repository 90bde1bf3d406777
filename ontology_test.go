package jinqiao_test

import (
	"testing"

	"jinqiao"
)

func TestStandard(t *testing.T) {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Kinds) != 19 || len(o.Relationships) != 36 {
		t.Errorf("%d kinds and %d relationships, want 19 and 36", len(o.Kinds), len(o.Relationships))
	}
}
