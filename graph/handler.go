package graph

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"jinqiao"
	"jinqiao/linkage"
)

// Options are what the API needs.
type Options struct {
	Store    jinqiao.Store
	Ontology *jinqiao.Ontology
	Topology Topology

	// Freshness tells whether Topology is one in memory, and if not, why. May be
	// nil where it is.
	Freshness func() (mirror bool, reason string)

	// Timeout bounds one request; 30 s if zero.
	Timeout time.Duration

	// Report is told what clients are not: an internal error and the reference
	// under which a client saw it. May be nil.
	Report func(reference string, err error)
}

// A Topology returns the state of the graph in which paths are searched: not
// older than anything that a Read of the store shows. An error with
// CodeUnavailable says that it is not there yet.
type Topology func(ctx context.Context) (linkage.Graph, error)

type handler struct {
	Options
	exec      *executor.Executor
	presenter *presenter
	satisfies map[string][]string // see satisfies
}

// NewHandler returns the API as GraphQL over HTTP (the GraphQL Foundation's
// specification): POST with a JSON body, or GET for queries.
func NewHandler(o Options) Handler {
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	return &handler{o, newExecutor(o), &presenter{report: o.Report}, satisfies(o.Ontology)}
}

const (
	typeResponse = "application/graphql-response+json"
	typeJSON     = "application/json"
)

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	media, ok := negotiate(r.Header.Values("Accept"))
	if !ok {
		refuse(w, typeJSON, http.StatusNotAcceptable, jinqiao.CodeBadInput, "answers come as %s or %s; name one of them in Accept", typeResponse, typeJSON)
		return
	}
	params, fault := readRequest(w, r)
	if fault != nil {
		refuse(w, media, fault.status, fault.code, "%s", fault.message)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.Timeout)
	defer cancel()
	response := h.execute(ctx, params, r.Method == http.MethodGet)
	respond(w, r, media, response)
}

// respond writes a response with the status that the media type asks for.
func respond(w http.ResponseWriter, r *http.Request, media string, response *graphql.Response) {
	status := http.StatusOK
	if response.Data == nil && media == typeResponse {
		status = http.StatusBadRequest
	}
	b := buffers.Get().(*bytes.Buffer)
	defer recycle(b)
	b.Reset()
	encode(b, response)
	head := w.Header()
	head.Set("Content-Type", media+"; charset=utf-8")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Add("Vary", "Accept, Accept-Encoding")
	if b.Len() > smallResponse && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		head.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		zip := zippers.Get().(*gzip.Writer)
		defer zippers.Put(zip)
		zip.Reset(w)
		zip.Write(b.Bytes())
		zip.Close()
		return
	}
	head.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// acceptsGzip reports whether a client takes gzip; a quality of 0 refuses it.
func acceptsGzip(header string) bool {
	for _, item := range strings.Split(header, ",") {
		coding, quality, _ := strings.Cut(strings.TrimSpace(item), ";")
		if strings.TrimSpace(coding) == "gzip" {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(quality), "q="), 64)
			return err != nil || q > 0
		}
	}
	return false
}

// smallResponse is not worth compressing: it fits into a few packets.
const smallResponse = 8 << 10

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	zippers = sync.Pool{New: func() any {
		zip, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
		return zip
	}}
)

// recycle keeps a buffer for the next response, unless it has grown large.
func recycle(b *bytes.Buffer) {
	if b.Cap() <= 1<<20 {
		buffers.Put(b)
	}
}

// encode writes a response as JSON. Its data is JSON already and is not parsed
// again, which encoding/json would do.
func encode(b *bytes.Buffer, response *graphql.Response) {
	b.WriteByte('{')
	if len(response.Errors) > 0 {
		errs, err := json.Marshal(response.Errors)
		if err != nil {
			errs = []byte(`[{"message":"internal error","extensions":{"code":"INTERNAL"}}]`)
		}
		b.WriteString(`"errors":`)
		b.Write(errs)
	}
	if response.Data != nil {
		if len(response.Errors) > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"data":`)
		b.Write(response.Data)
	}
	b.WriteByte('}')
}

// refuse answers a request that is no GraphQL request at all.
func refuse(w http.ResponseWriter, media string, status int, code jinqiao.Code, format string, args ...any) {
	var b bytes.Buffer
	encode(&b, &graphql.Response{Errors: gqlerror.List{coded(code, format, args...)}})
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, POST")
	}
	w.WriteHeader(status)
	w.Write(b.Bytes())
}
