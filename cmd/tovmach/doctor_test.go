package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

func TestDoctorLines(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)
	written := filepath.Join(t.TempDir(), "serve.json")
	if err := os.WriteFile(written, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(written, now, now); err != nil {
		t.Fatal(err)
	}
	three := natsd.Examination{Cluster: "c"}
	for _, tt := range []struct {
		name  string
		got   ailment
		level string
		says  string
	}{
		{"room", examineRoom(natsd.Room{Free: 50 << 30, Total: 100 << 30}), "ok", "50 % used"},
		{"little room", examineRoom(natsd.Room{Free: 20 << 30, Total: 100 << 30}), "warn", "80 % used"},
		{"no room", examineRoom(natsd.Room{Free: 1 << 20, Total: 100 << 30}), "fail", "1 MB left"},
		{"clock", examineTime(now, written), "ok", "2026-11-24"},
		{"clock set back an hour", examineTime(now.Add(-time.Hour), written), "fail", "set back"},
		{"clock a little behind", examineTime(now.Add(-30*time.Second), written), "ok", ""},
		{"clock without a battery", examineTime(time.Unix(0, 0), "none"), "fail", "1970"},
		{"worker", examineConsumer(journal.Consumer{Worker: "router", Pulling: 1}, now), "ok", "0 entries wait"},
		{"worker of nobody", examineConsumer(journal.Consumer{Worker: "router"}, now), "warn", "no process hosts it"},
		{"worker of nobody, waited for", examineConsumer(journal.Consumer{Worker: "router", Waiting: 3}, now), "fail", "3 entries wait"},
		{"worker busy", examineConsumer(journal.Consumer{Worker: "router", Pulling: 1, InHand: 1, Moved: now.Add(-time.Minute)}, now), "ok", "1 are in hand"},
		{"worker stuck", examineConsumer(journal.Consumer{Worker: "router", Pulling: 1, InHand: 1, Moved: now.Add(-time.Hour)}, now), "warn", "nothing ended since"},
		{"one server", examineReplicas(natsd.Examination{}, journal.Health{Replicas: 1}), "ok", "one server"},
		{"a cluster, one copy", examineReplicas(three, journal.Health{Replicas: 1, Leader: "n1"}), "warn", "1 copy"},
		{"a cluster", examineReplicas(three, journal.Health{Replicas: 3, Leader: "n1"}), "ok", "led by n1"},
		{"a node away", examineReplicas(three, journal.Health{Replicas: 3, Leader: "n1", Behind: []string{"n2"}}), "warn", "n2"},
		{"no leader", examineReplicas(three, journal.Health{Replicas: 3}), "fail", "no leader"},
		{"all nodes known", examineNodes(natsd.Examination{Cluster: "c", Servers: 3}), "ok", "3 servers"},
		{"one node known", examineNodes(natsd.Examination{Cluster: "c", Servers: 1}), "warn", "1 servers"},
	} {
		if tt.got.Level != tt.level || !strings.Contains(tt.got.What, tt.says) || tt.got.OK != (tt.level != "fail") || (tt.got.Fix == "") != (tt.level == "ok") {
			t.Errorf("%s: %+v, want %s: …%s…", tt.name, tt.got, tt.level, tt.says)
		}
	}
}
