package api

import "github.com/tovmach/tovmach/pipeline"

// HandOver names the person whom a holder gives their task.
type HandOver struct {
	To     pipeline.UserID `json:"to" maxLength:"64"`
	Reason string          `json:"reason,omitempty" maxLength:"2000"`
}

// TakeOver is an editor's word on who does a task.
type TakeOver struct {
	For    pipeline.UserID `json:"for,omitempty" maxLength:"64" doc:"who does it; the editor when left out"`
	Reason string          `json:"reason,omitempty" maxLength:"2000" doc:"needed when somebody holds the task"`
}

// Division says where a task is cut: by words or before a block.
type Division struct {
	Words  int    `json:"words,omitempty" minimum:"0" doc:"words of source that a part has at most"`
	Before string `json:"before,omitempty" maxLength:"80" doc:"the block, or its first segment, that begins the second part"`
}

// ChangePerson is what changes of a person: what is left out stays, an empty
// list is taken away.
type ChangePerson struct {
	Roles  []pipeline.Role   `json:"roles,omitzero" required:"false"`
	Desks  []pipeline.DeskID `json:"desks,omitzero" required:"false" doc:"whose tasks they are offered; none is all"`
	Langs  []pipeline.Lang   `json:"langs,omitzero" required:"false" doc:"that they translate from; none is all"`
	Skills []pipeline.Skill  `json:"skills,omitzero" required:"false" doc:"none is all"`
}
