package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"jinqiao"
	"jinqiao/data"
	"jinqiao/ingest"
)

// rows reads a text and returns its rows and problems.
func rows(t testing.TB, text []byte) (changes []jinqiao.Change, problems []jinqiao.Problem) {
	t.Helper()
	err := ingest.Read(context.Background(), standard(t), "a.jsonl", bytes.NewReader(text), func(c jinqiao.Change, p []jinqiao.Problem) error {
		if len(p) == 0 {
			changes = append(changes, c)
		}
		problems = append(problems, p...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return changes, problems
}

func TestRead(t *testing.T) {
	changes, problems := rows(t, []byte(`{"kind":"Award","id":"a","name":"奖","year":2021,"aliases":["甲","乙"],"cohort":{"size":3,"qualifier":"ABOUT"},"hub":true,"evidence":[{"document":"d","locator":"L1","asOf":"2021-05"}]}
{"relationship":"COOPERATES_WITH","from":"b","to":"a","assertion":"INFERRED","confidence":"LOW","basis":"name","collective":true,"scope":"c","stage":"INTENT","key":"k"}`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	three := 3
	want := []jinqiao.Change{
		{Place: jinqiao.Place{File: "a.jsonl", Line: 1}, Entity: &jinqiao.Entity{
			ID: "a", Kind: "Award", Name: "奖", Aliases: []string{"甲", "乙"}, Hub: true,
			Cohort:     &jinqiao.Cohort{Size: &three, Qualifier: "ABOUT"},
			Properties: map[string]any{"year": 2021},
			Evidence:   []jinqiao.Evidence{{Document: "d", Locator: "L1", AsOf: "2021-05"}},
		}},
		{Place: jinqiao.Place{File: "a.jsonl", Line: 2}, Link: &jinqiao.Link{
			ID:           jinqiao.LinkID(jinqiao.LinkNumber("COOPERATES_WITH", "a", "b", "k")),
			Relationship: "COOPERATES_WITH", From: "a", To: "b", Key: "k", // sorted
			Assertion: "INFERRED", Confidence: "LOW", Collective: true, Scope: "c",
			Properties: map[string]any{"basis": "name", "stage": "INTENT"},
		}},
	}
	if !reflect.DeepEqual(changes, want) {
		t.Errorf("got %s%swant %s%s", ingest.Encode(changes[0]), ingest.Encode(changes[1]), ingest.Encode(want[0]), ingest.Encode(want[1]))
	}
}

func TestEncode(t *testing.T) {
	changes, problems := rows(t, []byte(`{"relationship":"FUNDED","amount":5e6,"to":"b","from":"a","assertion":"STATED","note":"行\n\"二\"\u001f\\"}
{"evidence":[{"asOf":"2021","document":"d"},{"document":"e"}],"hub":true,"name":"数","cohort":{"size":null},"id":"i","value":-0.0,"valueMax":1e30,"kind":"Indicator","aliases":["x","y"],"target":false}`))
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "U+001F") {
		t.Errorf("problems: %v", problems)
	}
	changes = append(changes, jinqiao.Change{Link: &jinqiao.Link{Relationship: "FUNDED", From: "a", To: "b", Assertion: "STATED",
		Properties: map[string]any{"amount": 5e6, "order": 2, "note": "行\n\"二\"\t\u001f\\"}}})
	for i, want := range []string{
		`{"kind":"Indicator","id":"i","name":"数","aliases":["x","y"],"target":false,"value":0,"valueMax":1e+30,"cohort":{},"hub":true,"evidence":[{"document":"d","asOf":"2021"},{"document":"e"}]}`,
		`{"relationship":"FUNDED","from":"a","to":"b","assertion":"STATED","amount":5000000,"note":"行\n\"二\"\t\u001f\\","order":2}`,
	} {
		if got := string(ingest.Encode(changes[i])); got != want+"\n" {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
}

// A longLine is JSON lines of which one is 10 MB long.
func longLine() io.Reader {
	return io.MultiReader(
		strings.NewReader(`{"kind":"City","id":"a","name":"甲"}`+"\n"+`{"kind":"City","id":"b","name":"`),
		io.LimitReader(letters{}, 10<<20),
		strings.NewReader(`"}`+"\n"+`{"kind":"City","id":"c","name":"丙"}`+"\n"))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestLongLine(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var got []string
	err := ingest.Read(context.Background(), standard(t), "a.jsonl", longLine(), func(c jinqiao.Change, p []jinqiao.Problem) error {
		got = append(got, fmt.Sprint(c.Entity != nil, p))
		return nil
	})
	runtime.ReadMemStats(&after)
	want := []string{"true []", "false [a.jsonl:2: a line of 10485795 bytes; it may have 1048576]", "true []"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d bytes were allocated for a line that is passed over", used)
	}
}

func TestReadStops(t *testing.T) {
	stop := errors.New("enough")
	seen := 0
	text := strings.Repeat(`{"kind":"City","id":"a","name":"甲"}`+"\n", 5000)
	err := ingest.Read(context.Background(), standard(t), "a.jsonl", strings.NewReader(text), func(jinqiao.Change, []jinqiao.Problem) error {
		if seen++; seen == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || seen != 3 {
		t.Errorf("%v after %d rows, want %v after 3", err, seen, stop)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = ingest.Read(ctx, standard(t), "a.jsonl", strings.NewReader(text), func(jinqiao.Change, []jinqiao.Problem) error {
		cancel()
		return nil
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancellation: %v", err)
	}
}

// FuzzRead reads anything. What is accepted is JSON, and is the same after it
// was encoded and read again.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"entities", "links", "questions"} {
		text, err := data.Shandong.ReadFile("shandong/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		for i, l := range bytes.Split(text, []byte("\n")) {
			if i%60 == 0 {
				f.Add(l)
			}
		}
	}
	for _, s := range []string{"\ufeff{}", "{\"a\":\"\\ud83c\\udf09\"}\r\n\x00", `{"kind":"Indicator","id":"a","name":"a","value":-0.0e-5}`, "[[[[[[[[[["} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		changes, problems := rows(t, text)
		for _, p := range problems {
			if p.Message == "" || p.Place.Line == 0 {
				t.Errorf("a problem without a message or place: %+v", p)
			}
		}
		for _, c := range changes {
			again, problems := rows(t, ingest.Encode(c))
			if len(again) != 1 || len(problems) > 0 {
				t.Fatalf("%s is not accepted again: %v", ingest.Encode(c), problems)
			}
			c.Place, again[0].Place = jinqiao.Place{}, jinqiao.Place{}
			if !reflect.DeepEqual(c, again[0]) || !json.Valid(ingest.Encode(c)) {
				t.Errorf("%s became %s", ingest.Encode(c), ingest.Encode(again[0]))
			}
		}
		if lines := bytes.Split(text, []byte("\n")); len(lines) == 1 && len(changes) == 1 {
			if one := bytes.TrimPrefix(text, []byte("\ufeff")); !json.Valid(one) {
				t.Errorf("accepted, but no JSON: %q", one)
			}
		}
	})
}
