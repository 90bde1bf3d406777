package export

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jinqiao"
)

// A Request says what to export, in the terms of the API: by ids, by the
// arguments of the field subgraph, or, for a brief, by those of paths or follow.
type Request struct {
	Language string   // "ZH" or "EN"
	Title    string   // empty: made from what is asked
	IDs      []string // of entities, and of links: with links, only these and their ends

	Arguments map[string]any // of the field of the API, as its variables
}

// parameters are what a request may say, each with how it is read from text.
var parameters = map[string]func(name, text string) (any, error){
	"language": word, "title": word, "ids": list,
	"seeds": set, "hops": integer, "connect": boolean, "expand": object, "options": object, "first": integer,
	"from": set, "to": set, "along": pattern,
}

// ReadQuery reads a request from the query of an address or from a form: lists
// separated by commas, sets as such lists of ids or as JSON (an EntitySet of the
// API), options as JSON. An Error with CodeBadInput names what is wrong.
func ReadQuery(values url.Values) (*Request, error) {
	read := map[string]any{}
	for name, texts := range values {
		parse := parameters[name]
		if parse == nil {
			return nil, unknownParameter(name)
		}
		value, err := parse(name, strings.Join(texts, ","))
		if err != nil {
			return nil, err
		}
		read[name] = value
	}
	return newRequest(read)
}

// ReadJSON reads a request from a JSON object of the same names. Values may be
// of their own types or in the form of text that ReadQuery takes.
func ReadJSON(body []byte) (*Request, error) {
	var read map[string]any
	if err := json.Unmarshal(body, &read); err != nil || read == nil {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "the body is not a JSON object: %v; write, for instance, {\"ids\": [\"…\"]}", err)
	}
	for name, value := range read {
		parse := parameters[name]
		if parse == nil {
			return nil, unknownParameter(name)
		}
		if value == nil {
			delete(read, name)
			continue
		}
		text, ok := value.(string)
		if !ok {
			continue
		}
		var err error
		if read[name], err = parse(name, text); err != nil {
			return nil, err
		}
	}
	return newRequest(read)
}

func newRequest(read map[string]any) (*Request, error) {
	r := &Request{Language: "ZH", Arguments: map[string]any{}}
	for name, value := range read {
		var err error
		switch name {
		case "language":
			r.Language, err = language(value)
		case "title":
			r.Title, err = title(value)
		case "ids":
			r.IDs, err = texts(name, value)
		default:
			r.Arguments[name] = value
		}
		if err != nil {
			return nil, err
		}
	}
	return r, r.check()
}

// check fails unless the request says in exactly one way what to export.
func (r *Request) check() error {
	ways := 0
	for _, given := range []bool{r.IDs != nil, r.has("seeds"), r.has("from")} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		return jinqiao.Errorf(jinqiao.CodeBadInput, "say what to export in one way: ids, or seeds, or from and to (a brief of paths)")
	}
	for name := range r.Arguments {
		if !slices.Contains(r.allowed(), name) {
			return jinqiao.Errorf(jinqiao.CodeBadInput, "%s does not go with what is asked; here may stand: %s", name, strings.Join(r.allowed(), ", ")).At(name)
		}
	}
	if r.has("from") && !r.has("to") && !r.has("along") {
		return jinqiao.Errorf(jinqiao.CodeBadInput, "from needs to, the other end of the paths, or along, a pattern").At("from")
	}
	return nil
}

func (r *Request) has(name string) bool { return r.Arguments[name] != nil }

// Paths reports whether the request asks for paths, which only a brief can show.
func (r *Request) Paths() bool { return r.has("from") }

// allowed lists the arguments of the field that the request asks.
func (r *Request) allowed() []string {
	switch {
	case r.IDs != nil:
		return nil
	case r.has("seeds"):
		return []string{"seeds", "hops", "connect", "expand", "options", "first"}
	}
	return []string{"from", "to", "along", "options", "first"}
}

func unknownParameter(name string) error {
	known := make([]string, 0, len(parameters))
	for p := range parameters {
		known = append(known, p)
	}
	slices.Sort(known)
	return jinqiao.Errorf(jinqiao.CodeBadInput, "unknown parameter %q; there are %s", name, strings.Join(known, ", ")).At(name)
}

func language(value any) (string, error) {
	text := strings.ToUpper(fmt.Sprint(value))
	if text != "ZH" && text != "EN" {
		return "", jinqiao.Errorf(jinqiao.CodeBadInput, "language %q: write zh or en", value).At("language")
	}
	return text, nil
}

// maxTitle is how many bytes a title may have: four lines.
const maxTitle = 1000

func title(value any) (string, error) {
	text, ok := value.(string)
	if !ok || len(text) > maxTitle {
		return "", jinqiao.Errorf(jinqiao.CodeBadInput, "title: write a text of up to %d bytes", maxTitle).At("title")
	}
	return oneLine(text), nil
}

func texts(name string, value any) ([]string, error) {
	if list, ok := value.([]string); ok {
		return list, nil
	}
	items, ok := value.([]any)
	texts := make([]string, len(items))
	for i, item := range items {
		var text bool
		texts[i], text = item.(string)
		ok = ok && text
	}
	if !ok {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "%s: write a list of texts", name).At(name)
	}
	return texts, nil
}

func word(_, text string) (any, error) { return text, nil }

// list splits a text at its commas; nothing is an empty list.
func list(_, text string) (any, error) {
	items := []string{}
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items, nil
}

func set(name, text string) (any, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		return object(name, text)
	}
	ids, err := list(name, text)
	return map[string]any{"ids": ids}, err
}

func pattern(name, text string) (any, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		return object(name, text)
	}
	return map[string]any{"text": text}, nil
}

func object(name, text string) (any, error) {
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil || o == nil {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "%s: write a JSON object as the API has it: %v", name, err).At(name)
	}
	return o, nil
}

func integer(name, text string) (any, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "%s: %q is not a whole number", name, text).At(name)
	}
	return n, nil
}

func boolean(name, text string) (any, error) {
	b, err := strconv.ParseBool(text)
	if err != nil {
		return nil, jinqiao.Errorf(jinqiao.CodeBadInput, "%s: write true or false, not %q", name, text).At(name)
	}
	return b, nil
}
