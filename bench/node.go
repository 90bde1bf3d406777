package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"

	"jinqiao"
)

// The smallest query, of a kind, with its id as a variable and written out.
const (
	nodeQuery   = "query($id:ID!){node(id:$id){id ... on %s{name}}}"
	nodeLiteral = `{node(id:%q){id ... on %s{name}}}`
)

// largestKind returns the kind of which the graph has most.
func largestKind(f *fixture) *jinqiao.Kind {
	return slices.MaxFunc(f.ontology.Kinds, func(a, b *jinqiao.Kind) int {
		return cmp.Compare(f.graph.Size(a.Name), f.graph.Size(b.Name))
	})
}

// requestsKept is how many different requests are sent: more than a cache of
// answers or of queries would hold, and few enough to make beforehand.
const requestsKept = 4096

// nodeFigure compares the smallest query with a handler that writes its answer.
func (b *bench) nodeFigure(s size) error {
	f, err := b.fixture(s)
	if err != nil {
		return err
	}
	kind := largestKind(f).Name
	answer, err := ask(f.handler, fmt.Sprintf(nodeQuery, kind), map[string]any{"id": f.graph.ID(kind, 0)})
	if err != nil {
		return err
	}
	ours, plain := serve(f.handler), serve(floor(answer.Header(), answer.Body.Bytes()))
	defer ours.close()
	defer plain.close()
	byVariable, byText := nodeRequests(f)
	if err := sameAnswer(ours.addr, plain.addr, byVariable); err != nil {
		return err
	}
	for _, workers := range []int{1, 16} {
		var sides []side
		for _, of := range []struct {
			name, addr string
			requests   [][]byte
		}{{"chi", plain.addr, byVariable}, {"node", ours.addr, byVariable}, {"node, literal", ours.addr, byText}} {
			one, err := over(of.name, of.addr, workers, of.requests)
			if err != nil {
				return err
			}
			sides = append(sides, one)
		}
		got, err := b.compare(sides...)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("node by HTTP, c=%d", workers)
		b.report.add(rateRow(what, s.name, got[1], got[0], 1.0/3))
		b.report.add(rateRow(what+", each text new", s.name, got[2], got[0], 0))
	}
	return nil
}

// rateRow makes a row of which the ratio of rates to a chi handler has a limit;
// 0 for none.
func rateRow(what, size string, got, beside sample, least float64) row {
	r := row{what: what, size: size, got: got.String(), beside: "chi handler: " + beside.String()}
	ratio := got.rate / beside.rate
	r.ratio = fmt.Sprintf("%.2f of the rate", ratio)
	if least > 0 {
		r.reach = "≥ 0.33 of the rate"
		r.missed = ratio < least
	}
	return r
}

// nodeRequests returns requests for random entities of the largest kind: with the id as a
// variable, and written into the query, so that each query is another text.
func nodeRequests(f *fixture) (byVariable, byText [][]byte) {
	kind := largestKind(f).Name
	query := fmt.Sprintf(nodeQuery, kind)
	for _, id := range someIDs(f, kind) {
		byVariable = append(byVariable, request(query, map[string]any{"id": id}))
		byText = append(byText, request(fmt.Sprintf(nodeLiteral, id, kind), nil))
	}
	return byVariable, byText
}

// someIDs returns ids of random entities of a kind.
func someIDs(f *fixture, kind string) []string {
	r := rand.New(rand.NewPCG(seed, 2))
	ids := make([]string, requestsKept)
	for i := range ids {
		ids[i] = f.graph.ID(kind, r.IntN(f.graph.Size(kind)))
	}
	return ids
}

// sameAnswer wants both servers to answer in the same form, and ours truly.
func sameAnswer(ours, plain string, requests [][]byte) error {
	a, err := dial(ours)
	if err != nil {
		return err
	}
	defer a.conn.Close()
	c, err := dial(plain)
	if err != nil {
		return err
	}
	defer c.conn.Close()
	for _, request := range requests {
		body, err := a.post(request)
		if err != nil {
			return err
		}
		if !bytes.Contains(body, []byte(`"name":`)) || bytes.Contains(body, []byte(`"errors"`)) {
			return fmt.Errorf("answered %s", body)
		}
	}
	_, err = c.post(requests[0])
	return err
}

// quiet is a response that nobody reads.
type quiet struct {
	head   http.Header
	status int
	size   int
}

func (q *quiet) Header() http.Header { return q.head }

func (q *quiet) WriteHeader(status int) { q.status = status }

func (q *quiet) Write(b []byte) (int, error) {
	q.size += len(b)
	return len(b), nil
}
