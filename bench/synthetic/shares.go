package synthetic

import "jinqiao"

// kindShares says how many of a thousand entities are of a kind. A kind that is
// not listed has defaultShare.
var kindShares = map[string]float64{
	"City": 15, "Industry": 10, "Society": 15, "Expert": 120, "Person": 120, "Enterprise": 300, "Institution": 40,
	"Agreement": 50, "Platform": 40, "Team": 30, "Demand": 60, "Achievement": 60, "Project": 40, "Event": 50,
	"Policy": 10, "Programme": 8, "Award": 5, "Indicator": 17, "Document": 10,
}

// relationshipShares says how many of a thousand links are of a relationship.
// One that is not listed has defaultShare.
var relationshipShares = map[string]float64{
	"LOCATED_IN": 170, "IN_INDUSTRY": 250, "SERVES_INDUSTRY": 40, "MEMBER_OF": 60, "AFFILIATED_WITH": 60,
	"EXPERT_IN": 50, "PART_OF": 50, "PARTICIPATED_IN": 50, "COOPERATES_WITH": 40, "PARTY_TO": 30, "RECEIVED": 25,
	"OWNS": 20, "MENTIONS": 20, "SUPPORTED": 20, "DESIGNATED": 15, "USES": 15, "RAISED": 12, "ANSWERED": 12,
	"FACILITATED": 10, "PRODUCED": 10, "MEASURES": 6, "HAS_INDUSTRY": 5, "SAME_AS": 2, "AIM_OF": 1,
}

const defaultShare = 4

func kindWeights(o *jinqiao.Ontology) []float64 {
	var weights []float64
	for _, k := range o.Kinds {
		weights = append(weights, share(kindShares, k.Name))
	}
	return weights
}

func share(table map[string]float64, name string) float64 {
	if w, ok := table[name]; ok {
		return w
	}
	return defaultShare
}

// shares divides total by weight, each part at least least, exactly.
func shares(weights []float64, total, least int) []int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	parts := make([]int, len(weights))
	left, largest := total, 0
	for i, w := range weights {
		parts[i] = max(least, int(float64(total)*w/sum))
		left -= parts[i]
		if parts[i] > parts[largest] {
			largest = i
		}
	}
	parts[largest] += left
	return parts
}
