package adjacency

import (
	"math/bits"

	"jinqiao/linkage"
)

// dates are the validities of those links that have any: a bit for each link, and
// how many have one before each word of bits.
type dates struct {
	dated      []uint64
	before     []uint32
	validities []linkage.Validity
}

// add tells the validity of a link. Links come in ascending order.
func (d *dates) add(link uint32, v linkage.Validity) {
	word := int(link / 64)
	for len(d.dated) <= word {
		d.dated = append(d.dated, 0)
		d.before = append(d.before, uint32(len(d.validities)))
	}
	d.dated[word] |= 1 << (link % 64)
	d.validities = append(d.validities, v)
}

// of returns when a link holds.
func (d *dates) of(link uint32) linkage.Validity {
	word, bit := int(link/64), uint64(1)<<(link%64)
	if word >= len(d.dated) || d.dated[word]&bit == 0 {
		return linkage.AnyDay
	}
	return d.validities[int(d.before[word])+bits.OnesCount64(d.dated[word]&(bit-1))]
}

func (d *dates) size() int { return 8*len(d.dated) + 4*len(d.before) + 8*len(d.validities) }
