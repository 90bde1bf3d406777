package neo4jtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Import makes the database of a server that is still to be started in a folder, by
// Neo4j's bulk importer with these arguments. The folder must not have a database.
// Import returns what the importer said.
func Import(folder, heap string, arguments []string) (said string, err error) {
	jars, err := install()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(folder, "conf"), 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(folder, "conf", "neo4j.conf"), nil, 0o644); err != nil {
		return "", err
	}
	args := []string{"-Xmx" + heap}
	for _, name := range opened {
		args = append(args, "--add-opens=java.base/"+name+"=ALL-UNNAMED")
	}
	args = append(args, "-cp", filepath.Join(jars, "lib", "*"), "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "--report-file="+filepath.Join(folder, "import.report"))
	importer := exec.Command(java(), append(args, arguments...)...)
	importer.Dir = folder
	importer.Env = append(os.Environ(), "NEO4J_HOME="+folder, "NEO4J_CONF="+filepath.Join(folder, "conf"))
	out, err := importer.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("Neo4j's importer: %w\n%s", err, out)
	}
	return string(out), err
}
