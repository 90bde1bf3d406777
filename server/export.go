package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"jinqiao"
	"jinqiao/export"
)

// maxExportBody is how many bytes a request for a file may have: 20,000 ids of entities and 100,000 of links fit.
const maxExportBody = 4 << 20

// maxExports are made at once: the largest takes 1 GB of memory while it is made.
const maxExports = 2

// exports serves files made of a part of the graph.
type exports struct {
	source *export.Source
	log    *slog.Logger
	turn   chan struct{} // holds as many as are being made
}

func newExports(source *export.Source, log *slog.Logger) *exports {
	return &exports{source, log, make(chan struct{}, maxExports)}
}

func (x *exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	format := export.FormatOf(chi.URLParam(r, "file"))
	if format == nil {
		x.refuse(w, jinqiao.Errorf(jinqiao.CodeNotFound, "there is no such export; there are %s", strings.Join(exportNames(), ", ")))
		return
	}
	request, err := readExport(w, r)
	if err != nil {
		x.refuse(w, err)
		return
	}
	select {
	case x.turn <- struct{}{}:
		defer func() { <-x.turn }()
	case <-r.Context().Done():
		return // nobody waits any more
	}
	var file bytes.Buffer
	title, err := x.source.Write(r.Context(), &file, format, request)
	if err != nil {
		x.refuse(w, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", format.Media)
	h.Set("Content-Disposition", disposition(title, format.Name))
	h.Set("Content-Length", strconv.Itoa(file.Len()))
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	w.Write(file.Bytes())
}

func exportNames() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	return names
}

// readExport reads the request from the address, or from the body as a form or
// as JSON.
func readExport(w http.ResponseWriter, r *http.Request) (*export.Request, error) {
	if r.Method != http.MethodPost {
		return export.ReadQuery(r.URL.Query())
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxExportBody))
	if err != nil {
		return nil, jinqiao.Errorf(jinqiao.CodeTooLarge, "the body could not be read, or has more than %d bytes", maxExportBody)
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch media {
	case "application/json":
		return export.ReadJSON(body)
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "the form cannot be read: %v", err)
		}
		return export.ReadQuery(form)
	}
	return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "send the request as application/json or application/x-www-form-urlencoded (Content-Type)")
}

// statuses of errors by their codes.
var statuses = map[jinqiao.Code]int{
	jinqiao.CodeNotFound:    http.StatusNotFound,
	jinqiao.CodeTooLarge:    http.StatusRequestEntityTooLarge,
	jinqiao.CodeTooComplex:  http.StatusRequestEntityTooLarge,
	jinqiao.CodeTimeout:     http.StatusGatewayTimeout,
	jinqiao.CodeUnavailable: http.StatusServiceUnavailable,
	jinqiao.CodeInternal:    http.StatusInternalServerError,
}

// refuse answers with an error in the form that the API has.
func (x *exports) refuse(w http.ResponseWriter, err error) {
	e, ok := err.(*jinqiao.Error)
	if !ok {
		x.log.Error("export", "error", err)
		e = jinqiao.Errorf(jinqiao.CodeInternal, "internal error; the log has the rest")
	}
	status := statuses[e.Code]
	if status == 0 {
		status = http.StatusBadRequest
	}
	extensions := map[string]any{"code": e.Code}
	if e.Argument != "" {
		extensions["argument"] = e.Argument
	}
	if e.IDs != nil {
		extensions["ids"] = e.IDs
	}
	if e.Suggestions != nil {
		extensions["suggestions"] = e.Suggestions
	}
	body, _ := json.Marshal(map[string]any{"errors": []any{map[string]any{"message": e.Message, "extensions": extensions}}})
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(body)
}

// disposition names the file that a browser saves: by its title, with a plain
// name for clients that know no other.
func disposition(title, name string) string {
	kind, ending, _ := strings.Cut(name, ".")
	long := export.FileName(title) + "-" + kind + "." + ending
	return `attachment; filename="jinqiao-` + kind + "." + ending + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(long), "+", "%20")
}
