package storetest

import (
	"fmt"
	"reflect"
	"strings"

	"jinqiao"
)

// same returns an error that shows the first lines in which two texts differ.
func same(what, got, want string) error {
	if got == want {
		return nil
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(g) && i < len(w) && g[i] == w[i] {
		i++
	}
	context := max(0, i-3)
	return fmt.Errorf("%s differs at line %d\ngot:\n%s\nwant:\n%s", what, i+1, excerpt(g, context), excerpt(w, context))
}

func excerpt(lines []string, from int) string {
	return strings.Join(lines[min(from, len(lines)):min(from+10, len(lines))], "\n")
}

// planText returns a plan on one line, as Go would write it, without what is zero.
func planText(plan *jinqiao.Plan) string {
	var b strings.Builder
	writeValue(&b, reflect.ValueOf(plan))
	if b.Len() > 6000 {
		return b.String()[:6000] + "…"
	}
	return b.String()
}

func writeValue(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		b.WriteByte('&')
		writeValue(b, v.Elem())
	case reflect.Interface:
		if f, ok := v.Interface().(jinqiao.Filter); ok {
			b.WriteString(strings.TrimPrefix(reflect.TypeOf(f).String(), "jinqiao."))
		}
		writeValue(b, v.Elem())
	case reflect.Struct:
		writeStruct(b, v)
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			writeComma(b, i)
			writeValue(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	case reflect.Invalid:
		b.WriteString("nil")
	default:
		fmt.Fprint(b, v.Interface())
	}
}

func writeStruct(b *strings.Builder, v reflect.Value) {
	b.WriteByte('{')
	n := 0
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			continue
		}
		writeComma(b, n)
		n++
		b.WriteString(v.Type().Field(i).Name + ": ")
		writeValue(b, v.Field(i))
	}
	b.WriteByte('}')
}

func writeComma(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteString(", ")
	}
}
