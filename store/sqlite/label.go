package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"jinqiao/search"
)

// index puts the labels of an entity into their index, or lets them wait until
// many can be sorted.
func (w *batch) index(ord int64, names []string) error {
	for _, hash := range labels(names) {
		w.labels = append(w.labels, labelRow{hash, ord})
	}
	if len(w.stripped) > 0 && len(w.labels) < mostLabels {
		return nil
	}
	return w.insertLabels()
}

// unindex takes the labels of an entity out of their index.
func (w *batch) unindex(ord int64, names []string) error {
	if err := w.insertLabels(); err != nil {
		return err
	}
	for _, hash := range labels(names) {
		if _, err := w.c.exec(background, "DELETE FROM label WHERE hash = ? AND ord = ?", hash, ord); err != nil {
			return err
		}
	}
	return nil
}

// labels returns the hashes of the labels of names, each once.
func labels(names []string) []int64 {
	hashes := make([]int64, len(names))
	for i, name := range names {
		hashes[i] = labelHash(search.Label(name))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// labelHash returns what stands for a label: 63 bits of its SHA-256. Of
// ten million names one is taken for another with a probability of 0.000005.
func labelHash(label string) int64 {
	sum := sha256.Sum256([]byte(label))
	return int64(binary.BigEndian.Uint64(sum[:8]) >> 1)
}
