package main

import (
	"slices"
	"strings"
	"testing"
)

func TestLeavesAreInOrder(t *testing.T) {
	got, err := leaves(strings.NewReader(`{"data":{"b":[{"id":"x","a":null},{"id":"y","n":[1,2.5]}],"a":{"t":true}}}`))
	if err != nil {
		t.Fatal(err)
	}
	raw := flat(nil, []any{[]any{"x", nil}, []any{"y", []any{int64(1), 2.5}}, true})
	if want := []string{"x", "y", "1", "2.5", "true"}; !slices.Equal(got, want) || !slices.Equal(raw, want) {
		t.Errorf("got %q and %q, want %q", got, raw, want)
	}
	if _, err := leaves(strings.NewReader(`{"data":`)); err == nil {
		t.Error("half a value is taken")
	}
}

func TestTapCountsAcrossPieces(t *testing.T) {
	tap := &tap{text: []byte("abcd")}
	c := &counter{tap: tap}
	for _, piece := range []string{"..ab", "cd..abcd", "abc", "", "d", "abc"} {
		if _, err := c.Write([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	if n := tap.seen.Load(); n != 3 {
		t.Errorf("counted %d, want 3", n)
	}
}
