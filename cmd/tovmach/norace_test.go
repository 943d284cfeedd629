//go:build !race

package main

// slow is how much slower than usual everything is.
const slow = 1
