package vault_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"testing"

	"github.com/nats-io/nats.go"
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
	other, err := v.Put(t.Context(), []byte("as somebody made it"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := store.GetInfo(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	info.Name = name
	body, err := json.Marshal(info)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.Publish(t.Context(), "$O.TOVMACH_VAULT.M."+base64.URLEncoding.EncodeToString([]byte(name)), body); err != nil {
		t.Fatal(err)
	}
	if data, err := v.Get(t.Context(), name); err == nil {
		t.Errorf("changed bytes are given out: %q", data)
	}

	// The library reads what is written, and nobody erases by a header.
	if text, err := store.GetString(t.Context(), other); err != nil || text != "as somebody made it" {
		t.Errorf("the library reads %q, %v", text, err)
	}
	msg := nats.NewMsg("$O.TOVMACH_VAULT.M.x")
	msg.Header.Set("Nats-Rollup", "all")
	if _, err := js.PublishMsg(t.Context(), msg); err == nil {
		t.Error("a header erases the vault")
	}
}
