package main_test

import (
	"os"
	"strings"
	"testing"
)

// TestMirrorFlag expects the same paths with and without the mirror, and to be
// told which way was used.
func TestMirrorFlag(t *testing.T) {
	const freshness = `{statistics{freshness{mirror reason}}}`
	const paths = `{paths(from: {names: ["山东惠通仁和药业有限公司"]}, to: {experts: {academician: {eq: true}}}, options: {relax: [COLLECTIVE, HUBS]}){nodes{key text}completeness{status provenLength expansions}}}`
	answers := map[string]string{}
	for mirror, want := range map[string]string{
		"auto": `{"mirror":true,"reason":null}`,
		"off":  `{"mirror":false,"reason":"the mirror is off (--mirror)"}`,
		"10":   `the graph is too large for a mirror: it has more than 10 links (--mirror)"}`,
	} {
		s := serve(t, t.TempDir(), "--mirror", mirror)
		answers[mirror] = s.query(paths)
		if got := s.query(freshness); !strings.Contains(got, want) {
			t.Errorf("--mirror %s: %s, want %s", mirror, got, want)
		}
		s.stop()
	}
	if !strings.Contains(answers["auto"], `"key"`) || !strings.Contains(answers["auto"], "EXACT") {
		t.Errorf("no paths: %s", answers["auto"])
	}
	for mirror, got := range answers {
		if got != answers["auto"] {
			t.Errorf("--mirror %s: %s\nauto: %s", mirror, got, answers["auto"])
		}
	}
	folder := t.TempDir()
	if code, _, stderr := jinqiao(t, folder, "serve", "--mirror", "much"); code != 1 || !strings.Contains(stderr, "auto, off, or a number of links") {
		t.Errorf("--mirror much: %d, %s", code, stderr)
	}
	if made, err := os.ReadDir(folder); err != nil || len(made) > 0 {
		t.Errorf("--mirror much left %v, %v", made, err)
	}
}
