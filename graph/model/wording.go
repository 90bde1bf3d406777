package model

import "strings"

// dateIn returns a date as it is written: 2021年5月30日, 2021-05-30.
func dateIn(date, language string) string {
	if language == "EN" {
		return date
	}
	text := ""
	for i, part := range strings.Split(date, "-") {
		if i < 3 {
			text += strings.TrimLeft(part, "0") + []string{"年", "月", "日"}[i]
		}
	}
	return text
}
