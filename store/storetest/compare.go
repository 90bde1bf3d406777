package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"testing"

	"jinqiao"
)

// Rounds and the seed of the random comparison can be set from outside, to look
// longer or to see a failure again.
const (
	roundsVariable = "STORETEST_ROUNDS"
	seedVariable   = "STORETEST_SEED"
	defaultRounds  = 60
)

// runRandom compares with the model under several seeds: the small ontology, and
// the standard one.
func runRandom(t *testing.T, small *jinqiao.Ontology, open func(*testing.T, *jinqiao.Ontology) jinqiao.Store) {
	standard, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	rounds := int(fromEnvironment(t, roundsVariable, defaultRounds))
	first := fromEnvironment(t, seedVariable, 1)
	for seed := first; seed < first+4; seed++ {
		o := standard
		if seed%2 == 1 {
			o = small
		}
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			Compare(t, seed, rounds, o, open(t, o))
		})
	}
}

func fromEnvironment(t *testing.T, name string, otherwise uint64) uint64 {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s=%s: %v", name, text, err)
	}
	return n
}

// Compare applies seeded random batches to the stores, which have to be empty,
// and to a model, and compares what they answer to random reads after each.
func Compare(t *testing.T, seed uint64, rounds int, o *jinqiao.Ontology, stores ...jinqiao.Store) {
	t.Helper()
	for _, store := range stores {
		if store == nil {
			t.Fatal("no store")
		}
	}
	if err := compare(seed, rounds, o, stores...); err != nil {
		t.Errorf("%v\nsee it again with %s=%d", err, seedVariable, seed)
	}
}

func compare(seed uint64, rounds int, o *jinqiao.Ontology, stores ...jinqiao.Store) error {
	c := &comparison{random: newRandom(seed, o), model: NewModel(o), stores: stores}
	c.counting = c.random.apart(seed)
	for round := range rounds {
		if err := c.round(); err != nil {
			return fmt.Errorf("seed %d, round %d: %w", seed, round, err)
		}
	}
	return errors.Join(
		c.all("what Scan shows", func(s jinqiao.Store) (string, error) { return printScan(context.Background(), s, true) }),
		c.all("the topology", printWholeTopology),
	)
}

// A comparison is a model and stores that are to be alike.
type comparison struct {
	random   *random
	counting *random // of a stream of its own
	model    *Model
	stores   []jinqiao.Store
}

// round applies one batch and reads a few times.
func (c *comparison) round() error {
	ctx := context.Background()
	changes, way := c.random.batch(), jinqiao.Batch{SkipRefused: !c.random.chance(3), Bulk: c.random.chance(10)}
	err := c.all("outcomes", func(s jinqiao.Store) (string, error) {
		out, err := applyAll(ctx, s, changes, way)
		return out + string(jinqiao.CodeOf(err)), nil
	})
	if err != nil {
		return fmt.Errorf("%w\nbatch: %s", err, changesText(changes))
	}
	for range 4 {
		plan := c.random.plan()
		if err := c.read(plan); err != nil {
			return fmt.Errorf("%w\nplan: %s", err, planText(plan))
		}
	}
	return c.others(ctx)
}

func (c *comparison) read(plan *jinqiao.Plan) error {
	a, err := c.model.Read(context.Background(), plan)
	if err != nil {
		return err
	}
	c.random.remember(plan, a)
	return c.all("answer", func(s jinqiao.Store) (string, error) {
		a, err := s.Read(context.Background(), plan)
		if err != nil {
			return "", err
		}
		return printAnswer(plan, a, true), nil
	})
}

// others reads in the ways that need no plan.
func (c *comparison) others(ctx context.Context) error {
	ids := c.random.someIDs(5)
	q := c.random.textQuery()
	groups := c.counting.aggregateQuery()
	links := !c.random.chance(4)
	return errors.Join(
		c.all(fmt.Sprintf("ExpandTopology(%q, %t)", ids, links), func(s jinqiao.Store) (string, error) {
			t, err := s.ExpandTopology(ctx, ids, links)
			if err != nil {
				return "", err
			}
			return printTopology(t), nil
		}),
		c.all(fmt.Sprintf("Search(%+v)", *q), func(s jinqiao.Store) (string, error) {
			found, err := s.Search(ctx, q)
			if err != nil {
				return "", err
			}
			return printHits(found), nil
		}),
		c.all(aggregateText(groups), func(s jinqiao.Store) (string, error) { return aggregated(ctx, s, groups) }),
		c.all("Count()", func(s jinqiao.Store) (string, error) {
			stats, err := s.Count(ctx)
			if err != nil {
				return "", err
			}
			return printStats(stats), nil
		}),
	)
}

// all compares what the model and each store give.
func (c *comparison) all(what string, of func(jinqiao.Store) (string, error)) error {
	want, err := of(c.model)
	if err != nil {
		return err
	}
	for i, s := range c.stores {
		got, err := of(s)
		if err != nil {
			return fmt.Errorf("%s of store %d (%T): %w", what, i, s, err)
		}
		if err := same(fmt.Sprintf("%s of store %d (%T)", what, i, s), got, want); err != nil {
			return err
		}
	}
	return nil
}

func changesText(changes []jinqiao.Change) string {
	p := &printer{}
	for _, c := range changes {
		if c.Entity != nil {
			sel := &jinqiao.EntitySelect{Properties: true, Evidence: true}
			p.entity(&jinqiao.EntityRow{Entity: c.Entity, Select: sel}, sel)
		} else {
			p.link(&jinqiao.LinkRow{Link: c.Link}, &jinqiao.LinkSelect{Properties: true, Evidence: true})
		}
	}
	return "\n" + p.String()
}
