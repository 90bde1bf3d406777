package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"slices"
	"strings"
	"text/template"

	"jinqiao"
)

// goName is the name of a method that gqlgen binds to a field.
func goName(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

// PluralGo is the name of the method behind the root field of many.
func (t typeData) PluralGo() string { return goName(t.Plural) }

// A typeData is a kind or group as the templates need it: everything decided.
type typeData struct {
	Name, Enum, Singular, Plural string
	Group                        bool
	Groups                       []string // markers, Node included
	Properties                   []propertyData
	Fields                       []fieldData
}

type propertyData struct{ Name, GoName, Go, Read string }

type fieldData struct{ GoName, Far string }

type data struct {
	Kinds, Groups []typeData
	Common        []propertyData // properties of every kind
	Evidence      string         // kind to which evidence points
	References    []fieldData    // fields of a link typed by one kind
	Aims          string         // kind of which some are targets for others; empty for none

	LinkProperties []propertyData
}

func modelData(o *jinqiao.Ontology) data {
	d := data{Evidence: o.EvidenceKinds[0], Common: propertiesOf(o.Group("Entity").Properties), LinkProperties: propertiesOf(o.LinkProps)}
	for _, g := range o.Groups {
		d.Groups = append(d.Groups, typeData{Name: g.Name, Group: true, Groups: g.Groups})
	}
	for _, k := range o.Kinds {
		own := slices.DeleteFunc(slices.Clone(k.Properties), func(p *jinqiao.Property) bool { return o.Group("Entity").Property(p.Name) != nil })
		t := typeData{Name: k.Name, Enum: k.Enum, Singular: k.Singular, Plural: k.Plural, Groups: append([]string{"Node"}, k.Groups...), Properties: propertiesOf(own)}
		for _, f := range k.Fields {
			t.Fields = append(t.Fields, fieldData{goName(f.Name), f.Far})
		}
		d.Kinds = append(d.Kinds, t)
	}
	for _, r := range o.Relationships {
		if r.Aim {
			d.Aims = r.Ends[0].From
		}
	}
	for _, r := range o.References {
		if len(r.Kinds) == 1 {
			d.References = append(d.References, fieldData{goName(r.Field), r.Kinds[0]})
		}
	}
	return d
}

func propertiesOf(list []*jinqiao.Property) []propertyData {
	var all []propertyData
	for _, p := range list {
		goType, read := access(p.Type)
		all = append(all, propertyData{p.Name, goName(p.Name), goType, read})
	}
	return all
}

// access returns the Go type of a property and the helper that reads it.
func access(t jinqiao.Type) (goType, read string) {
	switch t {
	case jinqiao.TypeInt:
		return "*int", "value[int]"
	case jinqiao.TypeFloat:
		return "*float64", "value[float64]"
	case jinqiao.TypeBoolean:
		return "*bool", "value[bool]"
	case jinqiao.TypeList:
		return "[]string", "values"
	case jinqiao.TypePeriod:
		return "*Period", "period"
	}
	return "*string", "value[string]"
}

// writeGo executes a template and writes it as formatted Go.
func writeGo(file, name, text string, d data) error {
	var b bytes.Buffer
	if err := template.Must(template.New(name).Parse(text)).Execute(&b, d); err != nil {
		return err
	}
	source, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, source, 0o644)
}
