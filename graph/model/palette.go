package model

// palette are the colours of kinds, in the order of the ontology; after the last
// they begin anew. Neighbours differ in lightness as well as in hue, and two that
// share a shape on the canvas can be told apart by anybody.
var palette = []string{
	"#4477aa", "#cc8822", "#228833", "#aa3377", "#66aadd", "#bb5544", "#997700", "#7766cc", "#33aa99", "#dd6677",
	"#557733", "#8899bb", "#dd8822", "#cc77cc", "#116688", "#99aa33", "#884466", "#3366ee", "#666666", "#dd9977",
}

func colour(kind int) string { return palette[kind%len(palette)] }

// Color returns the colour of the kind on a canvas.
func (i *KindInfo) Color() string {
	for n, k := range ontology().Kinds {
		if k == i.k {
			return colour(n)
		}
	}
	return colour(0)
}
