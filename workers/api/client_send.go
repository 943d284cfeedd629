package api

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// sendable refuses what would ask another server, or for something else, than was
// meant. The error is pipeline.Invalid, or pipeline.Denied for what is no token.
func (c *Client) sendable(path string) error {
	server, err := url.Parse(c.server)
	if err != nil || (server.Scheme != "http" && server.Scheme != "https") || server.Host == "" {
		return pipeline.Errorf(pipeline.Invalid, "%q is no server address", c.server).
			WithHint("give one such as --server http://127.0.0.1:8080")
	}
	if strings.ContainsFunc(c.token, unicode.IsControl) {
		return pipeline.Errorf(pipeline.Denied, "the token is no token: it has line ends or the like in it").
			WithHint("set TOVMACH_TOKEN or --token to the one that `tovmach user add` printed")
	}
	for _, name := range strings.Split(path, "/")[1:] {
		switch name {
		case "":
			return pipeline.Errorf(pipeline.Invalid, "a name is empty").WithHint("say which story, task or person is meant")
		case ".", "..":
			return pipeline.Errorf(pipeline.Invalid, "%q is no name", name).WithHint("say which story, task or person is meant")
		}
	}
	return nil
}

func unreachable(op string, err error) error {
	if errors.Is(err, context.Canceled) { // by a person who did not want to wait
		return &pipeline.Error{
			Op: op, Err: err, Public: "interrupted before the server answered",
			Hint: "what was asked for may be done all the same: `tovmach queue` and `tovmach status` tell",
		}
	}
	return &pipeline.Error{
		Op: op, Kind: pipeline.Unavailable, Err: err,
		Public: "the server does not answer",
		Hint:   "is `tovmach serve` running? --server or TOVMACH_SERVER says where",
	}
}
