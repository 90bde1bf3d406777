package linkage

import "unsafe"

// LastMemory returns the bytes of the arrays of a search that has ended.
func LastMemory() int {
	s := searches.Get().(*search)
	defer searches.Put(s)
	n := sliceSize(s.slots) + sliceSize(s.frontier)
	for _, p := range []*spread{&s.near, &s.far} {
		n += sliceSize(p.states) + sliceSize(p.edges)
	}
	for i := range s.trace {
		n += sliceSize(s.trace[i].spots) + sliceSize(s.trace[i].edges) + sliceSize(s.trace[i].marked)
	}
	n += sliceSize(s.layers.places) + sliceSize(s.layers.steps) + sliceSize(s.layers.marked)
	return n + sliceSize(s.walk.choices) + sliceSize(s.walk.options) + sliceSize(s.walk.branches) + sliceSize(s.walk.ends)
}

func sliceSize[T any](s []T) int {
	var t T
	return cap(s) * int(unsafe.Sizeof(t))
}
