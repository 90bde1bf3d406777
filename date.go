package jinqiao

import (
	"strings"
	"time"
)

// A PartialDate is a date known to the year, the month or the day: 2021,
// 2021-05 or 2021-05-30 (ISO 8601 calendar dates of reduced precision). It means
// the interval of its days. The zero value means no date.
type PartialDate string

var dateLayouts = map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}

// ParseDate returns s as a PartialDate; ok is false if it is none.
func ParseDate(s string) (d PartialDate, ok bool) {
	layout := dateLayouts[len(s)]
	if layout == "" {
		return "", false
	}
	if _, err := time.Parse(layout, s); err != nil {
		return "", false
	}
	return PartialDate(s), true
}

// Start returns the first day as 2021-05-30; "" for no date.
func (d PartialDate) Start() string {
	if d == "" {
		return ""
	}
	return string(d) + "2021-01-01"[len(d):]
}

// End returns the last day as 2021-05-30; "" for no date.
func (d PartialDate) End() string {
	switch len(d) {
	case 4:
		return string(d) + "-12-31"
	case 7:
		t, err := time.Parse("2006-01", string(d))
		if err != nil {
			return ""
		}
		return t.AddDate(0, 1, -1).Format("2006-01-02")
	}
	return string(d)
}

// A Period is a span between two dates, `2021/2022-05`, either of which may be
// `..` for open or unknown, or one date for the span of its days.
type Period string

// ParsePeriod returns s as a Period; ok is false if it is none: no date, both
// ends open, or an end that lies wholly before the start.
func ParsePeriod(s string) (p Period, ok bool) {
	from, to, ranged := strings.Cut(s, "/")
	if !ranged {
		_, ok := ParseDate(s)
		return Period(s), ok
	}
	if from == ".." && to == ".." {
		return "", false
	}
	for _, end := range []string{from, to} {
		if _, ok := ParseDate(end); !ok && end != ".." {
			return "", false
		}
	}
	if from != ".." && to != ".." && PartialDate(to).End() < PartialDate(from).Start() {
		return "", false
	}
	return Period(s), true
}

// Ends returns the dates at both ends, "" for one that is open or unknown.
func (p Period) Ends() (from, to PartialDate) {
	start, end, ranged := strings.Cut(string(p), "/")
	if !ranged {
		return PartialDate(p), PartialDate(p)
	}
	return openEnd(start), openEnd(end)
}

func openEnd(s string) PartialDate {
	if s == ".." {
		return ""
	}
	return PartialDate(s)
}

// Years returns the years of the ends as in 2014/2017, with .. for one that is
// open or unknown; one year where both ends lie in it.
func (p Period) Years() string {
	from, to := p.Ends()
	years := func(d PartialDate) string {
		if len(d) < 4 {
			return ".."
		}
		return string(d[:4])
	}
	if years(from) == years(to) {
		return years(from)
	}
	return years(from) + "/" + years(to)
}
