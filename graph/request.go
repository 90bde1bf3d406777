package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"jinqiao"
)

// maxBody is how many bytes a request may have: 10,000 ids of 90 characters fit.
const maxBody = 1 << 20

// A fault is why a request is no GraphQL request.
type fault struct {
	status  int
	code    jinqiao.Code
	message string
}

func badRequest(format string, args ...any) *fault {
	return &fault{http.StatusBadRequest, jinqiao.CodeBadInput, fmt.Sprintf(format, args...)}
}

func readRequest(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *fault) {
	switch r.Method {
	case http.MethodGet:
		return readQuery(r)
	case http.MethodPost:
		return readBody(w, r)
	}
	return nil, &fault{http.StatusMethodNotAllowed, jinqiao.CodeBadInput, "use POST, or GET for a query"}
}

// readQuery reads the parameters of a GET request.
func readQuery(r *http.Request) (*graphql.RawParams, *fault) {
	q := r.URL.Query()
	params := &graphql.RawParams{Query: q.Get("query"), OperationName: q.Get("operationName")}
	if params.Query == "" {
		return nil, badRequest("no query: add ?query=… to the address")
	}
	for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		if err := decode([]byte(text), into); err != nil {
			return nil, badRequest("%s has to be a JSON object: %v", name, err)
		}
	}
	return params, nil
}

// readBody reads the body of a POST request.
func readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *fault) {
	contentType := r.Header.Get("Content-Type")
	media, attributes, err := contentType, map[string]string(nil), error(nil)
	if contentType != typeJSON { // most are just that
		media, attributes, err = mime.ParseMediaType(contentType)
	}
	if err != nil || media != typeJSON {
		return nil, &fault{http.StatusUnsupportedMediaType, jinqiao.CodeBadInput, "send the request as " + typeJSON + " (Content-Type)"}
	}
	if charset := strings.ToLower(attributes["charset"]); charset != "" && charset != "utf-8" {
		return nil, &fault{http.StatusUnsupportedMediaType, jinqiao.CodeBadInput, "send the request in UTF-8, not " + charset}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return nil, &fault{http.StatusRequestEntityTooLarge, jinqiao.CodeTooLarge, fmt.Sprintf("a request may have %d bytes at most", maxBody)}
	}
	if err != nil {
		return nil, badRequest("the body could not be read")
	}
	return parseBody(body)
}

func parseBody(body []byte) (*graphql.RawParams, *fault) {
	var fields struct {
		Query         any             `json:"query"`
		OperationName any             `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, badRequest(`the body has to be one JSON object such as {"query": "{ … }", "variables": {}}`)
	}
	params := &graphql.RawParams{}
	var ok bool
	if params.Query, ok = fields.Query.(string); !ok || params.Query == "" {
		return nil, badRequest("`query` has to be there, as text")
	}
	if params.OperationName, ok = fields.OperationName.(string); !ok && fields.OperationName != nil {
		return nil, badRequest("`operationName` has to be text")
	}
	if err := decodeIfThere(fields.Variables, &params.Variables); err != nil {
		return nil, badRequest("`variables` has to be a JSON object")
	}
	if err := decodeIfThere(fields.Extensions, &params.Extensions); err != nil {
		return nil, badRequest("`extensions` has to be a JSON object")
	}
	return params, nil
}

func decodeIfThere(text json.RawMessage, into *map[string]any) error {
	if absent(text) {
		return nil
	}
	return decode(text, into)
}

func absent(v json.RawMessage) bool { return len(v) == 0 || string(v) == "null" }

// decode reads a JSON object; numbers stay as they are written.
func decode(text []byte, into *map[string]any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return err
	}
	if *into == nil {
		return errors.New("it is null")
	}
	return nil
}

// negotiate picks the media type of the answer. Without a wish it is the one
// that old clients know.
func negotiate(accept []string) (media string, ok bool) {
	header := strings.Join(accept, ",")
	switch header {
	case "", "*/*", typeJSON: // most requests
		return typeJSON, true
	}
	best := 0.0
	for _, item := range strings.Split(header, ",") {
		wanted, attributes, err := mime.ParseMediaType(item)
		if err != nil {
			continue
		}
		quality := 1.0
		if q, err := strconv.ParseFloat(attributes["q"], 64); err == nil {
			quality = q
		}
		switch wanted {
		case typeResponse, typeJSON:
		case "*/*", "application/*":
			wanted = typeJSON
		default:
			continue
		}
		if quality > best {
			best, media = quality, wanted
		}
	}
	return media, media != ""
}
