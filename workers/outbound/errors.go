package outbound

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/tovmach/tovmach/pipeline"
)

// The causes of a visit that was ended by us.
var (
	errSlow    = errors.New("it was not read whole in " + Patience.String())
	errStalled = fmt.Errorf("it gave less than %d bytes in %s", leastBytes, stall)
)

// unread is the error of a page that could not be read.
func unread(ctx context.Context, u *url.URL, err error) error {
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		return e // we refused it ourselves
	}
	return &pipeline.Error{
		Kind: pipeline.Unavailable, Err: err,
		Public: brief(u) + " was not read: " + reason(ctx, err),
		Hint:   "does it open in a browser? Then save the page and submit the file, or try again later",
	}
}

// reason says in a few words, for people, why a page could not be read.
func reason(ctx context.Context, err error) string {
	var timeout net.Error
	cause := context.Cause(ctx)
	dns, noName := errors.AsType[*net.DNSError](err)
	switch {
	case errors.Is(cause, errSlow), errors.Is(cause, errStalled):
		return cause.Error()
	case noName && dns.IsNotFound:
		return "there is no host of this name"
	case noName:
		return "the name of its host could not be looked up"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "its server did not answer in time"
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "its certificate is not good"
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return "nobody answers at its address"
	}
	return "its server did not answer as servers do" // the log has the error itself
}

func tooLarge(u *url.URL, most int) error {
	return pipeline.Errorf(pipeline.Invalid, "%s is larger than %d MB", brief(u), most>>20).
		WithHint("save what you need of it and submit the file")
}

func refusedRedirect(from *url.URL, err error) error {
	e, ok := errors.AsType[*pipeline.Error](err)
	if !ok {
		return err
	}
	return &pipeline.Error{Kind: e.Kind, Err: e, Public: brief(from) + " leads elsewhere: " + e.Public, Hint: e.Hint}
}

// statusError is the error that a status of HTTP stands for.
func statusError(u *url.URL, answer *http.Response) error {
	kind, hint := pipeline.Unavailable, "try again later, or save the page and submit the file"
	switch answer.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		kind, hint = pipeline.NotFound, "check the address in a browser"
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		kind, hint = pipeline.Denied, "open the page in a browser, save it and submit the file"
	}
	return pipeline.Errorf(kind, "%s was not read: its server answers %d %s", brief(u), answer.StatusCode, http.StatusText(answer.StatusCode)).
		WithHint("%s", hint)
}
