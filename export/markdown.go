package export

import (
	"bufio"
	"io"
	"regexp"
	"strings"
)

// markdown writes a page as CommonMark. Names are text: nothing in them is markup.
func (p *page) markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("# " + escapeMarkdown(p.title) + "\n")
	last := heading
	for _, b := range p.blocks {
		if b.style != bullet || last != bullet {
			out.WriteByte('\n')
		}
		switch b.style {
		case heading:
			out.WriteString("## ")
		case subheading:
			out.WriteString("### ")
		case bullet:
			out.WriteString("- ")
		}
		out.WriteString(escapeMarkdown(b.text) + "\n")
		last = b.style
	}
	return out.Flush()
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", `\<`, ">", `\>`, "|", `\|`, "~", `\~`, "#", `\#`,
	"](", `\](`, "][", `\][`, "]:", `\]:`, "![", `!\[`)

// reference is a character reference, which CommonMark would read as a character.
var reference = regexp.MustCompile(`&(\\?#?[0-9A-Za-z]+;)`)

// escapeMarkdown returns text that reads the same as CommonMark, also at the
// start of a line. Numbers of sources, "[1]", stay as they are: without a
// definition they are text.
func escapeMarkdown(s string) string {
	s = reference.ReplaceAllString(markdownEscapes.Replace(s), `\&$1`)
	digits := strings.TrimLeft(s, "0123456789")
	switch {
	case strings.HasPrefix(s, "-"), strings.HasPrefix(s, "+"), strings.HasPrefix(s, "="):
		return `\` + s
	case digits != s && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")):
		return s[:len(s)-len(digits)] + `\` + digits
	}
	return s
}
