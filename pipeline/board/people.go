package board

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// token is what is kept of a bearer token: never the token itself.
type token struct {
	User    pipeline.UserID `json:"user"`
	Hash    string          `json:"hash"` // SHA-256 of the secret: it is random, so no slow hash is needed
	Expires *time.Time      `json:"expires,omitempty"`
}

// tokenPrefix makes a leaked token easy to recognise.
const tokenPrefix = "tvm_"

// AddPerson stores the person, or gives somebody who is known these roles, and
// returns a new bearer token that holds for life, or for ever when life is 0.
// It is shown this once. Roles, desks, languages and skills that are nil stay as
// they were. The error is pipeline.Invalid for a bad name, role or skill, and
// pipeline.Conflict for the last admin who would be none.
func (b *Board) AddPerson(ctx context.Context, p pipeline.Person, life time.Duration) (string, error) {
	if err := b.merge(ctx, p); err != nil {
		return "", err
	}
	return b.newToken(ctx, p.Name, life)
}

func (b *Board) newToken(ctx context.Context, user pipeline.UserID, life time.Duration) (string, error) {
	id, secret := pipeline.NewID(), pipeline.NewID()+pipeline.NewID()
	t := token{User: user, Hash: digest(secret)}
	if life > 0 {
		end := b.now().Add(life).UTC()
		t.Expires = &end
	}
	body, err := json.Marshal(t)
	if err != nil {
		return "", err
	}
	if _, err := b.people.Put(ctx, "token."+id, body); err != nil {
		return "", fmt.Errorf("token for %s: %w", user, err)
	}
	return tokenPrefix + id + "_" + secret, nil
}

// Whose returns the person whose bearer token it is. The error is
// pipeline.Denied for a token that is unknown or has expired.
func (b *Board) Whose(ctx context.Context, bearer string) (pipeline.Person, error) {
	id, secret, ok := strings.Cut(strings.TrimPrefix(bearer, tokenPrefix), "_")
	if !ok || !pipeline.ValidToken(id) {
		return pipeline.Person{}, unknownToken()
	}
	var t token
	if err := b.read(ctx, "token."+id, &t); errors.Is(err, jetstream.ErrKeyNotFound) {
		return pipeline.Person{}, unknownToken()
	} else if err != nil {
		return pipeline.Person{}, err
	}
	if subtle.ConstantTimeCompare([]byte(t.Hash), []byte(digest(secret))) != 1 {
		return pipeline.Person{}, unknownToken()
	}
	if t.Expires != nil && !b.now().Before(*t.Expires) {
		return pipeline.Person{}, pipeline.Errorf(pipeline.Denied, "the token of %s expired on %s", t.User, t.Expires.Format(time.RFC3339)).
			WithHint("ask an admin for a new one: `tovmach user add %s`", t.User)
	}
	var p pipeline.Person
	if err := b.read(ctx, "user."+string(t.User), &p); err != nil {
		return pipeline.Person{}, fmt.Errorf("person %s: %w", t.User, err)
	}
	return p, nil
}

func (b *Board) read(ctx context.Context, key string, into any) error {
	entry, err := b.people.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return err
	}
	if err != nil {
		return unreadable(err)
	}
	return json.Unmarshal(entry.Value(), into)
}

func unknownToken() error {
	return pipeline.Errorf(pipeline.Denied, "the token is not known here").
		WithHint("set TOVMACH_TOKEN or --token to the one that `tovmach user add` printed")
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
