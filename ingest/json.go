package ingest

import (
	"fmt"
	"slices"
)

// The values of a line: string, number, bool, nil, []any and object.
type (
	number string // as written

	object []member

	member struct {
		name  string
		value any
	}
)

// maxDepth is how deep values may be nested; rows need three.
const maxDepth = 8

// A scanner reads one line of JSON strictly. Unlike encoding/json it refuses a
// name given twice, invalid UTF-8 and halves of surrogate pairs, keeps numbers
// as written, and says in which column a fault is.
type scanner struct {
	text  []byte
	at    int
	names map[string]string // names seen, so that each is kept once
}

// maxNames bounds the names that a scanner keeps: the ontology has about 100.
const maxNames = 1000

// A fault says what is wrong with a line, and in which column (byte, from 1).
type fault struct {
	column  int
	message string
	short   bool // the line ends too early
}

func (f *fault) Error() string { return fmt.Sprintf("column %d: %s", f.column, f.message) }

// line reads a line that holds one object.
func (s *scanner) line(text []byte) (object, error) {
	s.text, s.at = text, 0
	s.space()
	if s.peek() != '{' {
		return nil, s.fault("has to be one JSON object: {…}")
	}
	o, err := s.object(1)
	if err != nil {
		return nil, err
	}
	if s.space(); s.at < len(s.text) {
		return nil, s.fault("more after the object; write one object a line")
	}
	return o, nil
}

func (s *scanner) fault(format string, args ...any) error {
	if s.at >= len(s.text) {
		return &fault{len(s.text) + 1, "the line ends too early", true}
	}
	return &fault{s.at + 1, fmt.Sprintf(format, args...), false}
}

// peek returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) space() {
	for s.at < len(s.text) && isSpace(s.text[s.at]) {
		s.at++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func (s *scanner) object(depth int) (object, error) {
	o := make(object, 0, 12)
	var seen map[string]bool
	err := s.items('}', func() error {
		if s.peek() != '"' {
			return s.fault("expected a name in quotation marks")
		}
		start := s.at
		name, err := s.name()
		if err != nil {
			return err
		}
		if seen = note(seen, o); seen[name] || seen == nil && o.has(name) {
			s.at = start
			return s.fault("%q is given twice", name)
		}
		if s.space(); s.peek() != ':' {
			return s.fault("expected : after the name %q", name)
		}
		s.at++
		s.space()
		v, err := s.value(depth)
		if seen != nil {
			seen[name] = true
		}
		o = append(o, member{name, v})
		return err
	})
	return o, err
}

func (o object) has(name string) bool {
	return slices.ContainsFunc(o, func(m member) bool { return m.name == name })
}

// note returns a set of the names of an object that has grown long, so that
// looking for repetitions stays cheap; nil for a short one.
func note(seen map[string]bool, o object) map[string]bool {
	if seen != nil || len(o) < 40 {
		return seen
	}
	seen = make(map[string]bool, 2*len(o))
	for _, m := range o {
		seen[m.name] = true
	}
	return seen
}

// items reads what stands between brackets, with commas between.
func (s *scanner) items(end byte, item func() error) error {
	s.at++
	if s.space(); s.peek() == end {
		s.at++
		return nil
	}
	for {
		s.space()
		if err := item(); err != nil {
			return err
		}
		s.space()
		switch s.peek() {
		case ',':
			s.at++
		case end:
			s.at++
			return nil
		default:
			return s.fault("expected , or %c", end)
		}
	}
}

func (s *scanner) value(depth int) (any, error) {
	c := s.peek()
	switch {
	case c == '"':
		return s.str()
	case c == '{' || c == '[':
		if depth >= maxDepth {
			return nil, s.fault("nested too deeply")
		}
		if c == '{' {
			return s.object(depth + 1)
		}
		return s.array(depth + 1)
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	for _, w := range words {
		if rest := s.text[s.at:]; len(rest) >= len(w.name) && string(rest[:len(w.name)]) == w.name {
			s.at += len(w.name)
			return w.value, nil
		}
	}
	return nil, s.fault("expected a value, not %q", rune(c))
}

var words = []member{{"true", true}, {"false", false}, {"null", nil}}

func (s *scanner) array(depth int) (any, error) {
	list := []any{}
	err := s.items(']', func() error {
		v, err := s.value(depth)
		list = append(list, v)
		return err
	})
	return list, err
}

// number reads a number by the grammar of JSON.
func (s *scanner) number() (any, error) {
	start := s.at
	if s.peek() == '-' {
		s.at++
	}
	if s.peek() == '0' {
		s.at++
	} else if s.digits() == 0 {
		return nil, s.fault("expected digits after -")
	}
	if c := s.peek(); c >= '0' && c <= '9' {
		return nil, s.fault("a number may not begin with 0")
	}
	if s.peek() == '.' {
		s.at++
		if s.digits() == 0 {
			return nil, s.fault("expected digits after the point")
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.at++
		if c := s.peek(); c == '+' || c == '-' {
			s.at++
		}
		if s.digits() == 0 {
			return nil, s.fault("expected digits in the exponent")
		}
	}
	return number(s.text[start:s.at]), nil
}

func (s *scanner) digits() int {
	start := s.at
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		s.at++
	}
	return s.at - start
}
