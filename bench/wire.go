package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
)

// A server is a handler behind chi on the loopback.
type server struct {
	http *httptest.Server
	addr string
}

func serve(handler http.Handler) *server {
	router := chi.NewRouter()
	router.Method(http.MethodPost, "/graphql", handler)
	s := httptest.NewServer(router)
	return &server{s, s.Listener.Addr().String()}
}

func (s *server) close() { s.http.Close() }

// floor is a handler that writes given bytes with given headers and does nothing else.
func floor(head http.Header, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, values := range head {
			w.Header()[name] = values
		}
		w.Write(body)
	})
}

// A client is one connection that is kept alive. It does as little as it can,
// so that what is measured is the server: net/http's own client costs as much as
// a small answer.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

func dial(addr string) (*client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// post sends a request that request made, and returns the body of the answer,
// which is valid until the next one.
func (c *client) post(request []byte) ([]byte, error) {
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	length := -1
	for first := true; ; first = false {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return nil, err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
			return nil, fmt.Errorf("answered %q", line)
		}
		if name, v, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(name, []byte("content-length")) {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(v))); err != nil {
				return nil, err
			}
		}
		if len(line) <= 2 {
			break
		}
	}
	if length < 0 {
		return nil, fmt.Errorf("an answer without Content-Length")
	}
	if cap(c.body) < length {
		c.body = make([]byte, length)
	}
	c.body = c.body[:length]
	_, err := io.ReadFull(c.in, c.body)
	return c.body, err
}

// request returns the bytes of a request for a query.
func request(query string, variables map[string]any) []byte {
	body := payload(query, variables)
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
}

func payload(query string, variables map[string]any) []byte {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err) // texts and numbers only
	}
	return body
}

// ask has a handler answer a query, without a network. It is an error if the
// answer holds one.
func ask(handler http.Handler, query string, variables map[string]any) (*httptest.ResponseRecorder, error) {
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(payload(query, variables)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK || strings.HasPrefix(w.Body.String(), `{"errors"`) {
		return nil, fmt.Errorf("%d %.500s", w.Code, w.Body)
	}
	return w, nil
}

// over returns a side that sends requests over HTTP, each worker on a connection
// of its own.
func over(name, addr string, workers int, requests [][]byte) (side, error) {
	clients := make([]*client, workers)
	for i := range clients {
		var err error
		if clients[i], err = dial(addr); err != nil {
			return side{}, err
		}
	}
	return side{name, workers, func(worker, i int) error {
		_, err := clients[worker].post(requests[(i*7+worker*131)%len(requests)])
		return err
	}}, nil
}
