package sqlite

import "context"

// pool lends connections for reading. A slot without a connection is opened
// when it is first lent.
type pool struct {
	slots chan *conn
	open  func() (*conn, error)
}

func newPool(size int, open func() (*conn, error)) *pool {
	p := &pool{make(chan *conn, size), open}
	for range size {
		p.slots <- nil
	}
	return p
}

func (p *pool) borrow(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var c *conn
	select {
	case c = <-p.slots:
	default:
		select {
		case c = <-p.slots:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if c != nil {
		return c, nil
	}
	c, err := p.open()
	if err != nil {
		p.slots <- nil
	}
	return c, err
}

func (p *pool) giveBack(c *conn) { p.slots <- c }

// pause closes all connections if none is lent, and lends none until resume is
// called.
func (p *pool) pause() bool {
	var idle []*conn
	for range cap(p.slots) {
		select {
		case c := <-p.slots:
			idle = append(idle, c)
		default:
			for _, c := range idle {
				p.slots <- c
			}
			return false
		}
	}
	for _, c := range idle {
		if c != nil {
			c.close()
		}
	}
	return true
}

// resume ends a pause.
func (p *pool) resume() {
	for range cap(p.slots) {
		p.slots <- nil
	}
}

// close waits for what is lent and closes all.
func (p *pool) close() error {
	var first error
	for range cap(p.slots) {
		if c := <-p.slots; c != nil {
			if err := c.close(); first == nil {
				first = err
			}
		}
	}
	return first
}

// reading calls read with a connection, within one transaction if it is to
// read more than one statement from one state of the store.
func (s *Store) reading(ctx context.Context, transaction bool, read func(*conn) error) error {
	c, err := s.readers.borrow(ctx)
	if err != nil {
		return err
	}
	defer func() { s.readers.giveBack(c) }()
	if !transaction {
		return read(c)
	}
	if _, err := c.exec(context.Background(), "BEGIN"); err != nil {
		return err
	}
	err = read(c)
	if _, e := c.exec(context.Background(), "COMMIT"); e != nil {
		// A connection that cannot end a transaction is of no more use.
		c.close()
		c = nil
		if err == nil {
			err = e
		}
	}
	return err
}
