package main

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"jinqiao"
	"jinqiao/explorer"
	"jinqiao/export"
	"jinqiao/graph"
	"jinqiao/graph/gql"
)

// routes returns everything the server answers.
func routes(log *slog.Logger, store jinqiao.Store, ontology *jinqiao.Ontology, topology *topology, origins []string, state *readiness) http.Handler {
	r := chi.NewRouter()
	r.Use(logged(log), cors(origins), middleware.GetHead)
	api := graph.NewHandler(graph.Options{
		Store:     store,
		Ontology:  ontology,
		Topology:  topology.current,
		Freshness: topology.way,
		Report:    func(reference string, err error) { log.Error("internal error", "reference", reference, "error", err) },
	})
	r.Handle("/graphql", browsersToPlayground(api))
	playground := explorer.Playground()
	r.Handle("/playground", playground)
	r.Handle("/playground/*", playground)
	app := explorer.App()
	for _, path := range explorer.PagePaths() {
		r.Handle(path, app)
	}
	files := newExports(&export.Source{Ask: api.Ask, Ontology: ontology, Now: time.Now}, log)
	r.Method(http.MethodGet, "/export/{file}", files)
	r.Method(http.MethodPost, "/export/{file}", files)
	r.Get("/schema.graphqls", text(gql.PublicSchema()))
	r.Get("/scalars/partial-date", text(partialDate))
	r.Get("/healthz", text("alive\n"))
	r.Get("/readyz", state.handler(store))
	return r
}

// browsersToPlayground sends a person who opens the API's address to the page
// where it can be used.
func browsersToPlayground(api http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && r.URL.RawQuery == "" && strings.Contains(r.Header.Get("Accept"), "text/html") {
			http.Redirect(w, r, "/playground", http.StatusFound)
			return
		}
		api.ServeHTTP(w, r)
	})
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Write([]byte(s))
	}
}

// logged tells of each request at the level debug.
func logged(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !log.Enabled(r.Context(), slog.LevelDebug) {
				next.ServeHTTP(w, r)
				return
			}
			start := time.Now()
			seen := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
			next.ServeHTTP(seen, r)
			log.Debug("request", "method", r.Method, "path", r.URL.Path, "status", seen.Status(), "bytes", seen.BytesWritten(), "took", time.Since(start))
		})
	}
}

// partialDate is the specification to which the scalar PartialDate points.
const partialDate = `PartialDate

A date known to the year, the month or the day, written as an ISO 8601 calendar
date of reduced precision: YYYY, YYYY-MM or YYYY-MM-DD, in the Gregorian
calendar, with a year of four digits. It means the interval of its days: 2021-05
is from 2021-05-01 to 2021-05-31.

A comparison with another such date holds only when it is certain for every day
of the interval: "less than" when all days lie before the other interval, "less
than or equal" when none lies after it, "equal" when all lie within it, "not
equal" when none does.
`
