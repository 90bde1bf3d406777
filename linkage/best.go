package linkage

// selectBest moves the n first of values, in a total order, to the front, in any
// order. goesOn is asked now and then; where it returns false, it stops.
func selectBest[T any](values []T, n int, compare func(a, b *T) int, goesOn func() bool) {
	for done := 0; n > 0 && n < len(values); {
		pivot := median(values, compare)
		i, j := 0, len(values)-1
		for i <= j {
			for compare(&values[i], &pivot) < 0 {
				i++
			}
			for compare(&pivot, &values[j]) < 0 {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
			if done++; done%tick == 0 && !goesOn() {
				return
			}
		}
		switch { // values[:j+1] come before values[i:], and one at most lies between
		case n <= j:
			values = values[:j+1]
		case n >= i:
			values, n = values[i:], n-i
		default:
			return
		}
	}
}

// median returns the one of the first, the middle and the last value that lies
// between the others.
func median[T any](values []T, compare func(a, b *T) int) T {
	a, b, c := &values[0], &values[len(values)/2], &values[len(values)-1]
	if compare(a, b) > 0 {
		a, b = b, a
	}
	if compare(b, c) > 0 {
		b = c
	}
	if compare(a, b) > 0 {
		b = a
	}
	return *b
}
