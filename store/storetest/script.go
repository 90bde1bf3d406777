package storetest

import (
	"context"
	"fmt"
	"strings"

	"jinqiao"
)

// A block is one command of a script: its name, the rest of its line and the
// lines below up to ----, and the output that is expected.
type block struct {
	line           int
	name           string
	input          string
	head, expected string // as they stand in the file
}

// parseScript cuts a script into blocks. Between blocks there may be empty lines
// and comments, which begin with #; before holds what stands before each block,
// and after the last.
func parseScript(text string) (blocks []block, before []string) {
	lines := strings.SplitAfter(text, "\n")
	start := 0
	for i := 0; i < len(lines); {
		if t := strings.TrimSpace(lines[i]); t == "" || t[0] == '#' {
			i++
			continue
		}
		before = append(before, strings.Join(lines[start:i], ""))
		rule := until(lines, i, "----")
		end := until(lines, rule, "")
		head := strings.Join(lines[i:rule], "")
		name, input, _ := strings.Cut(strings.TrimSpace(head), " ")
		if first, rest, ok := strings.Cut(name, "\n"); ok {
			name, input = first, rest+" "+input
		}
		expected := ""
		if rule < len(lines) {
			expected = strings.Join(lines[rule+1:end], "")
		}
		blocks = append(blocks, block{i + 1, name, strings.TrimSpace(input), head, expected})
		i, start = end, end
	}
	return blocks, append(before, strings.Join(lines[start:], ""))
}

func until(lines []string, i int, mark string) int {
	for i < len(lines) && strings.TrimSpace(lines[i]) != mark {
		i++
	}
	return i
}

// A script runs against one store, from which it takes positions of the list it
// asked last.
type script struct {
	ontology   *jinqiao.Ontology
	store      jinqiao.Store
	start, end jinqiao.Position
	revision   int64
}

// run runs a block and returns its output.
func (s *script) run(b block) string {
	commands := map[string]func(context.Context, string) (string, error){
		"apply":    s.apply,
		"entities": s.entities,
		"links":    s.links,
		"related":  s.related,
		"counts":   s.counts,
		"expand":   s.expand,
		"search":   s.search,
		"scan":     s.scan,
		"stats":    s.stats,
	}
	command := commands[b.name]
	if command == nil {
		return "unknown command " + b.name + "\n"
	}
	out, err := command(context.Background(), b.input)
	if err != nil {
		out += fmt.Sprintf("error %s\n", jinqiao.CodeOf(err))
	}
	return out
}

// runScript runs a script against a store and returns what was not as expected.
func runScript(o *jinqiao.Ontology, store jinqiao.Store, text string) error {
	s := &script{ontology: o, store: store}
	blocks, _ := parseScript(text)
	var faults []string
	for _, b := range blocks {
		if got := s.run(b); got != b.expected {
			faults = append(faults, fmt.Sprintf("line %d: %s\ngot:\n%swant:\n%s", b.line, b.head, got, b.expected))
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	return nil
}

// updateScript runs a script against a store and returns it with the output that
// it gave.
func updateScript(o *jinqiao.Ontology, store jinqiao.Store, text string) string {
	s := &script{ontology: o, store: store}
	blocks, before := parseScript(text)
	var b strings.Builder
	for i, block := range blocks {
		b.WriteString(before[i] + block.head + "----\n" + s.run(block))
	}
	b.WriteString(before[len(blocks)])
	return b.String()
}
