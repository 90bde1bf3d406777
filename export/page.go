package export

import "time"

// A page is a text for people: a title and blocks under it.
type page struct {
	title, language string
	made            time.Time
	blocks          []block
}

// A block is a heading, a paragraph or an item of a list.
type block struct {
	style style
	text  string
}

// A style is how a block is set.
type style int

const (
	heading    style = iota
	subheading       // under a heading
	paragraph        // also an item that carries its own number
	bullet           // an item of a list
)

func (p *page) add(s style, texts ...string) {
	for _, text := range texts {
		p.blocks = append(p.blocks, block{s, oneLine(text)})
	}
}
