package codec

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// idDigits is the length of a block id. Ten hexadecimal digits are 40 bits:
// among 1,000 blocks two ids fall together once in two million articles, and
// then the ordinal of setIDs still tells them apart.
const idDigits = 10

// setIDs gives every block its id: a hash of kind, text without regard to
// white space, and ordinal among equals. The same text keeps its id in a later
// revision of the source.
func setIDs(blocks []pipeline.Block) {
	equals := make(map[string]int)
	taken := make(map[pipeline.BlockID]bool)
	for i := range blocks {
		b := &blocks[i]
		content := strings.Join([]string{string(b.Kind), strings.Join(strings.Fields(b.Text), " "), b.URL, b.Raw}, "\x00")
		for {
			equals[content]++
			b.ID = hashID(content, equals[content])
			if !taken[b.ID] {
				break
			}
		}
		taken[b.ID] = true
	}
}

func hashID(content string, ordinal int) pipeline.BlockID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", content, ordinal))
	return pipeline.BlockID(hex.EncodeToString(sum[:])[:idDigits])
}
