package linkage

import "jinqiao"

// An UnknownError says which ids a graph does not hold. It is of CodeNotFound, and
// the jinqiao.Error that it wraps names them all.
type UnknownError struct {
	Sets []UnknownSet
	all  *jinqiao.Error
}

// An UnknownSet are those ids of one argument.
type UnknownSet struct {
	Argument string
	IDs      []string
}

// Error returns the message.
func (e *UnknownError) Error() string { return e.all.Message }

// Unwrap returns the error with its code.
func (e *UnknownError) Unwrap() error { return e.all }

// unknownIDs gathers the ids that a graph does not hold, argument by argument, so
// that one error can name them all.
type unknownIDs []UnknownSet

// of takes note of those ids for which there is no number.
func (u *unknownIDs) of(argument string, ids []string, numbers []uint32) {
	var unknown []string
	for i, n := range numbers {
		if n == None {
			unknown = append(unknown, ids[i])
		}
	}
	if unknown != nil {
		*u = append(*u, UnknownSet{argument, unknown})
	}
}

// err returns the error that names them, nil for none.
func (u unknownIDs) err() error {
	if u == nil {
		return nil
	}
	var each []*jinqiao.Error
	for _, set := range u {
		each = append(each, jinqiao.UnknownIDs(set.Argument, set.IDs))
	}
	return &UnknownError{u, jinqiao.Merge(each)}
}
