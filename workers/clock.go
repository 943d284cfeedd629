package workers

import "time"

// leap is the time between two looks at the clock beyond which it cannot have
// run on quietly: it was set, or the machine slept, or the journal did not
// answer. In each case nobody could renew a claim meanwhile.
const leap = 5 * time.Second

// clock reads the clock. After a leap, forward or back, the holders of claims
// get the time of one heartbeat to renew, as after a start: an hour that nobody
// lived through takes no claim away, and a clock that was set back holds up no
// expiry.
func (r *Reaper) clock() time.Time {
	now := r.now().Round(0) // the wall's time alone: leases end by it
	before := r.seen
	r.seen = now
	if gap := now.Sub(before); !before.IsZero() && gap.Abs() > leap {
		r.log.Warn().Dur("gap_ms", gap).Str("worker", "reaper").Msg("the clock leapt: claims are left alone for one heartbeat")
		r.begun = now
	}
	return now
}
