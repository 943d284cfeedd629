package feed

import (
	"strconv"
	"strings"
	"time"
)

// ParseTime reads a date as feeds write them: RFC 3339 and the other forms of
// ISO 8601, RFC 822 with all that is usually wrong in it (names of days in any
// language or none, years of two digits, no seconds, no zone), and Ukrainian
// and Russian names of months. A date without a zone is UTC. It reports false
// for all else.
func ParseTime(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 100 {
		return time.Time{}, false
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		time.DateTime, "2006-01-02 15:04", time.DateOnly, "02.01.2006 15:04:05", "02.01.2006 15:04", "02.01.2006",
	} {
		if t, err := time.Parse(layout, text); err == nil {
			return plausible(t)
		}
	}
	return parse822(text)
}

// parse822 reads day, month, year, time and zone in that order, or month
// before day, whatever stands before and between.
func parse822(text string) (time.Time, bool) {
	day, year, clock := 0, 0, time.Duration(-1)
	var month time.Month
	zone := time.UTC
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\u00a0' }) {
		number, err := strconv.Atoi(word)
		switch {
		case strings.Contains(word, ":") && clock < 0 && !strings.ContainsAny(word[:1], "+-"):
			if clock, err = parseClock(word); err != nil {
				return time.Time{}, false
			}
		case err == nil && clock < 0 && !strings.ContainsAny(word[:1], "+-") && day == 0 && number <= 31:
			day = number
		case err == nil && clock < 0 && !strings.ContainsAny(word[:1], "+-") && year == 0:
			year = fullYear(number, len(word))
		case month == 0 && monthOf(word) > 0:
			month = monthOf(word)
		case clock >= 0:
			if z, ok := zoneOf(word); ok {
				zone = z
			}
		}
	}
	if day < 1 || month == 0 || year == 0 {
		return time.Time{}, false
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, zone)
	if t.Day() != day { // 31 April
		return time.Time{}, false
	}
	return plausible(t.Add(max(clock, 0)))
}

// plausible passes on dates that news can have.
func plausible(t time.Time) (time.Time, bool) {
	if t.Year() < 1990 || t.Year() > 2200 {
		return time.Time{}, false
	}
	return t.UTC(), true
}

// fullYear is a year of RFC 822 by the rule of RFC 5322, section 4.3.
func fullYear(number, digits int) int {
	switch {
	case digits == 4:
		return number
	case digits == 2 && number < 50:
		return 2000 + number
	case digits == 2, digits == 3:
		return 1900 + number
	}
	return 0
}

func parseClock(word string) (time.Duration, error) {
	word = strings.TrimSuffix(word, "Z")
	t, err := time.Parse("15:04:05", word)
	if err != nil {
		t, err = time.Parse("15:04", word)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second, err
}

// monthOf is the month that a word begins like: January, Jan., січня, січ, янв.
func monthOf(word string) time.Month {
	word = strings.ToLower(word)
	for i, names := range [12][]string{
		{"jan", "січ", "янв"},
		{"feb", "лют", "фев"},
		{"mar", "берез", "бер", "мар"},
		{"apr", "квіт", "кві", "апр"},
		{"may", "трав", "тра", "май", "мая"},
		{"jun", "черв", "чер", "июн"},
		{"jul", "лип", "июл"},
		{"aug", "серп", "сер", "авг"},
		{"sep", "верес", "вер", "сен"},
		{"oct", "жовт", "жов", "окт"},
		{"nov", "лист", "лис", "ноя"},
		{"dec", "груд", "гру", "дек"},
	} {
		for _, name := range names {
			if strings.HasPrefix(word, name) {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}

// zoneOf is the zone that a word names, by RFC 822 and as Ukrainian servers
// write it: EET and EEST are UTC+2 and UTC+3.
func zoneOf(word string) (*time.Location, bool) {
	name := strings.ToUpper(strings.Trim(word, "()"))
	hours, known := map[string]int{
		"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "BST": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
		"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	}[name]
	if known {
		return time.FixedZone(name, hours*3600), true
	}
	for _, prefix := range []string{"GMT", "UTC"} {
		name = strings.TrimPrefix(name, prefix)
	}
	if len(name) < 2 || name[0] != '+' && name[0] != '-' {
		return nil, false
	}
	digits := strings.ReplaceAll(name[1:], ":", "")
	if len(digits) <= 2 {
		digits += "00"
	}
	number, err := strconv.Atoi(digits)
	if err != nil || number > 1500 || number%100 > 59 {
		return nil, false
	}
	seconds := number/100*3600 + number%100*60
	if name[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(name, seconds), true
}
