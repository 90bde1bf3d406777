package sqlite

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jinqiao"
)

// parser reads what writeProperties, writeStrings and writeEvidence wrote. Anything else sets damaged.
type parser struct {
	rest    string
	damaged bool
}

func (p *parser) take(c byte) bool {
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *parser) expect(c byte) {
	if !p.take(c) {
		p.damaged, p.rest = true, ""
	}
}

// items calls item for each part of a list or object that open begins.
func (p *parser) items(open, end byte, item func()) {
	p.expect(open)
	if p.take(end) {
		return
	}
	for {
		item()
		if !p.take(',') {
			break
		}
	}
	p.expect(end)
}

func (p *parser) strings() []string {
	list := []string{}
	p.items('[', ']', func() { list = append(list, p.string()) })
	return list
}

func (p *parser) string() string {
	p.expect('"')
	end := strings.IndexAny(p.rest, `"\`)
	if end >= 0 && p.rest[end] == '"' {
		s := p.rest[:end]
		p.rest = p.rest[end+1:]
		return s
	}
	return p.escaped()
}

func (p *parser) escaped() string {
	var b strings.Builder
	for p.rest != "" {
		c := p.rest[0]
		p.rest = p.rest[1:]
		if c == '"' {
			return b.String()
		}
		if c == '\\' && p.rest != "" {
			p.escape(&b)
			continue
		}
		b.WriteByte(c)
	}
	p.damaged = true
	return ""
}

func (p *parser) escape(b *strings.Builder) {
	c := p.rest[0]
	p.rest = p.rest[1:]
	if c != 'u' {
		b.WriteByte(c)
		return
	}
	if len(p.rest) < 4 {
		p.damaged, p.rest = true, ""
		return
	}
	n, err := strconv.ParseUint(p.rest[:4], 16, 16)
	p.damaged = p.damaged || err != nil || n >= utf8.RuneSelf
	b.WriteByte(byte(n))
	p.rest = p.rest[4:]
}

func (p *parser) value() any {
	if p.rest == "" {
		p.damaged = true
		return nil
	}
	switch p.rest[0] {
	case '"':
		return p.string()
	case '[':
		return p.strings()
	case 't', 'f':
		return p.token() == "true"
	}
	return p.number()
}

func (p *parser) number() any {
	t := p.token()
	if strings.ContainsAny(t, ".e") {
		f, err := strconv.ParseFloat(t, 64)
		p.damaged = p.damaged || err != nil
		return f
	}
	n, err := strconv.Atoi(t)
	p.damaged = p.damaged || err != nil
	return n
}

func (p *parser) token() string {
	end := strings.IndexAny(p.rest, ",}]")
	if end < 0 {
		end = len(p.rest)
	}
	t := p.rest[:end]
	p.rest = p.rest[end:]
	return t
}

func (p *parser) properties() map[string]any {
	properties := map[string]any{}
	p.items('{', '}', func() {
		name := p.string()
		p.expect(':')
		properties[name] = p.value()
	})
	return properties
}

func (p *parser) evidence() []jinqiao.Evidence {
	var evidence []jinqiao.Evidence
	p.items('[', ']', func() {
		if parts := p.strings(); len(parts) == 3 {
			evidence = append(evidence, jinqiao.Evidence{Document: parts[0], Locator: parts[1], AsOf: jinqiao.PartialDate(parts[2])})
			return
		}
		p.damaged = true
	})
	return evidence
}
