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

// A Person works in the newsroom.
type Person struct {
	Name  UserID `json:"name"`
	Roles []Role `json:"roles"`
}

// Can reports whether the person has one of the roles; an admin has every role.
func (p Person) Can(roles ...Role) bool {
	return slices.Contains(p.Roles, Admin) || slices.ContainsFunc(roles, func(r Role) bool {
		return slices.Contains(p.Roles, r)
	})
}
