package main

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// peerFiles are the program that serves a Neo4j with @neo4j/graphql, and what it
// is asked.
//
//go:embed peers/package.json peers/package-lock.json peers/server.mjs peers/schema.graphql peers/entity.graphql peers/entity-unordered.graphql peers/page.graphql peers/page-unordered.graphql peers/offset.graphql
var peerFiles embed.FS

const (
	peerName    = "@neo4j/graphql"
	peerCallers = 16
	peerEntity  = 5 // times its rate are to be reached
	peerPage    = 40
	peerWait    = time.Minute
)

// neo4jPeerFigure compares Jinqiao with @neo4j/graphql on the same server.
func (b *bench) neo4jPeerFigure(s size) error {
	g, err := b.graphServer(s)
	if err != nil {
		return err
	}
	target := g.raw.driver.Target()
	p, err := b.startPeer(target.String())
	if err != nil {
		return fmt.Errorf("start %s: %w", peerName, err)
	}
	defer p.end()
	ours := serve(g.handler)
	defer ours.close()
	entity := g.byID("Neo4j (a), an entity with two levels", "entity")
	page := pair{name: "Neo4j (b), the first page", graphql: question("page.graphql"), cypher: question("page.cypher"),
		variables: []map[string]any{{}}, params: []map[string]any{{"sort": "", "id": ""}}}
	for _, q := range []struct {
		pair
		file  string
		least float64
	}{{entity, "entity", peerEntity}, {page, "page", peerPage}} {
		if err := b.besidePeer(g, ours.addr, p.addr, q.pair, q.file, q.least); err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
	}
	return b.peerFarPage(g, p, min(farPage, g.graph.Size(largestKind(g.fixture).Name)*5/6))
}

// besidePeer asks the peer for the same answer, and, for the record, for lists in
// whatever order they come. The driver alone says what the server can do at best.
func (b *bench) besidePeer(g *graphServer, ours, theirs string, q pair, file string, least float64) error {
	ordered := pair{graphql: peerQuestion(file + ".graphql"), variables: q.variables}
	unordered := pair{graphql: peerQuestion(file + "-unordered.graphql"), variables: q.variables}
	if err := sameFrom(ours, theirs, q, ordered); err != nil {
		return err
	}
	var sides []side
	for _, of := range []struct {
		addr string
		pair
	}{{ours, q}, {theirs, ordered}, {theirs, unordered}} {
		one, err := over(q.name, of.addr, peerCallers, of.requests())
		if err != nil {
			return err
		}
		sides = append(sides, one)
	}
	got, err := b.compareWarm(append(sides, g.raw.side("driver", q.cypher, peerCallers, q.params))...)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s, c=%d", q.name, peerCallers)
	b.report.add(timesRate(name, g.size.name, got[0], got[1], peerName, least),
		shareOf(name, g.size.name, got[0], got[2], peerName+", nested lists in no order", 0),
		shareOf(name+", the driver alone", g.size.name, got[3], got[1], peerName, 0))
	return nil
}

// sameFrom wants the same texts and numbers from both, in the same order.
func sameFrom(ours, theirs string, q, peer pair) error {
	for i := range min(len(q.variables), 3) {
		a, err := answered(ours, q.requests()[i])
		if err != nil {
			return err
		}
		c, err := answered(theirs, peer.requests()[i])
		if err != nil {
			return err
		}
		mine, err := leaves(bytes.NewReader(a))
		if err != nil {
			return err
		}
		other, err := leaves(bytes.NewReader(c))
		if err != nil {
			return err
		}
		if !slices.Equal(mine, other) {
			return fmt.Errorf("answers differ: %.300v of Jinqiao, %.300v of the peer", mine, other)
		}
	}
	return nil
}

// peerFarPage records what the peer makes of a page far behind: by cursor, which
// is asked once, and by offset.
func (b *bench) peerFarPage(g *graphServer, p *peer, behind int) error {
	cursor := base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "arrayconnection:%d", behind-1))
	start := time.Now()
	said := "answered"
	if _, err := answered(p.addr, request(peerQuestion("page-unordered.graphql"), map[string]any{"after": cursor})); err != nil {
		said = err.Error()
	}
	took := time.Since(start)
	far, err := g.pages(behind)
	if err != nil {
		return err
	}
	ours := serve(g.handler)
	defer ours.close()
	a, err := over("Jinqiao", ours.addr, 1, far.requests())
	if err != nil {
		return err
	}
	c, err := over(peerName, p.addr, 1, [][]byte{request(peerQuestion("offset.graphql"), map[string]any{"offset": behind})})
	if err != nil {
		return err
	}
	got, err := b.compareWarm(a, c)
	if err != nil {
		return err
	}
	name := far.name + ", c=1"
	b.report.add(row{what: name, size: g.size.name, got: got[0].String(), beside: fmt.Sprintf("%s by cursor: %.120s after %s", peerName, said, short(took))},
		shareOf(name, g.size.name, got[0], got[1], peerName+" by offset, without a total", 0))
	return nil
}

// answered asks once, and wants an answer without errors.
func answered(addr string, request []byte) ([]byte, error) {
	c, err := dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.conn.Close()
	if err := c.conn.SetDeadline(time.Now().Add(peerWait)); err != nil {
		return nil, err
	}
	body, err := c.post(request)
	if err == nil && bytes.Contains(body[:min(len(body), 200)], []byte(`"errors"`)) {
		err = fmt.Errorf("%s", body)
	}
	return body, err
}

func peerQuestion(name string) string {
	text, err := peerFiles.ReadFile("peers/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// A peer is a server that runs in Node.
type peer struct {
	command *exec.Cmd
	input   io.Closer
	addr    string
}

func (p *peer) end() error { return errors.Join(p.input.Close(), p.command.Wait()) }

// startPeer starts the peer on a Neo4j, after its packages were fetched.
func (b *bench) startPeer(uri string) (*peer, error) {
	folder, err := b.installPeer()
	if err != nil {
		return nil, err
	}
	p := &peer{command: exec.CommandContext(b.ctx, "node", filepath.Join(folder, "server.mjs"), uri)}
	p.command.Stderr = os.Stderr
	input, err := p.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	p.input = input
	output, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		return nil, errors.Join(err, p.end())
	}
	p.addr = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "http://"), "/graphql")
	return p, nil
}

// installPeer returns the folder with the peer and its packages, which npm fetches
// once, just those of the lock file.
func (b *bench) installPeer() (string, error) {
	folder := filepath.Join(b.folder, "peer")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	files, err := peerFiles.ReadDir("peers")
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name()), []byte(peerQuestion(f.Name())), 0o644); err != nil {
			return "", err
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); !errors.Is(err, fs.ErrNotExist) {
		return folder, err
	}
	npm := exec.CommandContext(b.ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir, npm.Stderr = folder, os.Stderr
	return folder, npm.Run()
}
