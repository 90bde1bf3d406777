package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"jinqiao/linkage"
)

var (
	//go:embed peers/shortest.py
	shortestScript []byte
	//go:embed peers/requirements.txt
	shortestRequirements []byte
)

// writeEdges writes all edges into a file, as shortest.py reads them.
func writeEdges(ctx context.Context, g linkage.Graph, path string) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	err = eachEdge(ctx, g, func(from, to uint32) error {
		_, err := w.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, from), to))
		return err
	})
	return errors.Join(err, w.Flush())
}

// pythonPeer starts a process that has the graph in a library; end has to be called
// in the end.
func (b *bench) pythonPeer(library string, nodes int, edges string) (p pathPeer, end func() error, err error) {
	folder, err := b.installPython()
	if err != nil {
		return p, nil, err
	}
	command := exec.CommandContext(b.ctx, filepath.Join(folder, "bin", "python"), filepath.Join(folder, "shortest.py"), library, strconv.Itoa(nodes), edges)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return p, nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return p, nil, err
	}
	if err := command.Start(); err != nil {
		return p, nil, err
	}
	end = func() error { return errors.Join(in.Close(), command.Wait()) }
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); err != nil || line != "ready\n" {
		return p, nil, errors.Join(fmt.Errorf("%s does not start: %q", library, line), err, end())
	}
	return pathPeer{library, func(from, to uint32) (int, error) {
		if _, err := fmt.Fprintf(in, "%d %d\n", from, to); err != nil {
			return 0, err
		}
		line, err := lines.ReadString('\n')
		if err != nil {
			return 0, err
		}
		return strconv.Atoi(strings.TrimSpace(line))
	}}, end, nil
}

// installPython returns the folder with an environment of the peers' packages, which
// pip fetches once, just those of requirements.txt.
func (b *bench) installPython() (string, error) {
	folder := filepath.Join(b.folder, "python")
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		if err := b.makePython(folder); err != nil {
			return "", errors.Join(err, os.RemoveAll(folder))
		}
	}
	return folder, os.WriteFile(filepath.Join(folder, "shortest.py"), shortestScript, 0o644)
}

func (b *bench) makePython(folder string) error {
	if err := b.runQuietly("python3", "-m", "venv", folder); err != nil {
		return err
	}
	requirements := filepath.Join(folder, "requirements.txt")
	if err := os.WriteFile(requirements, shortestRequirements, 0o644); err != nil {
		return err
	}
	return b.runQuietly(filepath.Join(folder, "bin", "pip"), "install", "-q", "--disable-pip-version-check", "--no-deps", "-r", requirements)
}

func (b *bench) runQuietly(name string, args ...string) error {
	command := exec.CommandContext(b.ctx, name, args...)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", command, err, out)
	}
	return nil
}
