package glossary

// Day is a day of the calendar as ISO 8601 writes it, "2019-07-02". A month
// ("2019-07") or a year ("2019") stands for all of its days; "" is "not said".
type Day string

// Validity is the period in which the status of a term holds. Both ends belong
// to it; an empty end is open.
type Validity struct {
	From  Day `json:"from,omitempty"`
	Until Day `json:"until,omitempty"`
}

// Holds says whether day lies in the period. A day that is not said is the
// present: it lies in every period without an end.
func (v Validity) Holds(day Day) bool {
	if day == "" {
		return v.Until == ""
	}
	return day.upTo(v.From) >= v.From && (v.Until == "" || day.upTo(v.Until) <= v.Until)
}

// Overlaps says whether some day lies in both periods.
func (v Validity) Overlaps(o Validity) bool {
	return !v.Until.before(o.From) && !o.Until.before(v.From)
}

// before says whether all of d lies before all of o; an open end does not.
func (d Day) before(o Day) bool {
	return d != "" && o != "" && d.upTo(o) < o.upTo(d)
}

// upTo shortens d to the exactness of other, so that the two compare as text:
// 2019-07-02 lies in 2019, and in 2019-07.
func (d Day) upTo(other Day) Day {
	return d[:min(len(d), len(other))]
}
