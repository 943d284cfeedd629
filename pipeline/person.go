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
