package model

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"jinqiao"
)

// EncodeCursor returns the cursor of a position in the list of this tag: opaque
// to clients, the same for every store.
func EncodeCursor(tag string, p jinqiao.Position) string {
	b, err := json.Marshal(append([]any{tag}, p...))
	if err != nil {
		panic(fmt.Sprintf("a position holds only text, numbers, booleans and null: %v", err))
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// DecodeCursor returns the position behind a cursor. ok is false if it is no
// cursor, or one of another list.
func DecodeCursor(tag, cursor string) (p jinqiao.Position, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, false
	}
	var all []any
	if err := json.Unmarshal(b, &all); err != nil || len(all) < 2 || all[0] != tag {
		return nil, false
	}
	for _, v := range all[1:] {
		switch v.(type) {
		case nil, string, float64, bool:
		default:
			return nil, false
		}
	}
	if id, _ := all[len(all)-1].(string); id == "" {
		return nil, false
	}
	return all[1:], true
}
