package api

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

func (s *Server) addPerson(ctx context.Context, _ pipeline.Person, in *struct{ Body NewPerson }) (*struct{ Body Token }, error) {
	p := pipeline.Person{Name: in.Body.Name, Roles: in.Body.Roles}
	token, err := s.People.AddPerson(ctx, p, time.Duration(in.Body.Seconds)*time.Second)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Token }{Token{User: p.Name, Token: token}}, nil
}
