package ingest

import (
	"context"

	"jinqiao"
)

// batchRows is how many rows are handed over at once.
const batchRows = 256

// A batch is some rows to be written, and the files of rows that say again what
// another row says.
type batch struct {
	changes []jinqiao.Change
	again   []int
	err     error
}

// A producer decodes what is accepted, in the order in which it is written.
type producer struct {
	*job
	ctx     context.Context // of one call of produce
	decoder *decoder
	batch   batch
	out     chan<- batch
}

// produce sends all that is accepted: entities part by part, then links by number.
func (j *job) produce(ctx context.Context, out chan<- batch) {
	defer close(out)
	p := &producer{job: j, ctx: ctx, decoder: newDecoder(j.o), out: out}
	err := p.eachPart(p.entityPart)
	if err == nil {
		err = p.eachPart(p.linkPart)
	}
	p.batch.err = err
	_ = p.send() // fails only when nobody listens any more
}

func (p *producer) eachPart(send func(part int) error) error {
	for part := range Parts {
		if err := send(part); err != nil {
			return err
		}
	}
	return nil
}

func (p *producer) send() error {
	select {
	case p.out <- p.batch:
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
	p.batch = batch{}
	return nil
}

func (p *producer) add(file, line int, body []byte) error {
	p.batch.changes = append(p.batch.changes, p.decoder.restore(p.place(file, line), body))
	if len(p.batch.changes) < batchRows {
		return nil
	}
	return p.send()
}

func (p *producer) entityPart(part int) error {
	states, err := loadStates(p.entityStates, part)
	if err != nil {
		return err
	}
	sent := map[string]bool{}
	i := -1
	for r, err := range p.entities.records(part) {
		if err != nil {
			return err
		}
		e := readEntity(r)
		i++
		if states[entityState*i] != 0 || p.files[e.file].refused {
			continue
		}
		if sent[e.id] {
			p.batch.again = append(p.batch.again, e.file)
			continue
		}
		sent[e.id] = true
		if err := p.add(e.file, e.line, e.body); err != nil {
			return err
		}
	}
	return nil
}

func (p *producer) linkPart(part int) error {
	rows, err := p.loadLinks(part)
	if err != nil {
		return err
	}
	states, err := loadStates(p.linkStates, part)
	if err != nil {
		return err
	}
	const none = 1 << 63 // numbers have 63 bits
	sent := uint64(none)
	for _, i := range byNumber(rows) {
		r := &rows[i]
		if states[i] != 0 || p.files[r.file].refused {
			continue
		}
		if r.number == sent {
			p.batch.again = append(p.batch.again, r.file)
			continue
		}
		sent = r.number
		if err := p.add(r.file, r.line, r.body); err != nil {
			return err
		}
	}
	return nil
}
