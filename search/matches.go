package search

import (
	"cmp"
	"slices"
	"strings"

	"jinqiao"
)

// A keyed is a name with its key, and for each byte of that the unit it comes
// from.
type keyed struct {
	Name
	place int // among the names
	units []unit
	key   string
	at    []int // -1 for a space
	cells []spelled
}

// A spelled is a character of a name with its readings, none for other than Han.
type spelled struct {
	unit     int
	readings []string
}

func keyedOf(n Name, place int) *keyed {
	units := scan(n.Value)
	return keyedBy(n, place, units, runsOf(units))
}

func keyedBy(n Name, place int, units []unit, runs []run) *keyed {
	k := &keyed{Name: n, place: place, units: units}
	var b strings.Builder
	for i, r := range runs {
		if i == 0 || !r.han || !runs[i-1].han {
			b.WriteByte(' ')
			k.at = append(k.at, -1)
		}
		for u := r.from; u < r.to; u++ {
			if k.units[u].class == separator {
				continue
			}
			n, _ := b.WriteRune(k.units[u].r)
			for range n {
				k.at = append(k.at, u)
			}
		}
	}
	b.WriteByte(' ')
	k.key, k.at = b.String(), append(k.at, -1)
	return k
}

// spell returns the characters of a name with their readings.
func (k *keyed) spell() []spelled {
	if k.cells != nil {
		return k.cells
	}
	cells, more := read(k.key)
	at := 0
	for i, c := range cells {
		for k.key[at] == ' ' {
			at++
		}
		if !c.han {
			for end := at + len(c.text); at < end; at += width(k.key[at:]) {
				k.cells = append(k.cells, spelled{unit: k.at[at]})
			}
			continue
		}
		k.cells = append(k.cells, spelled{k.at[at], append([]string{c.text}, more[i]...)})
		at += width(k.key[at:])
	}
	return k.cells
}

// A found is where a part of a query was found.
type found struct {
	name  *keyed
	units []int
	via   string
}

// matches returns where a query was found in a tier among the names of an entity.
func (q *Query) matches(t Tier, names []Name) []jinqiao.TextMatch {
	all := make([]*keyed, len(names))
	for i, n := range names {
		all[i] = keyedOf(n, i)
	}
	all = withJoined(all)
	var list []found
	if f, ok := q.joinedIn(t, all); ok {
		list = []found{f}
	} else {
		list = q.partsIn(t, all)
	}
	return textMatches(list)
}

// joinedIn looks for the query as a whole: as it is in a name, or with a slip.
func (q *Query) joinedIn(t Tier, all []*keyed) (found, bool) {
	for _, k := range all {
		for _, key := range q.keys() {
			if from, to := q.keyIn(t, k, key); from >= 0 {
				units := k.unitsOf(from, to)
				return found{k, units, q.via(t, k, units)}, true
			}
		}
	}
	return found{}, false
}

// keyIn returns where a key of the query stands in a name in the way of a tier;
// -1 where it does not.
func (q *Query) keyIn(t Tier, k *keyed, key string) (from, to int) {
	from, to = -1, -1
	switch t {
	case ExactName, ExactAlias:
		if k.key == key {
			from, to = 0, len(k.key)
		}
	case Prefix:
		if strings.HasPrefix(k.key, strings.TrimSuffix(key, " ")) {
			from, to = 0, len(key)-1
		}
	case Whole:
		if i := k.whole(key); i >= 0 {
			from, to = i, i+len(joinedKey(key))
		}
	case Inside:
		if i := strings.Index(k.key, joinedKey(key)); i >= 0 {
			from, to = i, i+len(joinedKey(key))
		}
	case Slip:
		from, to = q.slipIn(k)
	}
	return from, to
}

// whole returns where a key stands by itself in a name: between others, or
// between punctuation; -1 where it does not.
func (k *keyed) whole(key string) int {
	if i := strings.Index(k.key, key); i >= 0 {
		if isHan(strings.TrimSpace(key)) {
			return i + 1
		}
		return i
	}
	text := strings.TrimSpace(key)
	for i := strings.Index(k.key, text); i >= 0; {
		first, last := k.at[i], k.at[i+len(text)-1]
		if (first == 0 || k.units[first-1].class != han) && (last+1 == len(k.units) || k.units[last+1].class != han) {
			return i
		}
		next := strings.Index(k.key[i+1:], text)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return -1
}

func (q *Query) slipIn(k *keyed) (from, to int) {
	run := q.slipHan()
	if run == nil {
		return -1, -1
	}
	text := []rune(k.key)
	a, b, ok := nearly(text, run)
	if !ok {
		return -1, -1
	}
	return len(string(text[:a])), len(string(text[:b]))
}

// unitsOf returns the units of a part of the key.
func (k *keyed) unitsOf(from, to int) []int {
	var units []int
	for _, u := range k.at[from:to] {
		if u >= 0 && (len(units) == 0 || units[len(units)-1] != u) {
			units = append(units, u)
		}
	}
	return units
}

// partsIn looks for each part of the query by itself.
func (q *Query) partsIn(t Tier, all []*keyed) []found {
	ways := q.ways
	if t == Core || t == Loose {
		ways = q.loosely(t)
	}
	for _, way := range ways {
		var list []found
		for _, p := range way {
			if f, ok := q.partIn(t, p, all); ok {
				list = append(list, f)
			}
		}
		if len(list) == len(way) {
			return list
		}
	}
	return nil
}

// partIn looks for a part in the ways that a tier allows, the plainest first.
func (q *Query) partIn(t Tier, p part, all []*keyed) (found, bool) {
	begin := t == PinyinName || t == PinyinPrefix || t == InitialsName || t == InitialsPrefix
	needles := p.pinyin
	if t == Slip {
		needles = q.slips()
	}
	entire := t == PinyinName || t == InitialsName
	ways := []func(*keyed) ([]int, string){
		func(k *keyed) ([]int, string) { return k.literal(p) },
		func(k *keyed) ([]int, string) { return k.pinyin(needles, begin), "PINYIN" },
		func(k *keyed) ([]int, string) { return k.initials(p.initials, begin), "INITIALS" },
	}
	if begin || t == Slip {
		ways = ways[1:]
	}
	if t == InitialsName || t == InitialsPrefix {
		ways = ways[1:]
	}
	for _, way := range ways {
		for _, k := range all {
			if units, via := way(k); units != nil && (!entire || len(units) == len(k.spell())) {
				if t == Slip {
					via = "SLIP"
				}
				return found{k, units, via}, true
			}
		}
	}
	return found{}, false
}

func (k *keyed) literal(p part) ([]int, string) {
	i := -1
	if p.literal != "" {
		i = strings.Index(k.key, p.literal)
	}
	if i < 0 {
		return nil, ""
	}
	units := k.unitsOf(i, i+len(p.literal))
	return units, viaLiteral("SUBSTRING", p.was, k, units)
}

// pinyin returns the units that are read as one of the needles says.
func (k *keyed) pinyin(needles []string, begin bool) []int {
	cells := k.spell()
	for _, needle := range needles {
		syllables := strings.Split(needle[1:], "'")
		for i := range cells {
			if n := readAs(cells[i:], syllables); n > 0 {
				return unitsOfCells(cells[i : i+n])
			}
			if begin || len(syllables) == 1 {
				break
			}
		}
	}
	return nil
}

// readAs returns how many cells are read as syllables, of which the last may be a
// beginning, and is empty if it is not; 0 where they are not.
func readAs(cells []spelled, syllables []string) int {
	for i, s := range syllables {
		last := i == len(syllables)-1
		if last && s == "" {
			return i
		}
		if i >= len(cells) || !slices.ContainsFunc(cells[i].readings, func(r string) bool { return r == s || last && strings.HasPrefix(r, s) }) {
			return 0
		}
	}
	return len(syllables)
}

// initials returns the units whose initials are these.
func (k *keyed) initials(initials string, begin bool) []int {
	letters := []rune(initials)
	cells := k.spell()
	begin = begin || len(letters) == 1
	for i := range cells {
		j := 0
		for j < len(letters) && i+j < len(cells) && k.begins(cells[i+j], letters[j]) {
			j++
		}
		if j > 0 && j == len(letters) {
			return unitsOfCells(cells[i : i+j])
		}
		if begin {
			break
		}
	}
	return nil
}

func (k *keyed) begins(c spelled, letter rune) bool {
	if c.readings == nil {
		return k.units[c.unit].r == letter
	}
	return slices.ContainsFunc(c.readings, func(r string) bool { return firstRune(r) == letter })
}

func unitsOfCells(cells []spelled) []int {
	units := make([]int, len(cells))
	for i, c := range cells {
		units[i] = c.unit
	}
	return units
}

// via returns in which way a query was found as a whole.
func (q *Query) via(t Tier, k *keyed, units []int) string {
	switch t {
	case ExactName:
		return viaLiteral("EXACT", q.was, k, units)
	case ExactAlias:
		return viaLiteral("ALIAS", q.was, k, units)
	case Prefix:
		return viaLiteral("PREFIX", q.was, k, units)
	case Whole:
		return viaLiteral("WORD", q.was, k, units)
	case Slip:
		return "SLIP"
	}
	return viaLiteral("SUBSTRING", q.was, k, units)
}

// viaLiteral returns the way of what was found as it is: CODE in a code, VARIANT
// if it is written in other characters, else the given one.
func viaLiteral(via, asked string, k *keyed, units []int) string {
	switch k.Property {
	case "name", "nameEn", "aliases":
	default:
		return "CODE"
	}
	var b strings.Builder
	for _, u := range units {
		b.WriteRune(k.units[u].was)
	}
	if b.String() != asked {
		return "VARIANT"
	}
	return via
}

// textMatches puts together what was found in one name in one way.
func textMatches(list []found) []jinqiao.TextMatch {
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.name.place, b.name.place) })
	var matches []jinqiao.TextMatch
	for i := 0; i < len(list); {
		first := list[i]
		var units []int
		for ; i < len(list) && list[i].name == first.name && list[i].via == first.via; i++ {
			units = append(units, list[i].units...)
		}
		matches = append(matches, jinqiao.TextMatch{Property: first.name.Property, Value: first.name.Value, Ranges: first.name.ranges(units), Via: first.via})
	}
	return matches
}

// ranges returns where units stand in the name.
func (k *keyed) ranges(units []int) []jinqiao.Range {
	slices.Sort(units)
	var list []jinqiao.Range
	for _, u := range units {
		r := jinqiao.Range{Start: k.units[u].start, End: k.units[u].end}
		if n := len(list); n > 0 && r.Start <= list[n-1].End {
			list[n-1].End = max(list[n-1].End, r.End)
			continue
		}
		list = append(list, r)
	}
	return list
}
