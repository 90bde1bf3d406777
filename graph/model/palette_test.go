package model

import (
	"math"
	"strconv"
	"testing"
)

// shapes is how many the canvas has: kinds so far apart share one, and are told by
// their colours alone.
const shapes = 10

// sight is how colours reach an eye, as a matrix on linear RGB (Machado and
// others, 2009).
var sight = map[string][3][3]float64{
	"all colours":  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// TestPalette expects of two kinds of one shape colours that anybody can tell apart.
func TestPalette(t *testing.T) {
	const least = 15 // CIE76: some 2 are just seen side by side
	for name, eye := range sight {
		for i := range len(palette) - shapes {
			if d := difference(seen(palette[i], eye), seen(palette[i+shapes], eye)); d < least {
				t.Errorf("%s: %s and %s, of one shape, are only %.0f apart", name, palette[i], palette[i+shapes], d)
			}
		}
	}
}

// seen returns a colour in CIELAB.
func seen(colour string, eye [3][3]float64) (lab [3]float64) {
	var rgb [3]float64
	for i := range rgb {
		n, _ := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if rgb[i] = float64(n) / 255; rgb[i] <= 0.04045 {
			rgb[i] /= 12.92
		} else {
			rgb[i] = math.Pow((rgb[i]+0.055)/1.055, 2.4)
		}
	}
	toXYZ := [3][3]float64{{0.4339, 0.3762, 0.1899}, {0.2126, 0.7152, 0.0722}, {0.0177, 0.1095, 0.8728}} // as parts of white
	xyz := times(toXYZ, times(eye, rgb))
	for i, x := range xyz {
		if x = min(1, max(0, x)); x > 0.008856 {
			xyz[i] = math.Cbrt(x)
		} else {
			xyz[i] = 7.787*x + 16.0/116
		}
	}
	return [3]float64{116*xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

func times(m [3][3]float64, v [3]float64) (product [3]float64) {
	for i := range m {
		for k := range v {
			product[i] += m[i][k] * v[k]
		}
	}
	return product
}

func difference(a, b [3]float64) (d float64) {
	for i := range a {
		d += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(d)
}
