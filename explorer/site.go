package explorer

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A site serves a page and its files below one path.
type site struct {
	prefix string
	files  map[string]*asset
	policy func(*http.Request) string
	page   *asset // what all paths outside of prefix answer; may be nil
}

// An asset is a file with what its responses say.
type asset struct {
	body     []byte
	mime     string
	etag     string // without quotes, of the body as it is
	cache    string
	zip      sync.Once
	zipped   []byte // nil until asked for, and where it saves nothing
	zippable bool
}

// mimes are those of the files we have; the system's table is not asked, so
// that every machine answers alike.
var mimes = map[string]string{
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".svg":  "image/svg+xml",
	".ttf":  "font/ttf",
	".txt":  "text/plain; charset=utf-8",
	".wasm": "application/wasm",
}

// forever is for what never changes at its address.
const forever = "public, max-age=31536000, immutable"

// zipFrom is the size from which gzip is worth its header and a pass: about
// what one network packet holds.
const zipFrom = 1400

// load reads the embedded files below root, which cannot fail. Those below hashed have their
// content's hash in their name and never change.
func load(root, hashed string) map[string]*asset {
	files := map[string]*asset{}
	_ = fs.WalkDir(static, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := static.ReadFile(name)
		name = strings.TrimPrefix(name, root+"/")
		files[name] = newAsset(name, body, strings.HasPrefix(name, hashed))
		return err
	})
	return files
}

func newAsset(name string, body []byte, fixed bool) *asset {
	sum := sha256.Sum256(body)
	a := &asset{body: body, mime: mimes[path.Ext(name)], etag: hex.EncodeToString(sum[:12]), cache: "no-cache"}
	if a.mime == "" {
		a.mime = "application/octet-stream"
	}
	if fixed {
		a.cache = forever
	}
	a.zippable = len(body) >= zipFrom
	return a
}

// named finds the scripts, styles and pictures that a page names.
var named = regexp.MustCompile(`(src|href)="(/[\w./-]+)"`)

// fingerprint puts the hash of its content into the address of each file that
// a page names, so that browsers may keep the file for ever.
func fingerprint(page *asset, prefix string, files map[string]*asset) *asset {
	body := named.ReplaceAllFunc(page.body, func(match []byte) []byte {
		m := named.FindSubmatch(match)
		file := files[strings.TrimPrefix(string(m[2]), prefix+"/")]
		if file == nil {
			return match
		}
		return fmt.Appendf(nil, `%s="%s?v=%s"`, m[1], m[2], file.etag)
	})
	return newAsset("index.html", body, false)
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", s.policy(r))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	a := s.find(r.URL.Path)
	if a == nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	a.serve(w, r)
}

// find returns the asset of a path, or nil.
func (s *site) find(at string) *asset {
	name, below := strings.CutPrefix(at, s.prefix)
	if !below {
		return s.page
	}
	if name == "" || name == "/" {
		return s.files["index.html"]
	}
	if name[0] != '/' {
		return nil
	}
	return s.files[name[1:]]
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.mime)
	h.Set("Cache-Control", a.cache)
	if r.URL.Query().Get("v") == a.etag {
		h.Set("Cache-Control", forever)
	}
	h.Set("Vary", "Accept-Encoding")
	body, etag := a.body, a.etag
	if zipped := a.gzip(); zipped != nil && acceptsGzip(r.Header.Values("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		body, etag = zipped, a.etag+"-gzip"
	}
	h.Set("ETag", `"`+etag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// gzip returns the body compressed, made at the first call; nil where it is
// not worth it.
func (a *asset) gzip() []byte {
	if !a.zippable {
		return nil
	}
	a.zip.Do(func() {
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
		_, _ = z.Write(a.body)
		_ = z.Close()
		if b.Len() < len(a.body) {
			a.zipped = b.Bytes()
		}
	})
	return a.zipped
}

// acceptsGzip reports whether a client takes gzip: named, or by a star, and
// not with a weight of zero.
func acceptsGzip(headers []string) bool {
	star := false
	for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		coding, weight, _ := strings.Cut(strings.ToLower(part), ";")
		takes := positive(weight)
		switch strings.TrimSpace(coding) {
		case "gzip", "x-gzip":
			return takes
		case "*":
			star = takes
		}
	}
	return star
}

// positive reports whether a weight, "q=0.5", is above zero; none is one.
func positive(weight string) bool {
	value, given := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
	if !given {
		return true
	}
	q, err := strconv.ParseFloat(value, 64)
	return err != nil || q > 0
}
