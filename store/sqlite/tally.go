package sqlite

// tally holds by how much a batch changes the tallies of the store.
type tally struct {
	entities map[entityClass]int
	links    map[linkClass]int
}

type entityClass struct {
	kind   int64
	cohort bool
}

type linkClass struct {
	relationship int64
	assertion    string
}

func newTally() tally {
	return tally{map[entityClass]int{}, map[linkClass]int{}}
}

func (t tally) write(c *conn) error {
	for class, n := range t.entities {
		if n == 0 {
			continue
		}
		_, err := c.exec(background, "INSERT INTO entity_tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
			class.kind, class.cohort, n)
		if err != nil {
			return err
		}
	}
	for class, n := range t.links {
		if n == 0 {
			continue
		}
		_, err := c.exec(background, "INSERT INTO link_tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
			class.relationship, class.assertion, n)
		if err != nil {
			return err
		}
	}
	return nil
}
