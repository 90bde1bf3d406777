package sqlite

import (
	"cmp"
	"slices"

	"jinqiao/search"
)

// A hashRow is a term that is a hash, and which entity has it. Most terms are: as
// texts they would take several times the room of all others.
type hashRow struct {
	hash  uint64 // see packed
	place uint32
}

// hashPage is how many rows are kept in a row of memory.
const hashPage = 1 << 14

// hash adds a term of the entity whose list is being made.
func (v *inversion) hash(text string) {
	n := len(v.hashes)
	if n == 0 || len(v.hashes[n-1]) == hashPage {
		v.hashes = append(v.hashes, make([]hashRow, 0, hashPage))
		n++
	}
	v.hashes[n-1] = append(v.hashes[n-1], hashRow{packed(text), uint32(len(v.lists))})
}

// sortedHashes returns the rows by hash, those of one in the order of slots.
func (a *arrangement) sortedHashes() []hashRow {
	all := slices.Concat(a.hashes...)
	a.hashes = nil
	slices.SortFunc(all, func(x, y hashRow) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(a.slots[x.place], a.slots[y.place]))
	})
	return all
}

// eachHash calls add with each term that is a hash, and its rows.
func (a *arrangement) eachHash(add func(term string, rows []int64) error) error {
	var rows []int64
	for from := 0; from < len(a.hashed); from += len(rows) {
		hash := a.hashed[from].hash
		rows = rows[:0]
		for _, r := range a.hashed[from:] {
			if r.hash != hash {
				break
			}
			rows = append(rows, a.slots[r.place])
		}
		if err := add(search.ExactMark+unpacked(hash), rows); err != nil {
			return err
		}
	}
	return nil
}

const (
	hashLetters = 9
	letterBits  = 6
	digits      = "0123456789abcdefghijklmnopqrstuvwxyz"
)

// packed returns a number for a text of up to nine small letters and digits. Numbers
// have the order of texts.
func packed(text string) uint64 {
	n := uint64(0)
	for i := range hashLetters {
		n <<= letterBits
		switch {
		case i >= len(text):
		case text[i] <= '9':
			n += uint64(text[i]-'0') + 1
		default:
			n += uint64(text[i]-'a') + 11
		}
	}
	return n
}

// unpacked returns the text of a number.
func unpacked(n uint64) string {
	var b [hashLetters]byte
	length := 0
	for i := range hashLetters {
		if letter := n >> (letterBits * (hashLetters - 1 - i)) & (1<<letterBits - 1); letter > 0 {
			b[i] = digits[letter-1]
			length = i + 1
		}
	}
	return string(b[:length])
}
