package linkage

// Glancing returns a graph that reads no links whole that it may do without, be
// they ever so few.
func (g *Stored) Glancing() *Stored {
	g.few = 0
	return g
}
