package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// machine is how fast this one was, every time it was probed, at two things
// that never change.
type machine struct {
	dir  string
	cpu  []sample // hashing 16 MB, on one core: longer than a scheduler's turn
	disk []sample // writing 1 KB at the end of a file in dir and syncing it
}

// probe measures the machine; it takes about a quarter of a second.
func (m *machine) probe() (err error) {
	const rounds = 21
	var cpu, disk sample
	block := make([]byte, 16<<20)
	for range rounds {
		begun := time.Now()
		sum := sha256.Sum256(block)
		cpu = append(cpu, time.Since(begun))
		block[0] = sum[0]
	}
	f, err := os.CreateTemp(m.dir, "bench-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	for range rounds {
		begun := time.Now()
		if _, err := f.Write(block[:1<<10]); err != nil {
			return err
		}
		if err := f.Sync(); err != nil {
			return err
		}
		disk = append(disk, time.Since(begun))
	}
	m.cpu, m.disk = append(m.cpu, cpu), append(m.disk, disk)
	return nil
}

// verdict says how steady the machine was: its core, and its disk where that
// matters.
func (m *machine) verdict(disk bool) string {
	medians, fault := steadiness(m.cpu, 1.15, 1.4)
	line := "machine: 16 MB hashed in " + medians
	var faults []string
	if fault != "" {
		faults = append(faults, "the core "+fault)
	}
	if disk {
		medians, fault = steadiness(m.disk, 1.5, 4) // syncing is never as steady
		line += "; 1 KB written and synced in " + medians
		if fault != "" {
			faults = append(faults, "the disk "+fault)
		}
	}
	if len(faults) == 0 {
		return line + "; quiet enough"
	}
	return line + "\nTOO NOISY: " + strings.Join(faults, "; ")
}

// steadiness tells the medians of the probes, and what is wrong with them: they
// may differ by the factor drift, and one round in ten may take spread times
// the fastest.
func steadiness(probes []sample, drift, spread float64) (medians, fault string) {
	var mid, all sample
	for _, p := range probes {
		mid = append(mid, p.median())
		all = append(all, p...)
	}
	medians = fmt.Sprintf("%s to %s ms", milliseconds(mid.quantile(0)), milliseconds(mid.quantile(1)))
	if r := ratio(mid.quantile(1), mid.quantile(0)); r > drift {
		return medians, fmt.Sprintf("changed its speed by a factor of %.1f", r)
	}
	if r := ratio(all.quantile(0.9), all.quantile(0)); r > spread {
		return medians, fmt.Sprintf("took %.1f times its fastest in one round of ten", r)
	}
	return medians, ""
}
