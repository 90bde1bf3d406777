package sqlite

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// What is recorded of an entity or link is stored as JSON in one fixed form, so
// that equal contents are equal text: keys sorted, a float with a point or an
// exponent, an int without. Nothing recorded is no text at all.

// writeProperties returns the text of properties; ok is false if there are none.
func writeProperties(properties map[string]any) (text string, ok bool, err error) {
	if len(properties) == 0 {
		return "", false, nil
	}
	var b strings.Builder
	separator := byte('{')
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if properties[name] == nil {
			continue
		}
		b.WriteByte(separator)
		separator = ','
		writeString(&b, name)
		b.WriteByte(':')
		if err := writeValue(&b, properties[name]); err != nil {
			return "", false, fmt.Errorf("property %s: %w", name, err)
		}
	}
	if b.Len() == 0 {
		return "", false, nil
	}
	b.WriteByte('}')
	return b.String(), true, nil
}

func writeValue(b *strings.Builder, value any) error {
	switch v := value.(type) {
	case string:
		writeString(b, v)
	case int:
		b.WriteString(strconv.Itoa(v))
	case float64:
		return writeFloat(b, v)
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case []string:
		writeStrings(b, v)
	default:
		return fmt.Errorf("a value cannot be a %T", value)
	}
	return nil
}

func writeFloat(b *strings.Builder, v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("%v is not a number", v)
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	b.WriteString(s)
	if !strings.ContainsAny(s, ".e") {
		b.WriteString(".0")
	}
	return nil
}

func writeStrings(b *strings.Builder, list []string) {
	b.WriteByte('[')
	for i, s := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		writeString(b, s)
	}
	b.WriteByte(']')
}

// jsonList returns a list of texts as JSON, for json_each.
func jsonList(list []string) string {
	var b strings.Builder
	writeStrings(&b, list)
	return b.String()
}

// jsonNumbers returns a list of numbers as JSON, for json_each.
func jsonNumbers(list []int64) string {
	b := make([]byte, 0, 1+8*len(list))
	for i, n := range list {
		separator := byte(',')
		if i == 0 {
			separator = '['
		}
		b = strconv.AppendInt(append(b, separator), n, 10)
	}
	if len(list) == 0 {
		b = append(b, '[')
	}
	return string(append(b, ']'))
}

func writeString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ':
			fmt.Fprintf(b, `\u%04x`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
}

// writeEvidence returns the text of evidence: of each piece the document,
// locator and date.
func writeEvidence(evidence []jinqiao.Evidence) (text string, ok bool) {
	if len(evidence) == 0 {
		return "", false
	}
	var b strings.Builder
	for i, e := range evidence {
		separator := byte(',')
		if i == 0 {
			separator = '['
		}
		b.WriteByte(separator)
		writeStrings(&b, []string{e.Document, e.Locator, string(e.AsOf)})
	}
	b.WriteByte(']')
	return b.String(), true
}
