package main

import (
	"bufio"
	"context"
	"io"

	"jinqiao"
	"jinqiao/ingest"
)

// dump writes every entity and every link, one a line, and counts them.
func dump(ctx context.Context, store jinqiao.Store, entities, links io.Writer) (counts [2]int, err error) {
	out := [2]*bufio.Writer{bufio.NewWriterSize(entities, 1<<16), bufio.NewWriterSize(links, 1<<16)}
	err = store.Scan(ctx, func(c jinqiao.Change) error {
		to := 0
		if c.Link != nil {
			to = 1
		}
		counts[to]++
		_, err := out[to].Write(ingest.Encode(c))
		return err
	})
	for _, w := range out {
		if flushed := w.Flush(); err == nil {
			err = flushed
		}
	}
	return counts, err
}
