package jinqiao_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"jinqiao"
)

// A world is what is really there: things, and what a source says of them.
type world struct {
	r     *rand.Rand
	sets  map[string]map[int]bool // the things that an entity stands for
	a     *jinqiao.Aggregation
	group jinqiao.GroupCount
}

// TestBoundsHold makes worlds, tells of them truthfully but not all, and checks
// that there really are as many things as the bounds say.
func TestBoundsHold(t *testing.T) {
	for seed := range uint64(20_000) {
		w := newWorld(seed)
		b := w.a.Bounds(&w.group)
		there := map[int]bool{}
		for _, set := range w.sets {
			for thing := range set {
				there[thing] = true
			}
		}
		if n := len(there); b.Lower > n || b.Upper != nil && *b.Upper < n || b.LowerIfApart < b.Lower {
			t.Fatalf("seed %d: there are %d things %v, the bounds are %d, %v (apart %d)\nof %+v %+v", seed, n, w.sets, b.Lower, show(b.Upper), b.LowerIfApart, w.group, w.a)
		}
	}
}

func show(n *int) any {
	if n == nil {
		return "open"
	}
	return *n
}

func newWorld(seed uint64) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 6)), sets: map[string]map[int]bool{},
		a: &jinqiao.Aggregation{Cohorts: map[string]jinqiao.Cohort{}, Within: map[string][]string{}}}
	for i := range w.r.IntN(5) {
		w.named(fmt.Sprintf("n%d", i))
	}
	for i := range w.r.IntN(5) {
		w.cohort(fmt.Sprintf("c%d", i))
	}
	w.tell()
	return w
}

const things = 8

func (w *world) named(id string) {
	thing := w.r.IntN(things)
	for other, set := range w.sets {
		if set[thing] { // two entities that are one thing: a source says that they may be
			w.a.Same = append(w.a.Same, [2]string{other, id})
		}
	}
	w.sets[id] = map[int]bool{thing: true}
	w.group.Named++
}

func (w *world) cohort(id string) {
	set := map[int]bool{}
	for range w.r.IntN(things) {
		set[w.r.IntN(things)] = true
	}
	w.sets[id] = set
	n := len(set)
	var c jinqiao.Cohort
	switch w.r.IntN(5) {
	case 0:
		c = jinqiao.Cohort{Size: &n, Qualifier: "EXACT"}
	case 1:
		n -= w.r.IntN(2)
		c = jinqiao.Cohort{Size: &n, Qualifier: "AT_LEAST"}
	case 2:
		n += w.r.IntN(3)
		c = jinqiao.Cohort{Size: &n, Qualifier: "AT_MOST"}
	case 3:
		n += w.r.IntN(5) - 2
		c = jinqiao.Cohort{Size: &n, Qualifier: "ABOUT"}
	}
	w.a.Cohorts[id] = c
	w.group.Cohorts = append(w.group.Cohorts, id)
}

// tell says of most entities in which cohorts they lie.
func (w *world) tell() {
	noted := map[string]bool{}
	for id, set := range w.sets {
		for whole := range w.a.Cohorts {
			if id != whole && w.r.IntN(3) > 0 && lies(set, w.sets[whole]) {
				w.a.Within[id] = append(w.a.Within[id], whole)
				noted[id] = true
			}
		}
	}
	for _, pair := range w.a.Same {
		noted[pair[0]], noted[pair[1]] = true, true
	}
	for id := range noted {
		if _, is := w.a.Cohorts[id]; !is {
			w.group.Noted = append(w.group.Noted, id)
		}
	}
}

func lies(part, whole map[int]bool) bool {
	for thing := range part {
		if !whole[thing] {
			return false
		}
	}
	return true
}

// TestBounds shows what groups come to.
func TestBounds(t *testing.T) {
	size := func(n int, qualifier string) jinqiao.Cohort { return jinqiao.Cohort{Size: &n, Qualifier: qualifier} }
	a := &jinqiao.Aggregation{
		Cohorts: map[string]jinqiao.Cohort{"ten": size(10, "EXACT"), "forty": size(40, "AT_LEAST"), "near": size(1000, "AT_MOST"), "about": size(50, "ABOUT"), "some": {}, "three": size(3, "EXACT")},
		Within:  map[string][]string{"a": {"ten"}, "b": {"ten"}, "three": {"near"}, "c": {"three"}, "d": {"three"}, "e": {"three"}, "f": {"three"}},
		Same:    [][2]string{{"x", "y"}},
	}
	for _, c := range []struct {
		group jinqiao.GroupCount
		want  string
	}{
		{jinqiao.GroupCount{Named: 5}, "5 to 5, apart 5, without []"},
		{jinqiao.GroupCount{Named: 5, Cohorts: []string{"ten"}}, "10 to 15, apart 15, without []"},
		{jinqiao.GroupCount{Named: 5, Cohorts: []string{"ten"}, Noted: []string{"a", "b"}}, "10 to 13, apart 13, without [{PART a} {PART b}]"},
		{jinqiao.GroupCount{Named: 1, Cohorts: []string{"forty"}}, "40 to open, apart 41, without [{AT_LEAST forty}]"},
		{jinqiao.GroupCount{Cohorts: []string{"near", "three"}}, "3 to 1000, apart 3, without [{AT_MOST near} {PART three}]"},
		{jinqiao.GroupCount{Named: 2, Cohorts: []string{"about", "some"}}, "2 to open, apart 2, without [{ABOUT about} {UNCOUNTED some}]"},
		{jinqiao.GroupCount{Named: 3, Noted: []string{"x", "y"}}, "2 to 3, apart 2, without [{SAME x} {SAME y}]"},
		{jinqiao.GroupCount{Named: 4, Cohorts: []string{"three"}, Noted: []string{"c", "d", "e", "f"}}, "4 to 4, apart 4, without [{PART c} {PART d} {PART e} {PART f}]"},
	} {
		b := a.Bounds(&c.group)
		if got := fmt.Sprintf("%d to %v, apart %d, without %v", b.Lower, show(b.Upper), b.LowerIfApart, b.LeftOut); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.group, got, c.want)
		}
	}
}
