package pipeline

import "slices"

// Role says what a person may do.
type Role string

// The roles. An admin may do all; a keeper approves terms.
const (
	Editor     Role = "editor"
	Translator Role = "translator"
	Reviewer   Role = "reviewer"
	Publisher  Role = "publisher"
	Keeper     Role = "keeper"
	Admin      Role = "admin"
)

// Roles lists all roles.
func Roles() []Role { return []Role{Editor, Translator, Reviewer, Publisher, Keeper, Admin} }

// Skill is what somebody can do and a story can ask for: "legal", "sport".
// Letters, digits and dashes.
type Skill string

// A Person works in the newsroom. Desks, languages and skills decide what they
// are offered; whoever names none has all.
type Person struct {
	Name   UserID   `json:"name"`
	Roles  []Role   `json:"roles"`
	Desks  []DeskID `json:"desks,omitempty"`
	Langs  []Lang   `json:"langs,omitempty"` // that they translate from
	Skills []Skill  `json:"skills,omitempty"`
}

// Can reports whether the person has one of the roles; an admin has every role.
func (p Person) Can(roles ...Role) bool {
	return slices.Contains(p.Roles, Admin) || slices.ContainsFunc(roles, func(r Role) bool {
		return slices.Contains(p.Roles, r)
	})
}

// AskFor is the hint for a person who lacks a role. Setting roles replaces those
// that there are, so it names them all.
func (p Person) AskFor(role Role) string {
	return "ask an admin: `tovmach user set " + string(p.Name) + " --role " + Join(append(slices.Clone(p.Roles), role), " --role ") + "`"
}

// KnownDesk refuses a desk, as Invalid, that is not among those that there are.
func KnownDesk(desks []DeskID, desk DeskID) error {
	if slices.Contains(desks, desk) {
		return nil
	}
	return Errorf(Invalid, "there is no desk %q", desk).WithHint("desks: %s", Join(desks, ", "))
}
