//go:build race

package main

// slow is how much slower than usual everything is under the race detector:
// histories are shorter by that.
const slow = 4
