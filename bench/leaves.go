package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// leaves returns the texts and numbers of a JSON value, in order.
func leaves(in io.Reader) ([]string, error) {
	d := json.NewDecoder(in)
	d.UseNumber()
	return leavesOf(d, nil)
}

func leavesOf(d *json.Decoder, found []string) ([]string, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	object := token == json.Delim('{')
	switch token.(type) {
	case json.Delim:
	case nil:
		return found, nil
	default:
		return append(found, fmt.Sprint(token)), nil
	}
	for d.More() {
		if object {
			if _, err := d.Token(); err != nil {
				return nil, err
			}
		}
		if found, err = leavesOf(d, found); err != nil {
			return nil, err
		}
	}
	_, err = d.Token()
	return found, err
}

// flat appends the texts and numbers of lists in lists, in order.
func flat(found []string, values []any) []string {
	for _, v := range values {
		switch v := v.(type) {
		case nil:
		case []any:
			found = flat(found, v)
		default:
			found = append(found, fmt.Sprint(v))
		}
	}
	return found
}
