package ingest

import "encoding/binary"

// An entityRow is an entity as the spool keeps it, in the part of its id.
type entityRow struct {
	file, line int
	bad        bool // not to be written
	id, kind   string
	body       []byte // as Encode writes it
}

func (e *entityRow) append(r record) record {
	r.num(e.file)
	r.num(e.line)
	r.num(flag(e.bad))
	r.str(e.id)
	r.str(e.kind)
	return append(r, e.body...)
}

func readEntity(r record) (e entityRow) {
	e.file, e.line, e.bad = r.readNum(), r.readNum(), r.readNum() == 1
	e.id, e.kind, e.body = r.readStr(), r.readStr(), r
	return e
}

// A linkRow is a link as the spool keeps it, in the part of its number.
type linkRow struct {
	number       uint64
	file, line   int
	bad          bool // not kept on disk
	relationship string
	inferred     bool
	body         []byte

	from, to int // kinds of the ends, as answers give them; not kept on disk
}

func (l *linkRow) append(r record) record {
	r = binary.BigEndian.AppendUint64(r, l.number)
	r.num(l.file)
	r.num(l.line)
	r.num(flag(l.inferred))
	r.str(l.relationship)
	return append(r, l.body...)
}

func readLink(r record) (l linkRow) {
	l.number, r = binary.BigEndian.Uint64(r), r[8:]
	l.file, l.line, l.inferred = r.readNum(), r.readNum(), r.readNum() == 1
	l.relationship, l.body = r.readStr(), r
	return l
}

// A refRow says that a row names an entity; it is in the part of that entity's id.
type refRow struct {
	file, line  int
	part, index int // where the row is that names it
	rule        int // see job.rules
	field       string
	subject     string // of an entity; that of a link is told when it is read
	id          []byte // good until the next record
}

func (f *refRow) append(r record) record {
	for _, n := range []int{f.file, f.line, f.part, f.index, f.rule} {
		r.num(n)
	}
	r.str(f.field)
	r.str(f.subject)
	return append(r, f.id...)
}

// readRef reads a refRow; fields holds the names of fields met so far.
func readRef(r record, fields map[string]string) (f refRow) {
	f.file, f.line, f.part, f.index, f.rule = r.readNum(), r.readNum(), r.readNum(), r.readNum(), r.readNum()
	raw := r.readBytes()
	field, known := fields[string(raw)]
	if !known {
		field = string(raw)
		fields[field] = field
	}
	f.field, f.subject, f.id = field, r.readStr(), r
	return f
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
