package linkage

// Glancing returns a graph that reads no links whole that it may do without, be
// they ever so few, and hardly any ahead.
func (g *Stored) Glancing() *Stored {
	g.few, g.most = 0, 4
	return g
}
