package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// indexSlows is how many times as long an import may take with the index of terms.
const indexSlows = 1.25

// importIndexFigure imports the files of a size into new stores with the index of
// terms and without it, in turns, each in a process of its own.
func (b *bench) importIndexFigure(s size) error {
	if err := errors.Join(b.close(), b.write(s)); err != nil {
		return err
	}
	works := [2]string{"import", "import-bare"}
	var outcomes [2][]outcome
	for range b.rounds {
		for i, work := range works {
			o, err := b.importOnce(work, s)
			if err != nil {
				return err
			}
			outcomes[i] = append(outcomes[i], o)
		}
	}
	with, without := middle(outcomes[0]), middle(outcomes[1])
	ratio := with.Seconds / without.Seconds
	b.report.add(row{what: "import with the index of terms", size: s.name, got: with.String(), beside: "without: " + without.String(),
		ratio: fmt.Sprintf("%.2f ×", ratio), reach: fmt.Sprintf("≤ %.2f ×", indexSlows), missed: ratio > indexSlows})
	return nil
}

// importOnce imports into a store that is removed afterwards.
func (b *bench) importOnce(work string, s size) (o outcome, err error) {
	folder, err := os.MkdirTemp(b.folder, "import-")
	if err != nil {
		return o, err
	}
	defer os.RemoveAll(folder)
	return b.inChild(work, b.files(s), filepath.Join(folder, "imported.db"))
}

// middle returns the median of each number.
func middle(all []outcome) outcome {
	return outcome{
		Seconds: median(all, func(o outcome) float64 { return o.Seconds }),
		CPU:     median(all, func(o outcome) float64 { return o.CPU }),
		Peak:    int64(median(all, func(o outcome) float64 { return float64(o.Peak) })),
	}
}

func (o outcome) String() string {
	return fmt.Sprintf("%.2f s (CPU %.1f s, %s)", o.Seconds, o.CPU, megabytes(o.Peak))
}
