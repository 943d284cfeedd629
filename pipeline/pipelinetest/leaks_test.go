package pipelinetest

import (
	"strings"
	"testing"
	"time"
)

func TestLeaked(t *testing.T) {
	begun, end, ended := make(chan bool), make(chan bool), make(chan bool)
	go wait(begun, end, ended)
	<-begun
	if left := leaked(10 * time.Millisecond); len(left) != 1 || !strings.Contains(left[0], "pipelinetest.wait") {
		t.Errorf("left behind are %q, want the one that waits", left)
	}
	close(end)
	<-ended
	if left := leaked(time.Second); len(left) != 0 {
		t.Errorf("left behind are %q, want none", left)
	}
}

func wait(begun, end, ended chan bool) {
	close(begun)
	<-end
	close(ended)
}
