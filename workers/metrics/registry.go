// Package metrics counts and measures what a process of the newsroom does, and
// writes it as Prometheus reads it (text format 0.0.4). Registries are values:
// whoever measures is handed what to measure with. Labels never hold the ids of
// stories or people.
package metrics

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Prefix begins the name of every metric.
const Prefix = "tovmach_"

// ContentType is that of the text which Write writes.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// Registry holds metrics. It is safe for concurrent use.
type Registry struct {
	mu       sync.Mutex
	families []*family
	looks    []func(context.Context)
}

// New returns an empty registry.
func New() *Registry { return &Registry{} }

// family is one metric with all its series.
type family struct {
	name, kind, help string
	labels           []string
	bounds           []float64 // upper ones, of a histogram

	mu     sync.Mutex
	series map[string]*series
}

type series struct {
	values  []string // of the labels
	value   float64
	buckets []uint64 // one a bound, each without those below it
	count   uint64
}

// Counter only grows.
type Counter struct{ f *family }

// Gauge is what is true now.
type Gauge struct{ f *family }

// Histogram counts measurements by size.
type Histogram struct{ f *family }

// Counter adds a counter; its name ends in _total.
func (r *Registry) Counter(name, help string, labels ...string) Counter {
	return Counter{r.add(&family{name: name, kind: "counter", help: help, labels: labels})}
}

// Gauge adds a gauge.
func (r *Registry) Gauge(name, help string, labels ...string) Gauge {
	return Gauge{r.add(&family{name: name, kind: "gauge", help: help, labels: labels})}
}

// Histogram adds a histogram with those upper bounds, in the unit that its name
// ends in.
func (r *Registry) Histogram(name, help string, bounds []float64, labels ...string) Histogram {
	return Histogram{r.add(&family{name: name, kind: "histogram", help: help, labels: labels, bounds: bounds})}
}

// Look adds what is asked before every writing: it sets gauges.
func (r *Registry) Look(look func(context.Context)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.looks = append(r.looks, look)
}

func (r *Registry) add(f *family) *family {
	f.name, f.series = Prefix+f.name, map[string]*series{}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.families = append(r.families, f)
	if len(f.labels) == 0 {
		f.at(nil) // what never happened is 0, not missing
	}
	return f
}

// Add adds n, which is not negative, to the series with those label values.
func (c Counter) Add(n float64, values ...string) {
	c.f.mu.Lock()
	defer c.f.mu.Unlock()
	c.f.at(values).value += n
}

// Set sets the series with those label values.
func (g Gauge) Set(v float64, values ...string) {
	g.f.mu.Lock()
	defer g.f.mu.Unlock()
	g.f.at(values).value = v
}

// Observe adds a measurement to the series with those label values.
func (h Histogram) Observe(v float64, values ...string) {
	h.f.mu.Lock()
	defer h.f.mu.Unlock()
	s := h.f.at(values)
	s.value += v
	s.count++
	if i, _ := slices.BinarySearch(h.f.bounds, v); i < len(s.buckets) {
		s.buckets[i]++
	}
}

// at returns the series with those label values; missing ones are empty.
func (f *family) at(values []string) *series {
	key := strings.Join(values, "\x00")
	s, ok := f.series[key]
	if !ok {
		own := make([]string, len(f.labels))
		copy(own, values)
		s = &series{values: own, buckets: make([]uint64, len(f.bounds))}
		f.series[key] = s
	}
	return s
}

// Write looks, and writes every metric in the order of their names.
func (r *Registry) Write(ctx context.Context, w io.Writer) error {
	r.mu.Lock()
	families, looks := slices.Clone(r.families), slices.Clone(r.looks)
	r.mu.Unlock()
	for _, look := range looks {
		look(ctx)
	}
	slices.SortFunc(families, func(a, b *family) int { return cmp.Compare(a.name, b.name) })
	var text strings.Builder
	for _, f := range families {
		f.write(&text)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

func (f *family) write(w *strings.Builder) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.series) == 0 {
		return
	}
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", f.name, escape(f.help, false), f.name, f.kind)
	all := make([]*series, 0, len(f.series))
	for _, s := range f.series {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *series) int { return slices.Compare(a.values, b.values) })
	for _, s := range all {
		if f.kind != "histogram" {
			fmt.Fprintf(w, "%s%s %s\n", f.name, f.tags(s, ""), number(s.value))
			continue
		}
		below := uint64(0)
		for i, bound := range f.bounds {
			below += s.buckets[i]
			fmt.Fprintf(w, "%s_bucket%s %d\n", f.name, f.tags(s, number(bound)), below)
		}
		fmt.Fprintf(w, "%s_bucket%s %d\n", f.name, f.tags(s, "+Inf"), s.count)
		fmt.Fprintf(w, "%s_sum%s %s\n%s_count%s %d\n", f.name, f.tags(s, ""), number(s.value), f.name, f.tags(s, ""), s.count)
	}
}

// tags are the labels of a series in braces, with le for a bucket.
func (f *family) tags(s *series, le string) string {
	var parts []string
	for i, name := range f.labels {
		parts = append(parts, name+`="`+escape(s.values[i], true)+`"`)
	}
	if le != "" {
		parts = append(parts, `le="`+le+`"`)
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func escape(s string, quoted bool) string {
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(s)
	if quoted {
		s = strings.ReplaceAll(s, `"`, `\"`)
	}
	return s
}

func number(v float64) string {
	if math.IsInf(v, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
