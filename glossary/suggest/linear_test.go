package suggest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/glossary/suggest"
)

// Texts of openings without ends, and of one word again and again, must not cost
// the square of their length. The bound is wide, for slow and busy machines.
func TestLongInput(t *testing.T) {
	for _, part := range []string{"<a", "`", "``` ", "[Київ](", "{1", "А-", "Київ ", "Київ", "К", "«Київ ", "Іван Іванович ", "a.b/", "@", "ООН ", "О'"} {
		t.Run(part, func(t *testing.T) {
			text := strings.Repeat(part, 200_000/len(part))
			start := time.Now()
			suggest.Names(text, nil, suggest.Options{})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%d bytes took %v", len(text), took)
			}
		})
	}
}
