package synthetic

import "jinqiao"

const defaultShare = 4

func kindWeights(o *jinqiao.Ontology) []float64 {
	var weights []float64
	for _, k := range o.Kinds {
		weights = append(weights, share(tables.Kinds, k.Name))
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
