package neo4j

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"strings"

	"jinqiao"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A bookmark of Neo4j 5 is "FB:" and, in base64, a PackStream list of the
// database's UUID, the number of a transaction, and an empty list. Its form is no
// promise of Neo4j: one that reads otherwise is not readable, and nothing relies
// on it then.

// transactionOf returns the number of a transaction in the one bookmark; ok is
// false for any other form.
func transactionOf(bookmarks []string) (number int64, ok bool) {
	if len(bookmarks) != 1 {
		return 0, false
	}
	text, is := strings.CutPrefix(bookmarks[0], "FB:")
	data, err := base64.StdEncoding.DecodeString(text)
	if !is || err != nil || len(data) == 0 || data[0] != 0x91 { // a list of one
		return 0, false
	}
	rest, ok := skipText(data[1:])
	if !ok {
		return 0, false
	}
	number, rest, ok = packedInt(rest)
	if !ok || len(rest) != 1 || rest[0] != 0x90 || number < 0 { // an empty list
		return 0, false
	}
	return number, true
}

// skipText passes over a short text or byte array.
func skipText(data []byte) (rest []byte, ok bool) {
	if len(data) < 2 {
		return nil, false
	}
	length, head := 0, 1
	switch marker := data[0]; {
	case marker >= 0x80 && marker <= 0x8f:
		length = int(marker & 15)
	case marker == 0xd0 || marker == 0xcc:
		length, head = int(data[1]), 2
	default:
		return nil, false
	}
	if len(data) < head+length {
		return nil, false
	}
	return data[head+length:], true
}

// packedInt reads an integer.
func packedInt(data []byte) (n int64, rest []byte, ok bool) {
	if len(data) == 0 {
		return 0, nil, false
	}
	if marker := int8(data[0]); marker >= -16 {
		return int64(marker), data[1:], true
	}
	size := map[byte]int{0xc8: 1, 0xc9: 2, 0xca: 4, 0xcb: 8}[data[0]]
	if size == 0 || len(data) < 1+size {
		return 0, nil, false
	}
	var whole [8]byte
	copy(whole[8-size:], data[1:1+size])
	n = int64(binary.BigEndian.Uint64(whole[:])) << (64 - 8*size) >> (64 - 8*size)
	return n, data[1+size:], true
}

// Version returns the number of the last transaction that anybody has committed.
func (s *Store) Version(ctx context.Context) (int64, error) {
	if err := s.reached(); err != nil {
		return 0, err
	}
	ctx, cancel := s.limited(ctx)
	defer cancel()
	var err error
	for range mostTries {
		var number int64
		if number, err = s.version(ctx); err == nil || ctx.Err() != nil || !again(err) {
			return number, err
		}
	}
	return 0, err
}

func (s *Store) version(ctx context.Context) (int64, error) {
	session := s.session(ctx, neo4j.AccessModeWrite) // where writers go, so that no follower that lags behind answers
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, "RETURN 1", nil, withTimeout(ctx))
	if err != nil {
		return 0, err
	}
	if _, err := result.Consume(ctx); err != nil {
		return 0, err
	}
	marks := session.LastBookmarks()
	number, ok := transactionOf(marks)
	if !ok {
		return 0, refusal("the bookmarks of the Neo4j server at %s are of an unknown form", s.options.URI)
	}
	return number, nil
}

// writeMarked is write for a statement that changes something, and returns the
// number of its transaction, too: 0 if it is not known for sure.
func (s *Store) writeMarked(ctx context.Context, text string, params map[string]any) (record []any, transaction int64, err error) {
	for attempt := range mostTries {
		record, transaction, err = s.writeMarkedOnce(ctx, text, params)
		if attempt > 0 {
			transaction = 0 // an earlier attempt may have been the one that wrote
		}
		if err == nil || ctx.Err() != nil || !again(err) {
			break
		}
	}
	if err == nil && record == nil {
		err = errNoStore
	}
	return record, transaction, err
}

func (s *Store) writeMarkedOnce(ctx context.Context, text string, params map[string]any) ([]any, int64, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, text, params, withTimeout(ctx))
	if err != nil {
		return nil, 0, err
	}
	record, err := only(ctx, result)
	if err != nil {
		return nil, 0, err
	}
	transaction, _ := transactionOf(session.LastBookmarks())
	return record, transaction, nil
}

var noChanges = []jinqiao.Change{}

// tell tells of one transaction of our own. Every one is told of, since whoever
// follows the store counts them.
func (s *Store) tell(transaction int64, changes []jinqiao.Change) {
	s.Tell(jinqiao.Commit{Version: transaction, Changes: changes})
}
