package outbound

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// read reads a body of at most most bytes, counted as they are unpacked. A server
// that gives less than leastBytes in a while is not waited for.
func (c *Client) read(ctx context.Context, u *url.URL, body io.ReadCloser, most int) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := time.AfterFunc(stall, func() { cancel(errStalled) })
	defer watch.Stop()
	// A read in progress ends when its body is closed.
	unblock := context.AfterFunc(ctx, func() { _ = body.Close() })
	defer unblock()

	var data bytes.Buffer
	buffer := make([]byte, 32<<10)
	since := 0 // bytes since the watch was set
	for {
		n, err := body.Read(buffer)
		data.Write(buffer[:n])
		if since += n; since >= leastBytes {
			watch.Reset(stall)
			since = 0
		}
		switch {
		case data.Len() > most:
			return nil, tooLarge(u, most)
		case errors.Is(err, io.EOF):
			return data.Bytes(), nil
		case err != nil:
			return nil, unread(ctx, u, err)
		}
	}
}

// snapshot is what an answer says of itself.
func snapshot(asked string, at *url.URL, answer *http.Response, now time.Time) pipeline.Snapshot {
	s := pipeline.Snapshot{
		URL: asked, Status: answer.StatusCode, Time: now.UTC(),
		ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified"),
	}
	if final := at.String(); final != asked {
		s.Final = final
	}
	if mediaType, params, err := mime.ParseMediaType(answer.Header.Get("Content-Type")); err == nil || errors.Is(err, mime.ErrInvalidMediaParameter) {
		s.Type, s.Charset = mediaType, strings.ToLower(params["charset"])
	}
	for name, values := range answer.Header {
		if name == "Set-Cookie" || name == "Set-Cookie2" {
			continue // secrets, and of use to nobody
		}
		for _, value := range values {
			s.Header = append(s.Header, pipeline.Meta{Key: name, Value: strings.ToValidUTF8(value, "\ufffd")})
		}
	}
	slices.SortStableFunc(s.Header, func(a, b pipeline.Meta) int { return cmp.Compare(a.Key, b.Key) })
	return s
}

// sniff is the type of a page whose server does not tell it.
func sniff(body []byte) string {
	mediaType, _, _ := strings.Cut(http.DetectContentType(body), ";")
	return mediaType
}
