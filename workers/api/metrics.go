package api

import (
	"context"
	"net"
	"net/http"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/metrics"
)

// Operations answers for a process that has no API: /livez, /readyz and
// /metrics. The metrics are for programs on the same machine, and for those
// whose bearer token allow lets through.
func Operations(m *metrics.Newsroom, checks []Check, allow func(ctx context.Context, token string) error) http.Handler {
	mux := http.NewServeMux()
	operate(mux, m, checks, allow)
	return mux
}

func operate(mux *http.ServeMux, m *metrics.Newsroom, checks []Check, allow func(context.Context, string) error) {
	mux.HandleFunc("GET /livez", livez)
	mux.HandleFunc("GET /readyz", readyz(checks))
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		if !local(r) {
			token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if err := allow(r.Context(), token); err != nil {
				p := toWire(err)
				if token == "" {
					p.Status, p.Title = http.StatusUnauthorized, http.StatusText(http.StatusUnauthorized)
					w.Header().Set("WWW-Authenticate", "Bearer")
				}
				writeProblem(w, p)
				return
			}
		}
		ctx, cancel := context.WithTimeout(r.Context(), lookTime)
		defer cancel()
		w.Header().Set("Content-Type", metrics.ContentType)
		_ = m.Write(ctx, w) // the client is gone
	})
}

// local reports whether the request comes from this machine, and not through a
// proxy on it.
func local(r *http.Request) bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

// admins lets through the tokens of admins.
func (s *Server) admins(ctx context.Context, token string) error {
	who, err := s.People.Whose(ctx, token)
	if err == nil && !who.Can(pipeline.Admin) {
		return pipeline.Errorf(pipeline.Denied, "%s may not read the metrics: it needs the role %s", who.Name, pipeline.Admin)
	}
	return err
}
