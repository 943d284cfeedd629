package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// inWords is what an event says beside its kind, in a few words for people; empty
// where there is nothing to add, and for readers who may not see it.
func inWords(h api.Happening) string {
	var f struct {
		To     string               `json:"to"`
		From   string               `json:"from"`
		Reason string               `json:"reason"`
		Note   string               `json:"note"`
		Until  time.Time            `json:"lease_until"`
		Parts  []pipeline.TaskOffer `json:"parts"`
		Level  pipeline.Escalation  `json:"level"`
		Alerts string               `json:"alerts"`
		URL    string               `json:"url"`
		Pages  []struct{}           `json:"pages"`
	}
	if len(h.Data) == 0 || json.Unmarshal(h.Data, &f) != nil {
		return ""
	}
	text := ""
	switch h.Kind {
	case pipeline.KindTaskClaimed, pipeline.KindTaskRestored:
		text = "until " + f.Until.Local().Format(time.DateTime)
	case pipeline.KindTaskHandedOver, pipeline.KindTaskAssigned:
		text = "to " + f.To
	case pipeline.KindTaskTakenOver:
		text = fmt.Sprintf("from %s, to %s", f.From, f.To)
	case pipeline.KindTaskDivided:
		text = "into"
		for _, part := range f.Parts {
			text += fmt.Sprintf(" %s (%d words)", part.ID, part.Words)
		}
	case pipeline.KindTaskEscalated:
		text = "nobody took it in half of its time: it is offered to all"
		if f.Level == pipeline.Alarmed {
			text = "nobody took it in its time: it calls " + f.Alerts
		}
	case pipeline.KindSourceArchived:
		text = fmt.Sprintf("%d pages were looked at", len(f.Pages))
	case pipeline.KindSourceChanged, pipeline.KindSourceVanished, pipeline.KindSourceMissed, pipeline.KindSourceRestored:
		text = f.URL
	}
	for _, why := range []string{f.Reason, f.Note} {
		switch {
		case why != "" && text != "":
			text += ": " + why
		case why != "":
			text = why
		}
	}
	return text
}
