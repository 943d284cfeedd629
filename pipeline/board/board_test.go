package board_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// open returns a board whose clock shows *now.
func open(t *testing.T, now *time.Time) (*board.Board, *nats.Conn) {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	b, err := board.Open(t.Context(), nc, board.Options{Now: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	return b, nc
}

func TestPeople(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, nc := open(t, &now)
	olena := pipeline.Person{Name: "olena", Roles: []pipeline.Role{pipeline.Translator, pipeline.Reviewer}}
	token, err := b.AddPerson(t.Context(), olena, 0)
	if err != nil || !strings.HasPrefix(token, "tvm_") {
		t.Fatalf("token %q, %v", token, err)
	}
	whose := func(name, token string, want pipeline.Person) {
		t.Helper()
		if got, err := b.Whose(t.Context(), token); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
		}
	}
	denied := func(name, token string) {
		t.Helper()
		if got, err := b.Whose(t.Context(), token); pipeline.KindOf(err) != pipeline.Denied || got.Name != "" {
			t.Errorf("%s: %+v, %v; want it denied", name, got, err)
		}
	}
	now = now.AddDate(50, 0, 0)
	whose("a token for ever", token, olena)

	// Roles change; older tokens stay good and have the new roles.
	olena.Roles = []pipeline.Role{pipeline.Editor}
	second, err := b.AddPerson(t.Context(), olena, time.Hour)
	if err != nil || second == token {
		t.Fatalf("token %q, %v", second, err)
	}
	whose("the older token", token, olena)
	now = now.Add(time.Hour - time.Second)
	whose("a token's last second", second, olena)
	now = now.Add(time.Second)
	denied("an expired token", second)
	whose("the older one still", token, olena)

	id, secret, _ := strings.Cut(strings.TrimPrefix(token, "tvm_"), "_")
	other, _, _ := strings.Cut(strings.TrimPrefix(second, "tvm_"), "_")
	for name, bad := range map[string]string{
		"none": "", "prefix alone": "tvm_", "no secret": "tvm_" + id, "empty secret": "tvm_" + id + "_", "short secret": token[:len(token)-1],
		"longer secret": token + "0", "secret of another": "tvm_" + other + "_" + secret, "unknown id": "tvm_unknown_" + secret,
		"a key of another kind": "tvm_user.olena_x", "a wildcard": "tvm_>_x", "Cyrillic": "токен_x",
	} {
		denied(name, bad)
	}

	// The secret itself is nowhere.
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	kv, err := js.KeyValue(t.Context(), "TOVMACH_PEOPLE")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := kv.Keys(t.Context())
	if err != nil || len(keys) != 3 {
		t.Errorf("keys %v, %v; want a person and two tokens", keys, err)
	}
	for _, key := range keys {
		entry, err := kv.Get(t.Context(), key)
		if err != nil || strings.Contains(key+string(entry.Value()), secret) {
			t.Errorf("%s holds the secret: %s, %v", key, entry.Value(), err)
		}
	}
}

// TestStaff: what is not said of a person stays, what is said empty goes, and a
// stranger is nobody.
func TestStaff(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, _ := open(t, &now)
	olena := pipeline.Person{
		Name: "olena", Roles: []pipeline.Role{pipeline.Translator}, Desks: []pipeline.DeskID{"news"},
		Langs: []pipeline.Lang{pipeline.Ukrainian}, Skills: []pipeline.Skill{"legal"},
	}
	for _, p := range []pipeline.Person{{Name: "taras", Roles: []pipeline.Role{pipeline.Editor}}, olena} {
		if _, err := b.AddPerson(t.Context(), p, 0); err != nil {
			t.Fatal(err)
		}
	}
	olena.Roles = []pipeline.Role{pipeline.Translator, pipeline.Reviewer}
	if _, err := b.AddPerson(t.Context(), pipeline.Person{Name: "olena", Roles: olena.Roles}, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := b.AddPerson(t.Context(), pipeline.Person{Name: "olena"}, 0); err != nil {
		t.Fatal(err) // a new token alone
	}
	if got, err := b.Person(t.Context(), "olena"); err != nil || !reflect.DeepEqual(got, olena) {
		t.Errorf("added again: %+v, %v; want %+v", got, err, olena)
	}
	olena.Skills, olena.Desks = []pipeline.Skill{"sport"}, nil
	got, err := b.SetPerson(t.Context(), pipeline.Person{Name: "olena", Skills: olena.Skills, Desks: []pipeline.DeskID{}})
	if err != nil || !reflect.DeepEqual(got, olena) {
		t.Errorf("changed: %+v, %v; want %+v", got, err, olena)
	}
	everybody, err := b.Everybody(t.Context())
	if err != nil || len(everybody) != 2 || everybody[0].Name != "olena" || everybody[1].Name != "taras" {
		t.Errorf("everybody is %+v, %v", everybody, err)
	}
	for _, name := range []pipeline.UserID{"nobody", "", "*", ">", "олена"} {
		if _, err := b.Person(t.Context(), name); pipeline.KindOf(err) != pipeline.NotFound || err == nil {
			t.Errorf("%q: %v, want it not found", name, err)
		}
		if _, err := b.SetPerson(t.Context(), pipeline.Person{Name: name}); pipeline.KindOf(err) != pipeline.NotFound || err == nil {
			t.Errorf("%q was changed: %v", name, err)
		}
	}
}

// TestLastAdmin: somebody is always there who can add people.
func TestLastAdmin(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, _ := open(t, &now)
	admin, editor := []pipeline.Role{pipeline.Admin, pipeline.Editor}, []pipeline.Role{pipeline.Editor}
	for _, step := range []struct {
		name  pipeline.UserID
		roles []pipeline.Role
		want  pipeline.ErrorKind // 0 for done
	}{
		{"olena", admin, 0},
		{"olena", editor, pipeline.Conflict},
		{"taras", editor, 0},
		{"olena", editor, pipeline.Conflict},
		{"olena", admin[:1], 0},
		{"taras", admin, 0},
		{"olena", editor, 0},
		{"taras", editor, pipeline.Conflict},
	} {
		_, err := b.AddPerson(t.Context(), pipeline.Person{Name: step.name, Roles: step.roles}, 0)
		if (err == nil) != (step.want == 0) || pipeline.KindOf(err) != step.want {
			t.Errorf("%s becomes %s: %v, want kind %v", step.name, step.roles, err, step.want)
		}
		if step.want == 0 {
			continue
		}
		if _, err := b.SetPerson(t.Context(), pipeline.Person{Name: step.name, Roles: step.roles}); pipeline.KindOf(err) != step.want {
			t.Errorf("%s is set to %s: %v", step.name, step.roles, err)
		}
	}
}

func TestAddPersonRefused(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, _ := open(t, &now)
	for _, tt := range []struct {
		name   string
		person pipeline.Person
	}{
		{"no name", pipeline.Person{Roles: []pipeline.Role{pipeline.Editor}}},
		{"name with a dot", pipeline.Person{Name: "olena.k", Roles: []pipeline.Role{pipeline.Editor}}},
		{"name in Cyrillic", pipeline.Person{Name: "олена", Roles: []pipeline.Role{pipeline.Editor}}},
		{"no role", pipeline.Person{Name: "olena"}},
		{"unknown language", pipeline.Person{Name: "olena", Roles: []pipeline.Role{pipeline.Editor}, Langs: []pipeline.Lang{"ua"}}},
		{"desk with a dot", pipeline.Person{Name: "olena", Roles: []pipeline.Role{pipeline.Editor}, Desks: []pipeline.DeskID{"ne.ws"}}},
		{"empty skill", pipeline.Person{Name: "olena", Roles: []pipeline.Role{pipeline.Editor}, Skills: []pipeline.Skill{""}}},
		{"unknown role", pipeline.Person{Name: "olena", Roles: []pipeline.Role{pipeline.Editor, "owner"}}},
	} {
		_, err := b.AddPerson(t.Context(), tt.person, 0)
		if e, ok := errors.AsType[*pipeline.Error](err); !ok || e.Kind != pipeline.Invalid || e.Hint == "" {
			t.Errorf("%s: %v, want it invalid, with a hint", tt.name, err)
		}
	}
}

func TestLeases(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, _ := open(t, &now)
	const lease = 30 * time.Minute
	task := pipeline.Task{ID: "t1", State: pipeline.TaskHeld, Claim: pipeline.Claim{Token: 5, Holder: "olena", Lease: lease, Until: now.Add(lease)}}
	until := func(name string, t1 pipeline.Task, want time.Time) {
		t.Helper()
		if got, err := b.Until(t.Context(), "s1", t1); err != nil || !got.Equal(want) {
			t.Errorf("%s: until %v, %v; want %v", name, got, err, want)
		}
	}
	until("without a heartbeat", task, pipelinetest.Noon().Add(lease))
	for range 2 {
		now = now.Add(20 * time.Minute)
		end, err := b.Beat(t.Context(), "s1", task)
		if err != nil || !end.Equal(now.Add(lease)) {
			t.Errorf("a heartbeat gives %v, %v; want %v", end, err, now.Add(lease))
		}
		until("after a heartbeat", task, now.Add(lease))
	}

	// The next claim begins with what it said itself; a heartbeat of the older
	// one does not move it.
	later := task
	later.Claim.Token, later.Claim.Holder, later.Claim.Until = 9, "petro", now.Add(lease)
	now = now.Add(10 * time.Minute)
	if _, err := b.Beat(t.Context(), "s1", task); err != nil {
		t.Fatal(err)
	}
	until("the next claim", later, later.Claim.Until)

	// A clock that went back takes nothing away from what the claim said.
	now = pipelinetest.Noon()
	if _, err := b.Beat(t.Context(), "s1", later); err != nil {
		t.Fatal(err)
	}
	until("after a heartbeat from the past", later, later.Claim.Until)

	// Other tasks, and the same task's name in another story, have their own.
	other := task
	other.ID = "t2"
	until("another task", other, pipelinetest.Noon().Add(lease))
	if got, err := b.Until(t.Context(), "s2", later); err != nil || !got.Equal(later.Claim.Until) {
		t.Errorf("another story: until %v, %v", got, err)
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	now := pipelinetest.Noon()
	b, _ := open(t, &now)
	if note, err := b.Note(t.Context(), "feed.a1"); err != nil || note != nil {
		t.Errorf("nothing was kept: %q, %v", note, err)
	}
	for _, want := range []string{"first", "second"} {
		if err := b.Keep(t.Context(), "feed.a1", []byte(want)); err != nil {
			t.Fatal(err)
		}
		if note, err := b.Note(t.Context(), "feed.a1"); err != nil || string(note) != want {
			t.Errorf("note %q, %v; want %q", note, err, want)
		}
	}
}
