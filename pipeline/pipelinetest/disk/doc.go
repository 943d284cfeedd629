// Package disk lets a test cut the power of a process, fill its disk, or slow
// it down. It traces the process's system calls with ptrace, which needs no
// rights and no tools: what was not synced when the power went is gone, as on a
// disk that keeps nothing else. Only tests use it, on Linux on x86-64.
package disk
