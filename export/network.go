// Package export writes a part of the graph to files that people and other
// programs read: networks as GEXF, GraphML, CSV, XLSX and JSON, and briefs,
// sentences with numbered sources, as Markdown and DOCX. Evidence goes with
// everything.
//
// What is exported is asked of the API, by Ask, so that a file says what the API
// says, within the same limits.
package export

import (
	"strings"
	"time"
)

// A Network is entities and the links among them, read in one language. The ends
// of every link are among its entities.
type Network struct {
	Title    string
	Language string    // "ZH" or "EN"
	Made     time.Time // when it was asked for
	Nodes    []Node
	Links    []Link
	Note     string // what is missing of it, in words; empty where nothing is
}

// A Node is an entity in a network.
type Node struct {
	ID, Kind, KindLabel string
	Label, Name, NameEn string
	Aliases             []string
	Cohort              string // its size in words; empty for one thing
	Hub                 bool
	Degree, Hidden      int     // links in all, and those that lead to what is not in the network
	Color               string  // #rrggbb
	X, Y, Size          float64 // for a drawing
	Properties          []Property
	Evidence            []Evidence
}

// A Link is a link in a network.
type Link struct {
	ID, Source, Target    string
	SourceLabel           string
	TargetLabel           string
	Relationship, Label   string // its name, and that in words
	Text                  string // as a sentence
	Assertion, Confidence string
	AssertionLabel        string
	ConfidenceLabel       string
	Collective, Symmetric bool
	Scope, ScopeLabel     string
	By, ByLabel           string
	Weight                float64
	Properties            []Property
	Evidence              []Evidence
}

// A Property is something recorded of an entity or link.
type Property struct {
	Name, Label string
	Type        string // "string", "integer", "double" or "boolean"
	Value, Text string // for programs, and in words
}

// Evidence says where a fact was read.
type Evidence struct {
	Document, DocumentLabel string
	Locator, AsOf           string
	Citation                string
}

// A source is a piece of evidence with its number.
type source struct {
	number int
	Evidence
}

// sources gives every piece of evidence a number, in the order in which entities
// and then links come to it.
func (n *Network) sources() (list []source, number map[Evidence]int) {
	number = map[Evidence]int{}
	add := func(evidence []Evidence) {
		for _, e := range evidence {
			if number[e] == 0 {
				number[e] = len(list) + 1
				list = append(list, source{len(list) + 1, e})
			}
		}
	}
	for _, node := range n.Nodes {
		add(node.Evidence)
	}
	for _, link := range n.Links {
		add(link.Evidence)
	}
	return list, number
}

// citations lists evidence in one text.
func citations(evidence []Evidence) string {
	return join(evidence, func(e Evidence) string { return e.Citation })
}

// documents lists the ids of the documents of evidence in one text.
func documents(evidence []Evidence) string {
	var ids []string
	seen := map[string]bool{}
	for _, e := range evidence {
		if !seen[e.Document] {
			seen[e.Document] = true
			ids = append(ids, e.Document)
		}
	}
	return strings.Join(ids, separator)
}

// separator stands between the items of a list in one text.
const separator = " | "

func join[T any](list []T, text func(T) string) string {
	parts := make([]string, len(list))
	for i, item := range list {
		parts[i] = text(item)
	}
	return strings.Join(parts, separator)
}
