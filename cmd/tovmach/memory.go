package main

import "runtime/debug"

// startMemory is what a start may take, in bytes, before it collects its garbage
// eagerly, and startGarbage is how much garbage there may be before that, in
// percent of what is used. It is no bound: a newsroom that needs more gets it.
const (
	startMemory  = 430 << 20
	startGarbage = 400
)

// sparing holds down what a start takes in memory, and in time while there is
// room, until end is called. To read a long journal makes much garbage and leaves
// little, and by its own rule the runtime lets the memory grow to a multiple of
// what there was for a moment. A limit of the user's that is tighter stays.
func sparing() (end func()) {
	limit := debug.SetMemoryLimit(-1)
	if limit <= startMemory {
		return func() {}
	}
	debug.SetMemoryLimit(startMemory)
	percent := debug.SetGCPercent(startGarbage)
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
}
