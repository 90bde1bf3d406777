package main

import (
	"bytes"
	"io"
	"net"
	"sync/atomic"
)

// A tap is a way to a server on which it is counted how often a text comes back.
type tap struct {
	listener net.Listener
	text     []byte
	seen     atomic.Int64
}

// openTap listens in front of a server.
func openTap(server, text string) (*tap, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &tap{listener: l, text: []byte(text)}
	go t.accept(server)
	return t, nil
}

func (t *tap) addr() string { return t.listener.Addr().String() }

func (t *tap) accept(server string) {
	for {
		near, err := t.listener.Accept()
		if err != nil {
			return // it was closed
		}
		far, err := net.Dial("tcp", server)
		if err != nil {
			near.Close()
			continue
		}
		go func() {
			io.Copy(far, near)
			far.Close()
		}()
		go func() {
			io.Copy(io.MultiWriter(near, &counter{tap: t}), far)
			near.Close()
		}()
	}
}

// A counter counts a text in what is written to it, piece by piece.
type counter struct {
	tap  *tap
	tail []byte
}

func (c *counter) Write(piece []byte) (int, error) {
	all := append(c.tail, piece...)
	c.tap.seen.Add(int64(bytes.Count(all, c.tap.text)))
	c.tail = bytes.Clone(all[max(0, len(all)-len(c.tap.text)+1):])
	return len(piece), nil
}
