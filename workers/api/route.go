package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tovmach/tovmach/pipeline"
)

const (
	prefix = "/api/v1"
	bearer = "bearer"
	// MaxDocument is the largest request body in bytes: a document of 20 MB.
	MaxDocument = 20<<20 + 1
	bodyTimeout = time.Minute
)

// access is the set of roles that may use a route.
type access []pipeline.Role

func only(roles ...pipeline.Role) access { return roles }

// The common sets of roles.
var (
	anyone  = access(pipeline.Roles())                     //nolint:gochecknoglobals // a constant table
	workers = only(pipeline.Translator, pipeline.Reviewer) //nolint:gochecknoglobals // a constant table
	// staff works on a story and may read what is not finished.
	staff = only(pipeline.Editor, pipeline.Translator, pipeline.Reviewer, pipeline.Keeper) //nolint:gochecknoglobals // a constant table
)

// route registers one operation. handle gets the person who asks, who has one
// of the roles.
func route[I, O any](s *Server, method, path, summary string, roles access, handle func(context.Context, pipeline.Person, *I) (*O, error)) {
	op := huma.Operation{
		OperationID:     strings.ToLower(method) + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(path),
		Method:          method,
		Path:            prefix + path,
		Summary:         summary,
		Description:     fmt.Sprintf("Roles: %s.", pipeline.Join(roles, " or ")),
		Security:        []map[string][]string{{bearer: {}}},
		MaxBodyBytes:    MaxDocument,
		BodyReadTimeout: bodyTimeout,
		Middlewares:     huma.Middlewares{s.authenticate(roles)},
		Errors:          []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		who, _ := ctx.Value(personKey{}).(pipeline.Person)
		out, err := handle(ctx, who, in)
		if err != nil {
			return nil, failure(ctx, err)
		}
		return out, nil
	})
}

// failure keeps what is our fault for the log and returns what the person may see.
func failure(ctx context.Context, err error) *problem {
	p := toWire(err)
	if p.Status >= http.StatusInternalServerError && ctx.Err() == nil {
		requestOf(ctx).err = err
	}
	return p
}

type personKey struct{}

// authenticate lets those through who bring a known token and have one of the
// roles.
func (s *Server) authenticate(roles access) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		person, err := s.person(ctx.Context(), ctx.Header("Authorization"))
		if err == nil && !person.Can(roles...) {
			err = pipeline.Errorf(pipeline.Denied, "%s may not do this: it needs the role %s", person.Name, pipeline.Join(roles, " or ")).
				WithHint("%s", person.AskFor(roles[0]))
		} else if pipeline.KindOf(err) == pipeline.Denied {
			_, w := humago.Unwrap(ctx)
			p := toWire(err)
			p.Status, p.Title = http.StatusUnauthorized, http.StatusText(http.StatusUnauthorized)
			w.Header().Set("WWW-Authenticate", "Bearer")
			writeProblem(w, p)
			return
		}
		requestOf(ctx.Context()).user = person.Name
		if err != nil {
			_, w := humago.Unwrap(ctx)
			writeProblem(w, failure(ctx.Context(), err))
			return
		}
		next(huma.WithValue(ctx, personKey{}, person))
	}
}

func (s *Server) person(ctx context.Context, header string) (pipeline.Person, error) {
	token, ok := strings.CutPrefix(header, "Bearer ")
	if !ok {
		return pipeline.Person{}, pipeline.Errorf(pipeline.Denied, "no token was sent").
			WithHint("set TOVMACH_TOKEN or --token to the one that `tovmach user add` printed")
	}
	return s.People.Whose(ctx, token)
}
