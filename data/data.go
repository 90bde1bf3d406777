// Package data carries the example data sets.
package data

import "embed"

// Shandong is the example data: shandong/entities.jsonl and shandong/links.jsonl,
// with a README and questions that it can and cannot answer.
//
//go:embed shandong
var Shandong embed.FS
