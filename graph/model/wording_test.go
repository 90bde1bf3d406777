package model

import "testing"

func TestDateIn(t *testing.T) {
	for date, want := range map[string]string{"2021": "2021年", "2021-05": "2021年5月", "2021-05-30": "2021年5月30日", "2020-10-01": "2020年10月1日"} {
		if got := dateIn(date, "ZH"); got != want {
			t.Errorf("%s: %s, want %s", date, got, want)
		}
		if got := dateIn(date, "EN"); got != date {
			t.Errorf("%s: %s in English", date, got)
		}
	}
}
