package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Objects lie in the stream as the client library's object store writes them,
// so that its tools read them. They are written and read here because the
// library replaces (a header that erases what was there, which nobody who only
// adds may send) and reads by consumers of chance names (which no permission
// can name).
const (
	streamName = "OBJ_" + bucket

	chunkSize = 256 << 10 // bytes; an answer of the server carries it in base64
)

// config is the bucket's stream. Nobody may erase by a header, and every read
// asks the leader: another node may not have yet what was just stored.
func config(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:        streamName,
		Description: "bytes by SHA-256",
		Subjects:    []string{subjectChunk + ">", subjectMeta},
		Storage:     jetstream.FileStorage,
		Discard:     jetstream.DiscardNew,
		Replicas:    replicas,
	}
}

// write stores data under name: the chunks first, then what names them.
func (v *Vault) write(ctx context.Context, name string, data []byte) error {
	id := pipeline.NewID()
	info := jetstream.ObjectInfo{
		ObjectMeta: jetstream.ObjectMeta{Name: name, Opts: &jetstream.ObjectMetaOptions{ChunkSize: chunkSize}},
		Bucket:     bucket, NUID: id, Size: uint64(len(data)),
	}
	for chunk := range slices.Chunk(data, chunkSize) {
		if err := v.publish(ctx, subjectChunk+id, fmt.Sprintf("%s.%d", id, info.Chunks), chunk); err != nil {
			return err
		}
		info.Chunks++
	}
	sum := sha256.New()
	sum.Write(data)
	info.Digest = jetstream.GetObjectDigestValue(sum)
	body, err := json.Marshal(info)
	if err != nil {
		return err
	}
	return v.publish(ctx, metaSubject(name), id, body)
}

// publish stores one message. An answer that does not come is asked for again,
// for as long as ctx lets it: the id keeps the second from being stored too.
func (v *Vault) publish(ctx context.Context, subject, id string, data []byte) error {
	msg := nats.NewMsg(subject)
	msg.Data = data
	for {
		once, cancel := context.WithTimeout(ctx, answerWait)
		_, err := v.js.PublishMsg(once, msg, jetstream.WithMsgID(id))
		late := once.Err() != nil && ctx.Err() == nil
		if api, ok := errors.AsType[*jetstream.APIError](err); ok && api.ErrorCode == codeInFlight {
			<-once.Done() // the first try is under way there
			late = ctx.Err() == nil
		}
		cancel()
		if err == nil || !late {
			return err
		}
	}
}

const (
	answerWait                       = 2 * time.Second
	codeInFlight jetstream.ErrorCode = 10158 // the same id is being stored
)

// read returns the bytes that info tells of.
func (v *Vault) read(ctx context.Context, info *jetstream.ObjectInfo) ([]byte, error) {
	var data bytes.Buffer
	err := v.chunks(ctx, *info, &data)
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return nil, fmt.Errorf("%d of %d bytes are there", data.Len(), info.Size)
	case err != nil:
		return nil, unanswered(err)
	}
	return data.Bytes(), nil
}

func metaSubject(name string) string {
	return strings.TrimSuffix(subjectMeta, ">") + base64.URLEncoding.EncodeToString([]byte(name))
}

// unanswered is the error of a server that could not be asked: what was asked
// for may well be there. What a server answered stays as it is.
func unanswered(err error) error {
	if api, ok := errors.AsType[*jetstream.APIError](err); ok && api.Code != codeUnavailable {
		return err
	}
	return &pipeline.Error{
		Op: "vault", Kind: pipeline.Unavailable, Err: err, Public: "stored bytes cannot be read at the moment",
	}
}

// codeUnavailable is the code of a server that is there and cannot answer yet.
const codeUnavailable = 503
