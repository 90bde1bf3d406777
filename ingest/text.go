package ingest

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

func (s *scanner) name() (string, error) {
	raw, plain, err := s.quoted()
	if err != nil {
		return "", err
	}
	if !plain {
		return s.unescape(raw)
	}
	if name, known := s.names[string(raw)]; known {
		return name, nil
	}
	name := string(raw)
	if len(s.names) < maxNames {
		s.names[name] = name
	}
	return name, nil
}

func (s *scanner) str() (any, error) {
	raw, plain, err := s.quoted()
	if err != nil {
		return nil, err
	}
	if plain {
		return string(raw), nil
	}
	return s.unescape(raw)
}

// quoted returns what stands between quotation marks, and whether it is free of
// escapes.
func (s *scanner) quoted() (raw []byte, plain bool, err error) {
	s.at++
	start := s.at
	plain = true
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return s.text[start : s.at-1], plain, nil
		case c < 0x20:
			return nil, false, s.fault("the control character %U in text; remove it, or write \\n or \\t for a line break or tab", rune(c))
		case c == '\\':
			plain = false
			s.at++
		}
		s.at++
	}
	return nil, false, s.fault("")
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescape returns the text behind raw, which ends just before s.at.
func (s *scanner) unescape(raw []byte) (string, error) {
	after := s.at
	text := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			text = append(text, raw[i])
			i++
			continue
		}
		if c, ok := escapes[raw[i+1]]; ok {
			text = append(text, c)
			i += 2
			continue
		}
		r, size := escapedRune(raw[i:])
		if size == 0 {
			s.at = after - 1 - len(raw) + i
			return "", s.fault("no valid escape: %s", strconv.Quote(string(raw[i:min(i+6, len(raw))])))
		}
		text = utf8.AppendRune(text, r)
		i += size
	}
	return string(text), nil
}

// escapedRune reads \uXXXX, or two of them that are a surrogate pair. A size of
// 0 means that there is none.
func escapedRune(raw []byte) (r rune, size int) {
	r = hexRune(raw)
	if r < 0 || !utf16.IsSurrogate(r) {
		if r < 0 {
			return 0, 0
		}
		return r, 6
	}
	pair := utf16.DecodeRune(r, hexRune(raw[6:]))
	if pair == utf8.RuneError {
		return 0, 0
	}
	return pair, 12
}

func hexRune(raw []byte) rune {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
