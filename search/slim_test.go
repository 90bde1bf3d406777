package search

import "testing"

// TestSlim expects what Lucene takes in one query, of texts with many ways to slip.
func TestSlim(t *testing.T) {
	for _, text := range []string{"xiehuixiekuai", "xuehuixiehuixuekeyan", "zhongguojixiegong", "xiexiexiexiexie", "liuliangliuniang"} {
		need := ParseQuery(text, false).Need(Slip)
		if got := size(Slim(need)); got > mostWanted {
			t.Errorf("%s: %d terms of %d, at most %d wanted", text, got, size(need), mostWanted)
		}
	}
}
