package board

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

const userPrefix = "user."

// Person returns what is known of a person; pipeline.NotFound for a stranger.
func (b *Board) Person(ctx context.Context, name pipeline.UserID) (p pipeline.Person, err error) {
	err = jetstream.ErrKeyNotFound
	if pipeline.ValidToken(string(name)) {
		err = b.read(ctx, userPrefix+string(name), &p)
	}
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return p, pipeline.Errorf(pipeline.NotFound, "there is nobody called %q", name).
			WithHint("`tovmach user list` names everybody")
	}
	return p, err
}

// SetPerson changes somebody who is known: roles, desks, languages and skills
// that are nil stay as they were, empty ones are taken away. It returns the
// person as they are then. The error is pipeline.NotFound for a stranger,
// pipeline.Invalid for a bad role or skill, and pipeline.Conflict for the last
// admin who would be none.
func (b *Board) SetPerson(ctx context.Context, change pipeline.Person) (pipeline.Person, error) {
	p, err := b.Person(ctx, change.Name)
	if err != nil {
		return p, err
	}
	if err := b.merge(ctx, change); err != nil {
		return p, err
	}
	return b.Person(ctx, change.Name)
}

// Everybody returns all people, in the order of their names.
func (b *Board) Everybody(ctx context.Context) ([]pipeline.Person, error) {
	keys, err := b.people.ListKeysFiltered(ctx, userPrefix+"*")
	if err != nil {
		return nil, unreadable(err)
	}
	var names []string
	for key := range keys.Keys() {
		names = append(names, strings.TrimPrefix(key, userPrefix))
	}
	slices.Sort(names)
	people := make([]pipeline.Person, 0, len(names))
	for _, name := range names {
		p, err := b.Person(ctx, pipeline.UserID(name))
		if err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, nil
}

// merge stores the person over what was known of them. It is a conditional
// write, so that of two changes at once none is lost.
func (b *Board) merge(ctx context.Context, p pipeline.Person) error {
	if !pipeline.ValidToken(string(p.Name)) {
		return pipeline.Errorf(pipeline.Invalid, "%q is no user name", p.Name).
			WithHint("use up to 64 Latin letters, digits, dashes and underscores")
	}
	key := userPrefix + string(p.Name)
	for {
		var known pipeline.Person
		var revision uint64
		entry, err := b.people.Get(ctx, key)
		switch {
		case err == nil:
			revision = entry.Revision()
			if err := json.Unmarshal(entry.Value(), &known); err != nil {
				return fmt.Errorf("person %s: %w", p.Name, err)
			}
		case !errors.Is(err, jetstream.ErrKeyNotFound):
			return unreadable(err)
		}
		next := pipeline.Person{
			Name: p.Name, Roles: kept(p.Roles, known.Roles),
			Desks: kept(p.Desks, known.Desks), Langs: kept(p.Langs, known.Langs), Skills: kept(p.Skills, known.Skills),
		}
		if err := b.fit(ctx, known, next); err != nil {
			return err
		}
		body, err := json.Marshal(next)
		if err != nil {
			return err
		}
		_, err = b.people.Update(ctx, key, body, revision)
		if api, ok := errors.AsType[*jetstream.APIError](err); ok && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence {
			continue // somebody else changed the person: once more on what is there now
		}
		if err != nil {
			return fmt.Errorf("store %s: %w", p.Name, err)
		}
		return nil
	}
}

// kept returns what was said, or what was known where nothing was.
func kept[T any](said, known []T) []T {
	if said == nil {
		return known
	}
	return said
}

// fit refuses what nobody can be, and that nobody is an admin any more: then no
// one could make another.
func (b *Board) fit(ctx context.Context, known, next pipeline.Person) error {
	if err := valid(next); err != nil || !known.Can(pipeline.Admin) || next.Can(pipeline.Admin) {
		return err
	}
	everybody, err := b.Everybody(ctx)
	if err != nil {
		return err
	}
	for _, other := range everybody {
		if other.Name != next.Name && other.Can(pipeline.Admin) {
			return nil
		}
	}
	return pipeline.Errorf(pipeline.Conflict, "%s is the only admin", next.Name).
		WithHint("make somebody else one first: `tovmach user set NAME --role admin`")
}

func valid(p pipeline.Person) error {
	if len(p.Roles) == 0 {
		return pipeline.Errorf(pipeline.Invalid, "a person needs a role").WithHint("roles: %s", pipeline.Join(pipeline.Roles(), ", "))
	}
	for _, r := range p.Roles {
		if !slices.Contains(pipeline.Roles(), r) {
			return pipeline.Errorf(pipeline.Invalid, "there is no role %q", r).WithHint("roles: %s", pipeline.Join(pipeline.Roles(), ", "))
		}
	}
	for _, l := range p.Langs {
		if l != pipeline.Ukrainian && l != pipeline.English {
			return pipeline.Errorf(pipeline.Invalid, "there is no language %q", l).WithHint("languages: uk, en")
		}
	}
	for _, d := range p.Desks {
		if !pipeline.ValidToken(string(d)) {
			return pipeline.Errorf(pipeline.Invalid, "%q is no desk", d).WithHint("use Latin letters, digits and dashes")
		}
	}
	for _, k := range p.Skills {
		if !pipeline.ValidToken(string(k)) {
			return pipeline.Errorf(pipeline.Invalid, "%q is no skill", k).WithHint("use Latin letters, digits and dashes, such as legal")
		}
	}
	return nil
}

func unreadable(err error) error {
	return &pipeline.Error{Op: "read " + bucketPeople, Kind: pipeline.Unavailable, Err: err, Public: "the list of people cannot be read"}
}
