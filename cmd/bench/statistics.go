package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"
)

// sample is how long the same thing took, many times.
type sample []time.Duration

// quantile returns the smallest duration that at least the share q (0 to 1) of
// the sample does not exceed; 0 of an empty sample.
func (s sample) quantile(q float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

func (s sample) median() time.Duration { return s.quantile(0.5) }

// milliseconds writes a duration with as many digits as one can rely on.
func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000)
}

// megabytes returns the speed in MB (10^6 bytes) a second.
func megabytes(bytes int, d time.Duration) float64 {
	return float64(bytes) / 1e6 / max(d, 1).Seconds()
}

// calibration is how fast the machine is at two things that never change.
type calibration struct {
	cpu  sample // hashing 1 MB, on one core
	disk sample // writing 1 KB at the end of a file and syncing it
}

const calibrationRounds = 41

func calibrate(dir string) (c calibration, err error) {
	block := make([]byte, 1<<20)
	for range calibrationRounds {
		begun := time.Now()
		sum := sha256.Sum256(block)
		c.cpu = append(c.cpu, time.Since(begun))
		block[0] = sum[0]
	}
	f, err := os.CreateTemp(dir, "bench-*")
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	for range calibrationRounds {
		begun := time.Now()
		if _, err := f.Write(block[:1<<10]); err != nil {
			return c, err
		}
		if err := f.Sync(); err != nil {
			return c, err
		}
		c.disk = append(c.disk, time.Since(begun))
	}
	return c, nil
}

const (
	steady = 1.2 // medians may differ by this factor
	calm   = 2.0 // the 90th percentile may be this many medians
)

// verdict says whether the machine was the same before and after.
func (c calibration) verdict(after calibration) string {
	var faults []string
	for _, m := range []struct {
		name   string
		before sample
		after  sample
	}{{"core", c.cpu, after.cpu}, {"disk", c.disk, after.disk}} {
		p, q := m.before.median(), m.after.median()
		if drift := max(p, q).Seconds() / max(min(p, q), 1).Seconds(); drift > steady {
			faults = append(faults, fmt.Sprintf("the %s changed its speed by a factor of %.1f", m.name, drift))
		}
		all := slices.Concat(m.before, m.after)
		if spread := all.quantile(0.9).Seconds() / max(all.median(), 1).Seconds(); spread > calm {
			faults = append(faults, fmt.Sprintf("the %s had one round in ten %.1f times slower than the median", m.name, spread))
		}
	}
	line := fmt.Sprintf("calibration: hash of 1 MB %s ms before, %s after; synced write of 1 KB %s ms before, %s after",
		milliseconds(c.cpu.median()), milliseconds(after.cpu.median()), milliseconds(c.disk.median()), milliseconds(after.disk.median()))
	if len(faults) > 0 {
		return line + "\nTOO NOISY: " + strings.Join(faults, "; ")
	}
	return line
}
