package model

import (
	"testing"

	"jinqiao"
)

func TestOfSeveral(t *testing.T) {
	for of, want := range map[string]string{
		"is affiliated with":          "are affiliated with",
		"is a member of":              "are members of",
		"is a party to":               "are parties to",
		"is an expert in the field":   "are experts in the field",
		"is a leading or local boss":  "are leading or local bosses",
		"is the target for":           "are the target for",
		"was introduced to":           "were introduced to",
		"has as a member":             "have as a member",
		"serves the industry":         "serve the industry",
		"uses":                        "use",
		"includes":                    "include",
		"carries":                     "carry",
		"discusses … with":            "discuss … with",
		"teaches":                     "teach",
		"goes":                        "go",
		"founded":                     "founded",
		"applied for or was named as": "applied for or was named as",
	} {
		if got := ofSeveral(of); got != want {
			t.Errorf("%q becomes %q, want %q", of, got, want)
		}
	}
}

func TestSeveral(t *testing.T) {
	size := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		cohort *jinqiao.Cohort
		want   bool
	}{
		"The Society of Experts":           {nil, false},
		"Several experts of the Society":   {&jinqiao.Cohort{}, true},
		"Enterprises, unnamed":             {&jinqiao.Cohort{Size: size(3)}, true},
		"Leading enterprise of the city":   {&jinqiao.Cohort{Size: size(1)}, false},
		"Batch of 11 agreements":           {&jinqiao.Cohort{Size: size(11)}, false},
		"System of industries":             {&jinqiao.Cohort{}, false},
		"Matching in the city's zones":     {&jinqiao.Cohort{}, false},
		"Young people working in the zone": {&jinqiao.Cohort{}, true},
		"":                                 {&jinqiao.Cohort{}, true},
	} {
		e := &jinqiao.Entity{Cohort: c.cohort, Properties: map[string]any{"nameEn": name}}
		if got := severalIn(e); got != c.want {
			t.Errorf("%q in the plural: %v, want %v", name, got, c.want)
		}
	}
}
