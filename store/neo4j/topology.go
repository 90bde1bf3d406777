package neo4j

import (
	"context"
	"fmt"
	"math/bits"
	"strings"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// ScanTopology calls visit with all entities, then all links, read in portions by
// Neo4j's own numbers of nodes. It holds no lock: what is committed meanwhile may
// be in it or not.
func (s *Store) ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (version int64, err error) {
	var own error
	t := &topologyScan{s: s, ctx: ctx, visit: func(t *jinqiao.Topology) error {
		own = visit(t)
		return own
	}}
	if version, err = s.Version(ctx); err == nil {
		err = t.scan()
	}
	if own != nil {
		return version, own
	}
	return version, s.readable(ctx, "read the topology", err)
}

// nodeSpan is how many numbers of nodes one statement asks for.
const nodeSpan = 8192

// streams is how many statements are under way at once: one is read while the
// server works on the next.
const streams = 2

type topologyScan struct {
	s     *Store
	ctx   context.Context
	visit func(*jinqiao.Topology) error
	known bitset // of the nodes whose entities were handed out
}

func (t *topologyScan) scan() error {
	record, err := t.s.run(t.ctx, neo4j.AccessModeRead, "MATCH (e:"+entityLabel+") RETURN coalesce(min(id(e)), 0), coalesce(max(id(e)), -1)", nil)
	if err != nil || len(record) < 2 {
		return err
	}
	first, _ := record[0].(int64)
	last, _ := record[1].(int64)
	text := "UNWIND range($first, $last) AS i MATCH (e:" + entityLabel + ") WHERE id(e) = i RETURN " + collected(topologyEntity...)
	if err := t.stream(text, first, last, t.entities); err != nil {
		return err
	}
	text = "UNWIND range($first, $last) AS i MATCH (e) WHERE id(e) = i MATCH (e)-[l:" + alternatives(t.s.relationships) + "]->(f) RETURN " + collected(t.s.topologyLink()...)
	return t.stream(text, first, last, t.links)
}

// stream asks for span after span, and takes their answers in order.
func (t *topologyScan) stream(text string, first, last int64, take func(record []any) error) error {
	ctx, cancel := context.WithCancel(t.ctx)
	defer cancel()
	type answer struct {
		record []any
		err    error
	}
	answers := make(chan chan answer, streams-1)
	go func() {
		defer close(answers)
		for ; first <= last; first += nodeSpan {
			a := make(chan answer, 1)
			params := map[string]any{"first": first, "last": min(first+nodeSpan-1, last)}
			go func() {
				record, err := t.s.run(ctx, neo4j.AccessModeRead, text, params)
				a <- answer{record, err}
			}()
			select {
			case answers <- a:
			case <-ctx.Done():
				return
			}
		}
	}()
	for a := range answers {
		got := <-a
		if got.err != nil {
			return got.err
		}
		if err := take(got.record); err != nil {
			return err
		}
	}
	return t.ctx.Err()
}

func (t *topologyScan) entities(record []any) error {
	p := &jinqiao.Topology{Entities: t.s.topologyEntities(record)}
	for _, e := range p.Entities {
		t.known.set(e.Ref)
	}
	return t.visit(p)
}

func (t *topologyScan) links(record []any) error {
	p := &jinqiao.Topology{Links: t.s.topologyLinks(record)}
	kept := p.Links[:0]
	for _, l := range p.Links {
		if t.known.has(l.From) && t.known.has(l.To) {
			kept = append(kept, l)
		}
	}
	p.Links = kept
	return t.visit(p)
}

// topologyEntity are the columns of an entity e.
var topologyEntity = []string{"id(e)", "e.id", "labels(e)", "coalesce(e.hub, false)", "coalesce(e.cohort, false)", "coalesce(e.status, '')"}

// collected returns columns as lists.
func collected(columns ...string) string {
	lists := make([]string, len(columns))
	for i, x := range columns {
		lists[i] = "collect(" + x + ")"
	}
	return strings.Join(lists, ", ")
}

func (s *schema) topologyEntities(columns []any) []jinqiao.TopologyEntity {
	c := table(columns)
	entities := make([]jinqiao.TopologyEntity, 0, c.len())
	for i := range c.len() {
		e := jinqiao.TopologyEntity{Ref: c.number(0, i), ID: c.text(1, i), Kind: s.kindOf(c.cell(2, i)), Hub: c.flag(3, i), Cohort: c.flag(4, i), Status: c.text(5, i)}
		if len(columns) > len(topologyEntity) {
			e.Degree, e.Twin = int(c.number(len(topologyEntity), i)), c.flag(len(topologyEntity)+1, i)
		}
		if e.Kind != "" && e.ID != "" {
			entities = append(entities, e)
		}
	}
	return entities
}

// topologyLink returns the columns of a link l from e to f.
func (s *schema) topologyLink() []string { return s.linkColumns(true) }

// linkColumns returns the columns of a link l from e to f, with its dates only where
// they are wanted: each property that is read costs, be it there or not. Small things
// come in one number, what few links have in one text.
func (s *schema) linkColumns(dates bool) []string {
	var types strings.Builder
	for i, name := range s.relationships {
		fmt.Fprintf(&types, " WHEN '%s' THEN %d", name, i<<4)
	}
	rest := "coalesce(l.stage, '') + '||'"
	if dates {
		rest = "coalesce(l.stage, '') + '|' + coalesce(l.since, '') + '|' + coalesce(l.until, '')"
	}
	return []string{"id(e)", "id(f)", "l.id", "CASE type(l)" + types.String() + " END + CASE WHEN l.collective THEN 8 ELSE 0 END" +
		" + CASE WHEN l.assertion = 'STATED' THEN 0 ELSE CASE l.confidence WHEN 'HIGH' THEN 1 WHEN 'MEDIUM' THEN 2 WHEN 'LOW' THEN 3 ELSE 4 END END",
		"coalesce(l.scope, '')", rest}
}

var surenesses = [8][2]string{{"STATED", ""}, {"INFERRED", "HIGH"}, {"INFERRED", "MEDIUM"}, {"INFERRED", "LOW"}, {"INFERRED", ""}}

func (s *schema) topologyLinks(columns []any) []jinqiao.TopologyLink {
	c := table(columns)
	links := make([]jinqiao.TopologyLink, 0, c.len())
	for i := range c.len() {
		number, ok := jinqiao.ParseLinkID(c.text(2, i))
		if !ok {
			continue
		}
		facts := c.number(3, i)
		sure := surenesses[facts&7]
		l := jinqiao.TopologyLink{
			Number: number, From: c.number(0, i), To: c.number(1, i), Relationship: s.relationships[facts>>4],
			Assertion: sure[0], Confidence: sure[1], Collective: facts&8 != 0, Scope: c.text(4, i),
		}
		if rest := c.text(5, i); rest != "||" {
			stage, dates, _ := cutLast(rest)
			l.Stage, l.Since, l.Until = stage, jinqiao.PartialDate(dates[0]), jinqiao.PartialDate(dates[1])
		}
		links = append(links, l)
	}
	return links
}

// cutLast splits "stage|since|until".
func cutLast(text string) (stage string, dates [2]string, ok bool) {
	rest, until, ok := cutBehind(text)
	stage, since, _ := cutBehind(rest)
	return stage, [2]string{since, until}, ok
}

func cutBehind(text string) (before, after string, ok bool) {
	if i := strings.LastIndexByte(text, '|'); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// A table is columns of one length.
type table []any

func (t table) column(c int) []any {
	list, _ := t[c].([]any)
	return list
}

func (t table) len() int {
	if len(t) == 0 {
		return 0
	}
	return len(t.column(0))
}

func (t table) cell(c, i int) any { return t.column(c)[i] }

func (t table) number(c, i int) int64 {
	n, _ := t.cell(c, i).(int64)
	return n
}

func (t table) text(c, i int) string {
	s, _ := t.cell(c, i).(string)
	return s
}

func (t table) flag(c, i int) bool { return t.cell(c, i) == true }

// A bitset holds numbers from zero on.
type bitset []uint64

func (b *bitset) set(n int64) {
	for int64(len(*b)) <= n/bits.UintSize {
		*b = append(*b, 0)
	}
	(*b)[n/bits.UintSize] |= 1 << (n % bits.UintSize)
}

func (b bitset) has(n int64) bool {
	return n/bits.UintSize < int64(len(b)) && b[n/bits.UintSize]>>(n%bits.UintSize)&1 != 0
}
