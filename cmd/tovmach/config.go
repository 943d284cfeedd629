package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/workers/feeder"
)

// setting is one thing that can be configured. A flag of its name overrides
// the environment (TOVMACH_ and the name in capitals), which overrides the
// configuration file, which overrides the default.
type setting struct {
	name   string
	value  string // the default
	help   string
	secret bool
}

func settings() []setting {
	return []setting{
		{name: "data", value: dataFolder(), help: "data folder"},
		{name: "listen", value: "127.0.0.1:8080", help: "address of the API"},
		{name: "nats", help: "an outside NATS server; empty is the embedded one"},
		{name: "nats-seed", help: "file with the nkey seed that this program connects with"},
		{name: "nats-creds", help: "creds file that this program connects with"},
		{name: "nats-ca", help: "file with the certificates that sign those of NATS"},
		{name: "nats-cert", help: "file with the certificate that is shown to NATS"},
		{name: "nats-key", help: "file with the key of nats-cert"},
		{name: "replicas", help: "copies of every stream on an outside NATS: 1, 3 or 5; empty keeps what is there"},
		{name: "lease", value: "15m", help: "how long a claim holds without a heartbeat"},
		{name: "task-words", value: "800", help: "words of source that a task has at most, where paragraphs allow it; 0 never divides"},
		{name: "tasks-per-translator", value: "3", help: "translations that one person may hold at once; 0 is no limit"},
		{name: "budgets", value: "flash=10m,urgent=1h", help: "how long a task of each priority may wait for somebody before it escalates"},
		{name: "snapshot-from", value: "20000", help: "a start goes on from the snapshot of the stories when it covers so many events, and reads fewer again; 0 is always"},
		{name: "archive-after", value: "168h", help: "how long a published story stays in the journal when nothing happens to it; then it is archived, and still readable; 0 is for ever"},
		{name: "archive-sources", value: "submitted", help: "pages that are kept and looked at again: none, submitted (by address), or all (that articles link to, too)"},
		{name: "watch-sources", value: "24h", help: "how often kept pages are looked at again, for 30 days; 0 is never"},
		{name: "allow-hosts", help: "hosts and networks that may be read although they are not public, with commas: archive.local, 127.0.0.1:8081, 10.1.0.0/16"},
		{name: "desks", value: "news", help: "desks of the newsroom, with commas; the first is the default"},
		{name: "abbreviations", help: "file with abbreviations of the newsroom that end no sentence: see tovmach split --help"},
		{name: "terms", help: "termbase that lies below the newsroom's own (CSV, TSV or XLSX)"},
		{name: "house", value: "true", help: "use the termbase that ships inside: true or false"},
		{name: "published", help: "folder that finished stories are written to; empty is published/ in the data folder"},
		{name: "workers", value: "all", help: "workers to host: all, none, or names with commas"},
		{name: "log", value: "info", help: "log level: debug, info, warn, error"},
		{name: "server", help: "address of the server that commands talk to"},
		{name: "token", help: "your token", secret: true},
	}
}

// dataFolder is the user's data folder by the custom of the system.
func dataFolder() string {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "tovmach")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "tovmach-data"
	}
	return filepath.Join(home, ".local", "share", "tovmach")
}

// config is the effective value of every setting and where it came from.
type config struct {
	values    map[string]effective
	feeds     []feeder.Feed // of the file alone
	feedsFrom string
}

type effective struct{ value, origin string }

func (c *config) get(name string) string { return c.values[name].value }

func (c *config) list(name string) []string {
	return strings.FieldsFunc(c.get(name), func(r rune) bool { return r == ',' || r == ' ' })
}

// duration returns a setting that is a length of time, at least least.
func (c *config) duration(name string, least time.Duration) (time.Duration, error) {
	d, err := time.ParseDuration(c.get(name))
	if err != nil || d < least {
		return 0, pipeline.Errorf(pipeline.Invalid, "%s %q is no duration of %s or more", name, c.get(name), least).
			WithHint("write it as 15m or 1h30m")
	}
	return d, nil
}

// count returns a setting that is a number of things, 0 or more.
func (c *config) count(name string) (int, error) {
	n, err := strconv.Atoi(c.get(name))
	if err != nil || n < 0 {
		return 0, pipeline.Errorf(pipeline.Invalid, "%s %q is no number of 0 or more", name, c.get(name)).
			WithHint("--%s 0 switches it off", name)
	}
	return n, nil
}

// budgets returns how long tasks of each priority may wait.
func (c *config) budgets() (pipeline.Budgets, error) {
	out := pipeline.Budgets{}
	for _, part := range c.list("budgets") {
		name, value, _ := strings.Cut(part, "=")
		d, err := time.ParseDuration(value)
		if err != nil || d < 0 || !slices.Contains(pipeline.Priorities(), pipeline.Priority(name)) {
			return nil, pipeline.Errorf(pipeline.Invalid, "budgets: %q is no priority with a length of time", part).
				WithHint("write them as flash=10m,urgent=1h; a priority that is left out never escalates")
		}
		out[pipeline.Priority(name)] = d
	}
	return out, nil
}

func (c *config) resolve(flags *pflag.FlagSet) error {
	file, path, err := c.readConfig(flags)
	if err != nil {
		return err
	}
	c.values = map[string]effective{}
	for _, s := range settings() {
		v := effective{s.value, "default"}
		if value, ok := file[s.name]; ok {
			v = effective{value, path}
		}
		if value, ok := os.LookupEnv(envName(s.name)); ok && value != "" {
			v = effective{value, envName(s.name)}
		}
		if f := flags.Lookup(s.name); f != nil && f.Changed {
			v = effective{f.Value.String(), "--" + s.name}
		}
		c.values[s.name] = v
		delete(file, s.name)
	}
	for name := range file {
		return pipeline.Errorf(pipeline.Invalid, "%s: there is no setting %q", path, name).WithHint("`tovmach config` lists all settings")
	}
	return nil
}

func envName(name string) string {
	return "TOVMACH_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// readConfig reads the configuration file, if there is one.
func (c *config) readConfig(flags *pflag.FlagSet) (values map[string]string, path string, err error) {
	path = os.Getenv("TOVMACH_CONFIG")
	if f := flags.Lookup("config"); f != nil && f.Changed {
		path = f.Value.String()
	}
	named := path != ""
	if !named {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, "", nil //nolint:nilerr // no home, no file
		}
		path = filepath.Join(dir, "tovmach", "config.toml")
	}
	var raw map[string]any
	_, err = toml.DecodeFile(path, &raw)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil, path, nil
	case err != nil:
		return nil, path, pipeline.Errorf(pipeline.Invalid, "%s cannot be read: %s", path, cause(err)).
			WithHint("it is TOML: lease = \"30m\"")
	}
	values = map[string]string{}
	if tables, ok := raw["feed"]; ok {
		if c.feeds, err = readFeeds(tables); err != nil {
			return nil, path, err
		}
		c.feedsFrom = path
		delete(raw, "feed")
	}
	for name, v := range raw {
		switch v := v.(type) {
		case []any:
			parts := make([]string, len(v))
			for i := range v {
				parts[i] = fmt.Sprint(v[i])
			}
			values[name] = strings.Join(parts, ",")
		default:
			values[name] = fmt.Sprint(v)
		}
	}
	return values, path, nil
}

// settingFlags adds flags for the named settings.
func settingFlags(c *cobra.Command, names ...string) *cobra.Command {
	for _, name := range names {
		for _, s := range settings() {
			if s.name == name {
				c.Flags().String(name, "", s.help+" (default "+cmp.Or(s.value, "none")+")")
			}
		}
	}
	return c
}

// settingRow is what `tovmach config` prints of a setting.
type settingRow struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

func (p *program) showConfig() *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Print the effective settings and where each came from",
		Long: `Prints every setting, its value and its origin. Flags override the environment
(TOVMACH_…), which overrides the configuration file, which overrides the
defaults. Secrets are hidden. Feeds are named in the file alone: "tovmach help
feeds" shows how.`,
		Example: "  tovmach config\n  TOVMACH_LEASE=30m tovmach config -o json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var rows []settingRow
			for _, s := range settings() {
				v := p.config.values[s.name]
				switch {
				case s.secret && v.value != "":
					v.value = "(hidden)"
				case s.name == "nats":
					v.value = natsd.Redact(v.value)
				}
				rows = append(rows, settingRow{s.name, v.value, v.origin})
			}
			rows = append(rows, p.config.feedRows()...)
			return printRows(p, rows, []string{"setting", "value", "from"}, func(r settingRow) []string {
				return []string{r.Name, r.Value, r.Origin}
			})
		},
	}
}
