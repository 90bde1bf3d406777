package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A manifest is what a package says of itself.
type manifest struct {
	Name, Version, License string
}

// writeLicences lists the packages that the bundle holds, with their licences.
func writeLicences(s site, used map[string]bool) error {
	var text strings.Builder
	fmt.Fprintf(&text, "The %s holds code from the following packages.\n", s.name)
	for _, folder := range packages(used) {
		section, err := licence(folder)
		if err != nil {
			return err
		}
		text.WriteString(section)
	}
	if err := os.WriteFile(filepath.Join(s.output, "LICENSES.txt"), []byte(text.String()), 0o644); err != nil {
		return fmt.Errorf("write licences: %w", err)
	}
	return nil
}

// packages returns the folders of the packages to which files belong, sorted.
func packages(used map[string]bool) []string {
	seen := map[string]bool{}
	for file := range used {
		const mark = "node_modules/"
		at := strings.LastIndex(file, mark)
		if at < 0 {
			continue
		}
		parts := strings.Split(file[at+len(mark):], "/")
		n := 1
		if strings.HasPrefix(parts[0], "@") {
			n = 2
		}
		seen[file[:at]+mark+strings.Join(parts[:n], "/")] = true
	}
	folders := make([]string, 0, len(seen))
	for folder := range seen {
		folders = append(folders, folder)
	}
	slices.Sort(folders)
	return folders
}

func licence(folder string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err != nil {
		return "", fmt.Errorf("read package: %w", err)
	}
	var m manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return "", fmt.Errorf("read package %s: %w", folder, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", fmt.Errorf("read package: %w", err)
	}
	section := fmt.Sprintf("\n%s\n%s %s, %s\n", strings.Repeat("-", 72), m.Name, m.Version, m.License)
	for _, entry := range entries {
		if !isNotice(entry.Name()) {
			continue
		}
		notice, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return "", fmt.Errorf("read licence: %w", err)
		}
		section += "\n" + strings.TrimSpace(strings.ReplaceAll(string(notice), "\r\n", "\n")) + "\n"
	}
	return section, nil
}

func isNotice(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "licen") || strings.HasPrefix(name, "notice") || strings.HasPrefix(name, "thirdpartynotices")
}
