package outbound

import (
	"fmt"
	"strings"
)

// rules are what a robots.txt lets us read (RFC 9309).
type rules []rule

type rule struct {
	pattern string // normalised
	allow   bool
}

// maxRobots is how much of a robots.txt is read, in bytes: the least that RFC
// 9309, 2.5 asks for.
const maxRobots = 500 << 10

// parseRobots reads the rules for the product: those of every group that names
// it, or else those for all (RFC 9309, 2.2.1).
func parseRobots(data []byte, product string) rules {
	var own, all rules
	named := false                // some group names the product
	forUs, forAll := false, false // the group at hand
	naming := false               // its names are being read
	text := strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), "\ufeff")
	for line := range strings.SplitSeq(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, found := strings.Cut(line, ":")
		if !found {
			continue
		}
		value = strings.TrimSpace(value)
		switch key := strings.ToLower(strings.TrimSpace(key)); key {
		case "user-agent":
			if !naming {
				forUs, forAll, naming = false, false, true
			}
			forUs = forUs || strings.EqualFold(token(value), product)
			forAll = forAll || value == "*"
			named = named || forUs
		case "allow", "disallow":
			naming = false
			if value == "" {
				continue // matches nothing
			}
			r := rule{normalise(value), key == "allow"}
			if forUs {
				own = append(own, r)
			}
			if forAll {
				all = append(all, r)
			}
		}
	}
	if named {
		return own
	}
	return all
}

// token is the product token that a user-agent line begins with.
func token(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

// allows reports whether the path, with its query, may be read: the longest rule
// that fits decides, and of two that are as long the one that allows (RFC 9309,
// 2.2.2).
func (rs rules) allows(path string) bool {
	path = strings.NewReplacer("*", "%2A", "$", "%24").Replace(normalise(path))
	longest, allowed := -1, true
	for _, r := range rs {
		if len(r.pattern) < longest || len(r.pattern) == longest && allowed || !fits(r.pattern, path) {
			continue
		}
		longest, allowed = len(r.pattern), r.allow
	}
	return allowed
}

// fits reports whether the path begins as the pattern says: * is anything, $ at
// the end is the end. It goes back to the last * only, so its time is bounded by
// the product of both lengths.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	if !whole {
		pattern += "*"
	}
	p, s := 0, 0
	star, from := -1, 0
	for s < len(path) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, s
			p++
		case p < len(pattern) && pattern[p] == path[s]:
			p++
			s++
		case star >= 0:
			from++
			p, s = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// normalise brings a path to one form of percent-encoding: letters, digits and
// -._~ as they are, everything outside ASCII encoded (RFC 9309, 2.2.2; RFC 3986,
// 6.2.2).
func normalise(path string) string {
	var out strings.Builder
	for i := 0; i < len(path); i++ {
		b := path[i]
		if b == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]) {
			b = unhex(path[i+1])<<4 | unhex(path[i+2])
			i += 2
			if unreserved(b) {
				out.WriteByte(b)
			} else {
				fmt.Fprintf(&out, "%%%02X", b)
			}
			continue
		}
		if b >= 0x80 {
			fmt.Fprintf(&out, "%%%02X", b)
			continue
		}
		out.WriteByte(b)
	}
	return out.String()
}

func unreserved(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-._~", b) >= 0
}

func isHex(b byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", b) >= 0 }

func unhex(b byte) byte {
	switch {
	case b >= 'a':
		return b - 'a' + 10
	case b >= 'A':
		return b - 'A' + 10
	}
	return b - '0'
}
