package synthetic

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed tables.json
var tablesText []byte

// tables are what is known of single kinds and relationships: it changes how
// real a graph looks, not whether it is valid.
var tables = readTables()

type tableSet struct {
	// Kinds says how many of a thousand entities are of a kind, Relationships
	// how many of a thousand links; what is not listed has defaultShare.
	Kinds, Relationships map[string]float64

	// Roles names the kinds that stand in names and do things.
	Roles struct{ City, Industry, Agent string }

	// Names has templates for names of a kind, Chinese before the bar: {C} and
	// {I} the city or industry of its own number, {c} any city, {b} a brand, {i}
	// an industry, {f} a field, {p} a person, {y} a year, {n} a number. A kind
	// that is not listed takes those under "".
	Names map[string][]string
}

func readTables() tableSet {
	var t tableSet
	if err := json.Unmarshal(tablesText, &t); err != nil {
		panic(fmt.Sprintf("tables.json: %v", err)) // it is part of the program
	}
	return t
}
