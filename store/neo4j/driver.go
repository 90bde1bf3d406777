package neo4j

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// Times within which the driver gives up. Its own defaults are up to a minute.
// A server that is back is found within connectTime and the wait between two
// attempts, 5 s in all.
const (
	defaultTimeout = 30 * time.Second
	retryTime      = 5 * time.Second
	connectTime    = 3 * time.Second
	idleTime       = 2 * time.Second // after which a connection is tried before use
	writeTime      = 2 * time.Minute // of a transaction of wholeBatch rows, which takes 1 to 5 s
	longTime       = 10 * time.Minute
)

func authentication(o Options) neo4j.AuthToken {
	if o.Password == "" {
		return neo4j.NoAuth()
	}
	user := o.User
	if user == "" {
		user = "neo4j"
	}
	return neo4j.BasicAuth(user, o.Password, "")
}

func configure(c *config.Config) {
	c.MaxTransactionRetryTime = retryTime
	c.ConnectionAcquisitionTimeout = connectTime
	c.SocketConnectTimeout = connectTime
	c.ConnectionLivenessCheckTimeout = idleTime
	c.FetchSize = neo4j.FetchAll
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.TelemetryDisabled = true
	c.UserAgent = "jinqiao"
}

// limited gives a context without a deadline one.
func (s *Store) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	return limitedTo(ctx, s.options.Timeout)
}

func limitedTo(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, d)
}
