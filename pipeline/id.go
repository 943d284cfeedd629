package pipeline

// UserID is the name of a person or a program: olena, worker:router.
type UserID string
