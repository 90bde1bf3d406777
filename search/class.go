package search

import "unicode"

type class int8

const (
	separator class = iota
	han
	word
	invisible // neither separates nor is part of anything
)

func classOf(r rune) class {
	switch {
	case commonHan(r):
		return han
	case r < 0x80:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return word
		}
		return separator
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r):
		return invisible
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsMark(r):
		return word
	}
	return separator
}
