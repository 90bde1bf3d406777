package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// anyOrigin allows every origin.
const anyOrigin = "*"

// checkOrigins fails unless each is an origin as browsers send it, or a star.
func checkOrigins(origins []string) error {
	for _, o := range origins {
		u, err := url.Parse(o)
		if o != anyOrigin && (err != nil || u.Host == "" || u.Scheme+"://"+u.Host != o || strings.ToLower(o) != o) {
			return fmt.Errorf("--cors %s: write an origin as browsers send it, https://example.org or http://localhost:3000, without path and in lower case, or * for all", o)
		}
	}
	return nil
}

// cors lets pages of the allowed origins read answers. Nothing needs a cookie or
// a password of the browser, so none may be sent. Without an allowed origin
// requests pass through as they are.
func cors(allowed []string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if len(allowed) == 0 {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			origin := r.Header.Get("Origin")
			preflight := r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
			h := w.Header()
			all := slices.Contains(allowed, anyOrigin)
			if !all {
				h.Add("Vary", "Origin")
			}
			permitted := origin != "" && (all || slices.Contains(allowed, origin))
			switch {
			case permitted && all:
				h.Set("Access-Control-Allow-Origin", anyOrigin)
			case permitted:
				h.Set("Access-Control-Allow-Origin", origin)
			}
			if !preflight {
				if permitted {
					h.Set("Access-Control-Expose-Headers", "Content-Disposition, ETag")
				}
				next.ServeHTTP(w, r)
				return
			}
			if !permitted {
				http.Error(w, "this origin is not among those that --cors allows", http.StatusForbidden)
				return
			}
			answerPreflight(w, r)
		})
	}
}

// preflightAge is for how many seconds a browser need not ask again: two hours,
// the most that Chromium keeps.
const preflightAge = "7200"

// answerPreflight permits what is asked for. Which headers a client sends is its
// own matter: none of them means anything but Accept and Content-Type.
func answerPreflight(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	if headers := r.Header.Get("Access-Control-Request-Headers"); headers != "" {
		h.Set("Access-Control-Allow-Headers", headers)
	}
	h.Set("Access-Control-Max-Age", preflightAge)
	w.WriteHeader(http.StatusNoContent)
}
