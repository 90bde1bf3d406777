package main

import (
	"context"
	"errors"
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// A rawDriver asks Neo4j without Jinqiao.
type rawDriver struct {
	driver driver.DriverWithContext
	ctx    context.Context
}

func openRawDriver(uri string) (*rawDriver, error) {
	d, err := driver.NewDriverWithContext(uri, driver.NoAuth(), func(c *config.Config) {
		c.FetchSize = driver.FetchAll
		c.NotificationsMinSeverity = notifications.DisabledLevel
		c.TelemetryDisabled = true
	})
	return &rawDriver{d, context.Background()}, err
}

// read returns the one record of a statement that reads.
func (r *rawDriver) read(text string, params map[string]any) ([]any, error) {
	return r.one(driver.AccessModeRead, text, params)
}

// write returns the one record of a statement that writes.
func (r *rawDriver) write(text string, params map[string]any) ([]any, error) {
	return r.one(driver.AccessModeWrite, text, params)
}

func (r *rawDriver) one(mode driver.AccessMode, text string, params map[string]any) ([]any, error) {
	session := r.driver.NewSession(r.ctx, driver.SessionConfig{AccessMode: mode})
	defer session.Close(r.ctx)
	result, err := session.Run(r.ctx, text, params)
	if err != nil {
		return nil, err
	}
	var values []any
	for result.Next(r.ctx) {
		values = result.Record().Values
	}
	if err := result.Err(); err != nil {
		return nil, err
	}
	if values == nil {
		return nil, errors.New("no record")
	}
	return values, nil
}

// side asks a statement with one map of parameters after another.
func (r *rawDriver) side(name, text string, workers int, params []map[string]any) side {
	return side{name: name, workers: workers, op: func(worker, i int) error {
		_, err := r.read(text, params[(i*7+worker*131)%len(params)])
		if err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
		return nil
	}}
}
