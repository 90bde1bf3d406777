package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxLine is the length in bytes up to which a line is read. The longest line of
// real data has a few thousand; a longer one than this is reported and passed over.
const MaxLine = 1 << 20

// A line is one line of a source that is not blank.
type line struct {
	number int
	text   []byte
	fault  string // why it cannot be read; text is nil then
	cut    bool   // the source ends here, without a line break
}

// lineReader reads lines. It accepts a byte order mark, CRLF, and a last line
// without a line break, and passes over blank lines.
type lineReader struct {
	r      *bufio.Reader
	number int
}

func newLineReader(r io.Reader) *lineReader {
	b := bufio.NewReaderSize(r, 64<<10)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\ufeff" {
		b.Discard(3)
	}
	return &lineReader{r: b}
}

// next appends the text of the next line to buf. The error is io.EOF at the end.
func (l *lineReader) next(buf []byte) (line, []byte, error) {
	for {
		start := len(buf)
		l.number++
		length, ended, err := 0, false, error(nil)
		for !ended && err == nil {
			var piece []byte
			piece, err = l.r.ReadSlice('\n')
			ended = err == nil
			length += len(piece)
			if length <= MaxLine {
				buf = append(buf, piece...)
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				err = nil
			}
		}
		if err != nil && (!errors.Is(err, io.EOF) || length == 0) {
			return line{}, buf, err
		}
		if length > MaxLine {
			return line{number: l.number, fault: fmt.Sprintf("a line of %d bytes; it may have %d", length, MaxLine)}, buf[:start], nil
		}
		text := bytes.Trim(buf[start:], " \t\r\n")
		if len(text) > 0 {
			return checked(line{number: l.number, text: text, cut: !ended}), buf, nil
		}
		buf = buf[:start]
	}
}

// checked reports a line that is not text.
func checked(l line) line {
	if utf8.Valid(l.text) {
		return l
	}
	at := 0
	for at < len(l.text) {
		r, size := utf8.DecodeRune(l.text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return line{number: l.number, fault: fmt.Sprintf("column %d: not valid UTF-8 (byte %#x); save the file as UTF-8", at+1, l.text[at])}
}
