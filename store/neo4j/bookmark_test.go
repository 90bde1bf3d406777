package neo4j

import "testing"

func TestTransactionOf(t *testing.T) {
	for _, c := range []struct {
		bookmark string
		want     int64
		readable bool
	}{
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMQOQ", 3, true},
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMckBLJA=", 300, true},
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMcoAAREwkA==", 69936, true},
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMcsAAAABAAAAAJA=", 1 << 32, true},
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMQM=", 0, false},
		{"FB:kcwQRyJgqexuSDyYzRs8HrmVMQ==", 0, false},
		{"FB:kcwQRyJgqexuSDyYzRs8Hrk=", 0, false},
		{"FB:%%", 0, false},
		{"FB:", 0, false},
		{"neo4j:bookmark:v1:tx3", 0, false},
	} {
		if n, ok := transactionOf([]string{c.bookmark}); n != c.want || ok != c.readable {
			t.Errorf("%s is %d, %t; want %d, %t", c.bookmark, n, ok, c.want, c.readable)
		}
	}
	if _, ok := transactionOf(nil); ok {
		t.Error("no bookmark is readable")
	}
	if _, ok := transactionOf([]string{"FB:kcwQRyJgqexuSDyYzRs8HrmVMQOQ", "FB:kcwQRyJgqexuSDyYzRs8HrmVMQWQ"}); ok {
		t.Error("two bookmarks are readable as one")
	}
}
