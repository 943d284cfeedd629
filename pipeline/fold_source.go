package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// applySource is Apply for what the archivist tells.
func (s Story) applySource(ev Event) (Story, error) {
	switch ev.Kind {
	case KindSourceArchived:
		return s.sourcesArchived(ev)
	case KindSourceChanged:
		f, err := Decode[SourceChanged](ev)
		return s.withSource(f.URL, err, func(p Source) (Source, error) { return p.changed(ev, f) })
	case KindSourceVanished:
		f, err := Decode[SourceVanished](ev)
		return s.withSource(f.URL, err, func(p Source) (Source, error) { return p.vanished(ev, f) })
	case KindSourceMissed:
		f, err := Decode[SourceMissed](ev)
		return s.withSource(f.URL, err, func(p Source) (Source, error) { return p.missed(ev, f.Reason) })
	}
	f, err := Decode[SourceRestored](ev)
	return s.withSource(f.URL, err, func(p Source) (Source, error) { return p.restored(ev) })
}

// sourcesArchived takes in what came of first looks. A page that was awaited may
// come again.
func (s Story) sourcesArchived(ev Event) (Story, error) {
	f, err := Decode[SourceArchived](ev)
	if err != nil {
		return s, err
	}
	before := s
	s.Sources = slices.Clone(s.Sources)
	for _, page := range f.Pages {
		p, known := s.SourceOf(page.URL)
		if page.URL == "" || known && p.State != PageAwaited {
			return before, fmt.Errorf("%q was archived before", page.URL)
		}
		p.URL = page.URL
		switch {
		case page.Kept != nil:
			p = p.kept(ev, *page.Kept)
		case page.Refused != "":
			p.State, p.Since, p.Looked, p.Reason = PageRefused, ev.Time, ev.Time, page.Refused
		default:
			p.State, p.Since = PageAwaited, ev.Time
			if p, err = p.missed(ev, page.Missed); err != nil {
				return before, err
			}
		}
		s = s.putSource(p)
	}
	return s, nil
}

// withSource changes what is known of one page.
func (s Story) withSource(url string, failed error, change func(Source) (Source, error)) (Story, error) {
	p, known := s.SourceOf(url)
	if failed == nil && !known {
		failed = fmt.Errorf("nobody archived %q", url)
	}
	if failed != nil {
		return s, failed
	}
	p, err := change(p)
	if err != nil {
		return s, err
	}
	s.Sources = slices.Clone(s.Sources)
	return s.putSource(p), nil
}

// putSource puts p in its place among the sources, which are the caller's own.
func (s Story) putSource(p Source) Story {
	i := slices.IndexFunc(s.Sources, func(q Source) bool { return q.URL == p.URL })
	if i < 0 {
		s.Sources = append(s.Sources, p)
	} else {
		s.Sources[i] = p
	}
	return s
}

// kept is the page with one snapshot more. Its header stays in the event.
func (p Source) kept(ev Event, shot Snapshot) Source {
	shot.Header = nil
	p.Kept = append(slices.Clip(p.Kept), shot)
	p.Reason, p.Missed, p.Since, p.Looked = "", 0, ev.Time, ev.Time
	return p.standing()
}

// standing is the page in the state that its snapshots tell.
func (p Source) standing() Source {
	p.State = PageKept
	if len(p.Kept) > 1 {
		p.State = PageChanged
	}
	return p
}

func (p Source) changed(ev Event, f SourceChanged) (Source, error) {
	if last, kept := p.Last(); !kept || last.Digest != f.Before {
		return p, errors.New("it changed from what it was not")
	}
	return p.kept(ev, f.Kept), nil
}

func (p Source) vanished(ev Event, f SourceVanished) (Source, error) {
	if len(p.Kept) == 0 || p.State == PageGone {
		return p, fmt.Errorf("it vanished while it was %s", p.State)
	}
	p.State, p.Since, p.Looked, p.Missed, p.Deleted = PageGone, ev.Time, ev.Time, 0, f.Deleted
	p.Reason = cmp.Or(f.Reason, "it is not there")
	return p, nil
}

func (p Source) missed(ev Event, reason string) (Source, error) {
	if p.State == PageGone || p.State == PageRefused {
		return p, fmt.Errorf("it was missed while it was %s", p.State)
	}
	if p.Missed == 0 {
		p.First = ev.Time
	}
	p.Missed++
	p.Reason, p.Looked = reason, ev.Time
	return p, nil
}

func (p Source) restored(ev Event) (Source, error) {
	if len(p.Kept) == 0 || p.State != PageGone && p.Missed == 0 {
		return p, errors.New("it was there all the time")
	}
	if p.State == PageGone {
		p.Since = ev.Time
		p = p.standing()
	}
	p.Reason, p.Missed, p.Looked = "", 0, ev.Time
	return p, nil
}
