package main

import (
	"errors"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

func (p *program) worker() *cobra.Command {
	var list bool
	var address string
	c := &cobra.Command{
		Use:   "worker NAME… --nats URL",
		Short: "Run only the named workers, on an outside NATS",
		Long: `Hosts the named workers in this process. They take their work from the journal
on the NATS at URL, which ` + "`tovmach serve --nats URL`" + ` must have prepared once.
Any number of processes may host a worker of one name: they share its work.

With --metrics it answers there /livez, /readyz and /metrics; the metrics to
programs on the same machine, or to whoever sends the --token as bearer token.`,
		Example: `  tovmach worker --list
  tovmach worker segmenter annotator --nats nats://127.0.0.1:4222 --terms terms.csv
  tovmach worker publisher --nats nats://127.0.0.1:4222 --published ./out`,
		ValidArgs: staffNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if list {
				return printNames(p, staffNames(), func(name string) string { return name })
			}
			names, err := p.workerNames(args)
			if err != nil {
				return err
			}
			if len(names) == 0 {
				return usage(cmd, "no worker is named")
			}
			if p.config.get("nats") == "" {
				return pipeline.Errorf(pipeline.Invalid, "a worker of its own needs an outside NATS").
					WithHint("--nats nats://127.0.0.1:4222; without one, `tovmach serve` hosts all workers")
			}
			log, err := p.logger()
			if err != nil {
				return err
			}
			h, err := p.openPremises(cmd.Context(), log, journal.RoleOf(names...))
			if err != nil {
				return err
			}
			if err := p.host(cmd.Context(), h, names); err != nil {
				return errors.Join(err, h.close())
			}
			var stopping atomic.Bool
			if address != "" {
				where, err := h.operate(cmd.Context(), address, p.config.get("token"), &stopping)
				if err != nil {
					return errors.Join(err, h.close())
				}
				p.sayf("metrics are at %s/metrics", where)
			}
			p.sayf("working as %v", names)
			<-cmd.Context().Done()
			stopping.Store(true)
			return h.close()
		},
	}
	c.Flags().StringVar(&address, "metrics", "", "address for /metrics, /livez and /readyz, such as 127.0.0.1:9100; none when left out")
	c.Flags().BoolVar(&list, "list", false, "print the names of all workers")
	return settingFlags(c, append(natsSettings(), "data", "task-words", "archive-sources", "watch-sources", "allow-hosts", "abbreviations", "terms", "house", "published", "log", "token")...)
}
