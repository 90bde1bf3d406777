package jinqiao

import (
	"encoding/binary"
	"strings"

	"crypto/sha256"
	"encoding/base32"
)

// An Entity is one thing, or one group that a source only counts.
type Entity struct {
	ID      string
	Kind    string // name of a Kind of the ontology
	Name    string // canonical, Chinese
	Aliases []string
	Cohort  *Cohort // nil for one thing
	Hub     bool    // a curator's word that it joins everything

	// Properties holds what else is recorded, by property name. A property
	// that is absent is not known. Values are string (text, enum values, dates
	// and periods), int (Int), float64 (Float), bool and []string.
	Properties map[string]any

	Evidence []Evidence
}

// A Cohort is what is known of the size of an anonymous group.
type Cohort struct {
	Size      *int   // nil where the source does not count
	Qualifier string // EXACT, ABOUT, AT_LEAST or AT_MOST; empty without a size
}

// Evidence says where a fact was read.
type Evidence struct {
	Document string      // id of an entity
	Locator  string      // place in the document; may be empty
	AsOf     PartialDate // date that the source speaks of; may be empty
}

// A Link is one relationship between two entities.
type Link struct {
	ID           string // see LinkID
	Relationship string // name of a Relationship of the ontology
	From, To     string // ids of entities
	Key          string // empty unless two links of one relationship join the same ends

	Assertion  string // STATED or INFERRED
	Confidence string // HIGH, MEDIUM or LOW; only for INFERRED
	Collective bool   // holds for the group as a whole
	Scope      string // id of the entity within which the fact holds; may be empty

	// Properties holds what else is recorded, by property name, as in Entity:
	// stage, since, note and others.
	Properties map[string]any

	Evidence []Evidence
}

// Text returns the text of a property, or "" where it is not known.
func (e *Entity) Text(property string) string { return text(e.Properties, property) }

// Text returns the text of a property, or "" where it is not known.
func (l *Link) Text(property string) string { return text(l.Properties, property) }

func text(properties map[string]any, name string) string {
	s, _ := properties[name].(string)
	return s
}

// maxID is how many bytes an id may have.
const maxID = 128

// ValidID reports whether id can be the id of an entity: 1 to 128 of letters,
// digits, "_" and "-", and not of the form of a link id.
func ValidID(id string) bool {
	if len(id) == 0 || len(id) > maxID || IsLinkID(id) {
		return false
	}
	for _, c := range []byte(id) {
		if !isIDByte(c) {
			return false
		}
	}
	return true
}

func isIDByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' || c == '-'
}

// IsLinkID reports whether id has the form that LinkID gives.
func IsLinkID(id string) bool {
	digits, ok := strings.CutPrefix(id, "l_")
	if !ok || len(digits) != linkDigits {
		return false
	}
	for _, c := range []byte(digits) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'v') {
			return false
		}
	}
	return true
}

// linkDigits hold 64 bits at 5 bits each.
const linkDigits = 13

var linkEncoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// LinkNumber returns the number behind a link id: the first 63 bits of the
// SHA-256 of relationship, ends and key. The ends of a symmetric relationship
// have to be sorted by the caller. Two links of ten million share a number with
// a probability of 0.000005; a store refuses the second.
func LinkNumber(relationship, from, to, key string) uint64 {
	sum := sha256.Sum256([]byte(relationship + "\x00" + from + "\x00" + to + "\x00" + key))
	return binary.BigEndian.Uint64(sum[:8]) >> 1
}

// LinkID returns the id of a link. Ids sort as their numbers do.
func LinkID(number uint64) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], number)
	return "l_" + strings.ToLower(linkEncoding.EncodeToString(b[:]))
}

// ParseLinkID returns the number of a link id; ok is false if id is none.
func ParseLinkID(id string) (number uint64, ok bool) {
	if !IsLinkID(id) {
		return 0, false
	}
	b, err := linkEncoding.DecodeString(strings.ToUpper(id[2:]))
	if err != nil {
		return 0, false
	}
	n := binary.BigEndian.Uint64(b)
	return n, LinkID(n) == id && n>>63 == 0
}
