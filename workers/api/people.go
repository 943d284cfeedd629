package api

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

func (s *Server) addPerson(ctx context.Context, _ pipeline.Person, in *struct{ Body NewPerson }) (*struct{ Body Token }, error) {
	p := pipeline.Person{
		Name: in.Body.Name, Roles: in.Body.Roles, Desks: in.Body.Desks, Langs: in.Body.Langs, Skills: in.Body.Skills,
	}
	if err := s.knowsDesks(p.Desks); err != nil {
		return nil, err
	}
	token, err := s.People.AddPerson(ctx, p, time.Duration(in.Body.Seconds)*time.Second)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Token }{Token{User: p.Name, Token: token}}, nil
}

func (s *Server) setPerson(ctx context.Context, _ pipeline.Person, in *struct {
	Name pipeline.UserID `path:"name" maxLength:"64"`
	Body ChangePerson
},
) (*struct{ Body pipeline.Person }, error) {
	if err := s.knowsDesks(in.Body.Desks); err != nil {
		return nil, err
	}
	p, err := s.Roster.SetPerson(ctx, pipeline.Person{
		Name: in.Name, Roles: in.Body.Roles, Desks: in.Body.Desks, Langs: in.Body.Langs, Skills: in.Body.Skills,
	})
	if err != nil {
		return nil, err
	}
	return &struct{ Body pipeline.Person }{p}, nil
}

func (s *Server) everybody(ctx context.Context, _ pipeline.Person, _ *struct{}) (*struct{ Body []pipeline.Person }, error) {
	people, err := s.Roster.Everybody(ctx)
	if err != nil {
		return nil, err
	}
	return &struct{ Body []pipeline.Person }{people}, nil
}

// knowsDesks refuses a desk that the newsroom does not have: nothing would ever be
// offered there.
func (s *Server) knowsDesks(named []pipeline.DeskID) error {
	for _, d := range named {
		if err := pipeline.KnownDesk(s.Desks, d); s.Desks != nil && err != nil {
			return err
		}
	}
	return nil
}
