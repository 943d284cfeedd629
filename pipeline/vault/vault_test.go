package vault_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

func TestVault(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	store, err := js.ObjectStore(t.Context(), "TOVMACH_VAULT")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"text": []byte("Пором іде.\n"), "nothing": {}, "several chunks": bytes.Repeat([]byte{0, 1, 2}, 100_000),
	} {
		sum := sha256.Sum256(data)
		want := hex.EncodeToString(sum[:])
		digest, err := v.Put(t.Context(), data)
		if err != nil || digest != want {
			t.Fatalf("%s: digest %q, %v; want %q", name, digest, err, want)
		}
		before, err := store.GetInfo(t.Context(), digest)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := v.Put(t.Context(), data); err != nil || again != digest {
			t.Errorf("%s: put again it is %q, %v", name, again, err)
		}
		if after, err := store.GetInfo(t.Context(), digest); err != nil || after.NUID != before.NUID {
			t.Errorf("%s: the same bytes were written again (%v)", name, err)
		}
		if got, err := v.Get(t.Context(), digest); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: got %d bytes, %v; want %d", name, len(got), err, len(data))
		}
	}
	if _, err := v.Get(t.Context(), "0000"); pipeline.KindOf(err) != pipeline.NotFound {
		t.Errorf("bytes that are not there: %v", err)
	}

	// Bytes under a digest that is not theirs are not given out.
	sum := sha256.Sum256([]byte("as it was"))
	name := hex.EncodeToString(sum[:])
	if _, err := store.PutString(t.Context(), name, "as somebody made it"); err != nil {
		t.Fatal(err)
	}
	if data, err := v.Get(t.Context(), name); err == nil {
		t.Errorf("changed bytes are given out: %q", data)
	}
}
