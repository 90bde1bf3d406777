package export

import (
	"context"
	"io"
	"strings"
	"unicode"
)

// Write asks for what a request says and writes it in a format. It returns the
// title of what it wrote; with an error, what was written is of no use.
func (s *Source) Write(ctx context.Context, w io.Writer, f *Format, r *Request) (title string, err error) {
	if f.Brief != nil {
		b, err := s.Brief(ctx, r)
		if err != nil {
			return "", err
		}
		return b.Title, f.Brief(b, w)
	}
	n, err := s.Network(ctx, r)
	if err != nil {
		return "", err
	}
	return n.Title, f.Network(w, n)
}

// maxFileName is how many characters of a title a file name has.
const maxFileName = 60

// FileName returns a title as a part of a file name that every system takes:
// letters, digits and few signs, none of them at its ends.
func FileName(title string) string {
	name := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), strings.ContainsRune("-_、（）·", c):
			return c
		case unicode.IsSpace(c):
			return ' '
		}
		return -1
	}, title)
	runes := []rune(oneLine(name))
	name = strings.Trim(string(runes[:min(maxFileName, len(runes))]), " -_")
	if name == "" {
		return "jinqiao"
	}
	return name
}
