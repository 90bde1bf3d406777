package sqlite

import (
	"bytes"
	"context"
	"database/sql/driver"
	"sync"

	"jinqiao"
)

// portion is how many entities or links of a topology are handed out at once.
const portion = 4096

// topologyWorkers is how many connections read at once.
const topologyWorkers = 2

// ScanTopology calls visit with all entities, then all links. They are read by
// several connections at once, which begin while nobody can write.
func (s *Store) ScanTopology(ctx context.Context, visit func(*jinqiao.Topology) error) (version int64, err error) {
	var own error
	t := &topologyScan{s: s, visit: func(t *jinqiao.Topology) error {
		own = visit(t)
		return own
	}}
	defer t.close()
	if version, err = t.open(ctx); err == nil {
		err = t.scan(ctx)
	}
	if own != nil {
		return version, own
	}
	return version, readable(ctx, "read the topology", err)
}

type topologyScan struct {
	s     *Store
	visit func(*jinqiao.Topology) error
	pages []*pages
	turn  sync.Mutex // of visit

	entities, links int // that there are
}

// open begins a transaction in each connection, all of one state of the store.
func (t *topologyScan) open(ctx context.Context) (version int64, err error) {
	select {
	case t.s.turn <- struct{}{}:
		defer func() { <-t.s.turn }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for range topologyWorkers {
		c, err := connect(t.s.driver, t.s.path, readPragmas)
		if err != nil {
			return 0, err
		}
		t.pages = append(t.pages, &pages{c: c})
		if _, err := c.exec(ctx, "BEGIN"); err != nil {
			return 0, err
		}
		if version, err = c.number(ctx, "SELECT revision FROM state"); err != nil {
			return 0, err
		}
		if err := t.pages[len(t.pages)-1].measure(ctx); err != nil {
			return 0, err
		}
	}
	return version, t.count(ctx)
}

// count reads how many entities and links there are.
func (t *topologyScan) count(ctx context.Context) error {
	entities, err := t.pages[0].c.number(ctx, "SELECT ifnull(sum(count), 0) FROM entity_tally")
	if err != nil {
		return err
	}
	links, err := t.pages[0].c.number(ctx, "SELECT ifnull(sum(count), 0) FROM link_tally")
	t.entities, t.links = int(entities), int(links)
	return err
}

func (t *topologyScan) close() {
	for _, p := range t.pages {
		p.c.close()
	}
}

func (t *topologyScan) scan(ctx context.Context) error {
	if err := t.table(ctx, "entity", (*topologyReader).entity); err != nil {
		return err
	}
	return t.table(ctx, "link", (*topologyReader).link)
}

// table reads a table, each connection a part of its pages.
func (t *topologyScan) table(ctx context.Context, name string, take func(*topologyReader, *row) error) error {
	leaves, err := t.pages[0].leaves(ctx, name)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for i, p := range t.pages {
		some := leaves[len(leaves)*i/len(t.pages) : len(leaves)*(i+1)/len(t.pages)]
		all.Go(func() {
			r := &topologyReader{scan: t, pages: p, ctx: ctx, known: map[string]string{}}
			r.gather.AllEntities, r.gather.AllLinks = t.entities, t.links
			if err := r.read(some, take); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// A topologyReader reads pages through one connection.
type topologyReader struct {
	scan   *topologyScan
	pages  *pages
	ctx    context.Context
	gather jinqiao.Topology
	known  map[string]string // texts that come again and again
}

func (r *topologyReader) read(leaves []int64, take func(*topologyReader, *row) error) error {
	var at row
	for _, number := range leaves {
		page, err := r.pages.page(r.ctx, number)
		if err != nil {
			return err
		}
		if err := r.pages.rows(page, &at, func() error { return take(r, &at) }); err != nil {
			return err
		}
		if len(r.gather.Entities)+len(r.gather.Links) >= portion {
			if err := r.hand(); err != nil {
				return err
			}
		}
	}
	return r.hand()
}

// hand gives a portion out and empties it.
func (r *topologyReader) hand() error {
	r.scan.turn.Lock()
	defer r.scan.turn.Unlock()
	if err := r.ctx.Err(); err != nil {
		return err
	}
	err := r.scan.visit(&r.gather)
	r.gather.Entities, r.gather.Links = r.gather.Entities[:0], r.gather.Links[:0]
	return err
}

// Places of columns in the tables.
const (
	entityID, entityKind, entityCohort, entityHub, entityProps = 1, 2, 4, 7, 10

	linkRelationship, linkSource, linkTarget      = 1, 2, 3
	linkAssertion, linkConfidence, linkCollective = 6, 7, 8
	linkScope, linkProps                          = 9, 11
)

// entity takes an entity out of its row.
func (r *topologyReader) entity(at *row) error {
	if at.spills {
		return r.pages.c.each(r.ctx, topologyEntities+" WHERE e.ord = ?", []any{at.id}, func(values []driver.Value) error {
			r.gather.Entities = append(r.gather.Entities, r.scan.s.topologyEntity(values))
			return nil
		})
	}
	e := jinqiao.TopologyEntity{
		Ref: at.id, ID: string(at.text(entityID)), Kind: r.scan.s.names.kindNames[at.int(entityKind)],
		Hub: at.int(entityHub) != 0, Cohort: at.int(entityCohort) != 0,
	}
	if props := at.text(entityProps); bytes.Contains(props, []byte(`"status":`)) {
		p := parser{}
		e.Status, _ = p.propertiesOf(string(props))["status"].(string)
	}
	r.gather.Entities = append(r.gather.Entities, e)
	return nil
}

// link takes a link out of its row.
func (r *topologyReader) link(at *row) error {
	if at.spills {
		return r.pages.c.each(r.ctx, topologyLinks+" FROM link l WHERE l.number = ?", []any{at.id}, func(values []driver.Value) error {
			r.gather.Links = append(r.gather.Links, r.scan.s.topologyLink(values))
			return nil
		})
	}
	props := at.text(linkProps)
	assertion, confidence := jinqiao.Sureness(r.word(at.text(linkAssertion)), r.word(at.text(linkConfidence)))
	r.gather.Links = append(r.gather.Links, jinqiao.TopologyLink{
		Number: uint64(at.id), From: at.int(linkSource), To: at.int(linkTarget),
		Relationship: r.scan.s.names.relationshipNames[at.int(linkRelationship)],
		Assertion:    assertion, Confidence: confidence, Collective: at.int(linkCollective) != 0,
		Scope: r.word(at.text(linkScope)), Stage: r.recorded(props, "stage"),
		Since: jinqiao.PartialDate(r.recorded(props, "since")), Until: jinqiao.PartialDate(r.recorded(props, "until")),
	})
	return nil
}

// mostWords bounds how many texts are remembered.
const mostWords = 1 << 16

// word returns a text that may have come before.
func (r *topologyReader) word(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if s, ok := r.known[string(b)]; ok {
		return s
	}
	if len(r.known) >= mostWords {
		clear(r.known)
	}
	s := string(b)
	r.known[s] = s
	return s
}

// recorded returns the text of a property.
func (r *topologyReader) recorded(props []byte, name string) string {
	if i := bytes.Index(props, []byte(name)); i < 0 {
		return ""
	}
	return r.word([]byte(recordedText(string(props), name)))
}
