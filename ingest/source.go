package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A Source is something to read rows from.
type Source struct {
	Name string // as problems and reports call it
	Open func() (io.ReadCloser, error)
}

// dataFiles are the names, as patterns, of what is read in a folder. Whatever
// else lies there, such as questions or notes, is not data.
var dataFiles = []string{"entities.jsonl", "links.jsonl", "entities/*.jsonl", "links/*.jsonl"}

// Paths returns the sources at paths: a file as it is, the standard input for
// "-", and of a folder entities.jsonl, links.jsonl and all *.jsonl in its folders
// entities and links. A path given twice is read once.
func Paths(paths ...string) ([]Source, error) {
	var files []string
	for _, p := range paths {
		found, err := filesAt(p)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if !slices.Contains(files, f) {
				files = append(files, f)
			}
		}
	}
	sources := make([]Source, 0, len(files))
	for _, f := range files {
		sources = append(sources, fileSource(f))
	}
	return sources, nil
}

func fileSource(name string) Source {
	if name == "-" {
		return Source{"standard input", func() (io.ReadCloser, error) { return io.NopCloser(os.Stdin), nil }}
	}
	return Source{name, func() (io.ReadCloser, error) { return os.Open(name) }}
}

func filesAt(name string) ([]string, error) {
	if name == "-" {
		return []string{name}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, plain(err)
	}
	if !info.IsDir() {
		return []string{filepath.Clean(name)}, nil
	}
	found, err := dataIn(os.DirFS(name), ".")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i, f := range found {
		found[i] = filepath.Join(name, filepath.FromSlash(f))
	}
	return found, nil
}

// FS returns the sources in a folder of a file system, chosen as Paths does.
func FS(fsys fs.FS, dir string) ([]Source, error) {
	found, err := dataIn(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	var sources []Source
	for _, name := range found {
		sources = append(sources, Source{name, func() (io.ReadCloser, error) { return fsys.Open(name) }})
	}
	return sources, nil
}

func dataIn(fsys fs.FS, dir string) ([]string, error) {
	if info, err := fs.Stat(fsys, dir); err != nil || !info.IsDir() {
		return nil, errors.New("no such folder")
	}
	var found []string
	for _, pattern := range dataFiles {
		names, err := fs.Glob(fsys, path.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		found = append(found, names...)
	}
	if len(found) == 0 {
		return nil, errors.New("no data in this folder; it has to hold entities.jsonl, links.jsonl, or *.jsonl in folders entities and links")
	}
	return found, nil
}

// Bytes returns a source that reads what is in memory.
func Bytes(name string, data []byte) Source {
	return Source{name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// plain leaves out the system call that an error of os names.
func plain(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}
