package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"

	"jinqiao"
)

// The years of which the sources speak.
const (
	firstYear = 2014
	years     = 9
)

// value makes a value for a property of which values, if not nil, are allowed.
// number is that of the entity; codes are made of it.
func (g *Graph) value(r *rand.Rand, p *jinqiao.Property, values []string, number int) any {
	switch p.Type {
	case jinqiao.TypeInt:
		if p.Name == "year" {
			return firstYear + r.IntN(years)
		}
		return 1 + r.IntN(12)
	case jinqiao.TypeFloat:
		return math.Round(math.Pow(10, 1+6*r.Float64()))
	case jinqiao.TypeBoolean:
		return chance(r, 0.3)
	case jinqiao.TypeList:
		return labels(r)
	case jinqiao.TypeDate:
		return dateIn(r, firstYear+r.IntN(years))
	case jinqiao.TypePeriod:
		return period(r)
	}
	if len(values) > 0 {
		return pick(r, values)
	}
	if p.Code {
		return fmt.Sprintf("9137%02d%012d", r.IntN(100), number)
	}
	if list := phrases[p.Name]; list != nil {
		return pick(r, list)
	}
	return pick(r, phrases["label"])
}

func labels(r *rand.Rand) []string {
	list := []string{}
	for range r.IntN(4) {
		list = append(list, pick(r, certificates))
	}
	return list
}

// dateIn returns a date of a year, known to the year, month or day.
func dateIn(r *rand.Rand, year int) string {
	switch heavy(r, 40, 30, 30) {
	case 0:
		return fmt.Sprintf("%04d", year)
	case 1:
		return fmt.Sprintf("%04d-%02d", year, 1+r.IntN(12))
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, 1+r.IntN(12), 1+r.IntN(28))
}

func period(r *rand.Rand) string {
	year := firstYear + r.IntN(years)
	switch heavy(r, 40, 30, 20, 10) {
	case 0:
		return dateIn(r, year)
	case 1:
		return dateIn(r, year) + "/" + dateIn(r, year+1)
	case 2:
		return "../" + dateIn(r, year)
	}
	return dateIn(r, year) + "/.."
}

func locator(r *rand.Rand) string {
	if chance(r, 0.3) {
		return fmt.Sprintf("L%d ¶%d", 1+r.IntN(5), 1+r.IntN(20))
	}
	return fmt.Sprintf("L%d", 1+r.IntN(60))
}
