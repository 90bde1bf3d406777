# One line each; the README says what they are for.
.PHONY: generate bundles screenshots fresh lint check test clients race bench bench-large neo4j neo4j-stop

generate: ## everything that is derived from schema.graphqls, and the bundles of the pages that changed
	go generate ./...

bundles: ## all bundles of the pages; needs Node
	cd explorer/build && go run . -all

screenshots: ## of every page, to look at
	go run ./explorer/screenshots screenshots

fresh: generate ## fails when what is committed is stale
	git diff --exit-code -- graph explorer

lint: bin/staticcheck
	test -z "$$(gofmt -l $$(git ls-files '*.go'))"
	go vet ./...
	bin/staticcheck $$(go list ./... | grep -v /graph/gql)

check: lint test race ## all of it, before a commit

test:
	go test ./...

clients: ## docs/front-end.md and the exports with real libraries, in some two minutes; needs Node, Python and Chromium
	go build -o bin/jinqiao ./server
	cd clients && npm ci && python3 -m venv build/python && build/python/bin/pip install -q -r python/requirements.txt && npm test

race: ## where it is affordable: SQLite is some 20 times slower under it
	go test -race . ./graph ./graph/model ./ingest ./search
	go test -race -run 'Concurrent' ./store/sqlite

bench: ## small, in minutes; figures beside their limits
	go run ./bench

bench-large: ## by hand, for hours with nothing else running: two million entities, ten million links
	go run ./bench -size 20k,2m
	go run ./bench -size 200k,2m -only peers
	go run ./bench -size 2m -only neo4j
	go run ./bench -size 2m -only mixed -minutes 60

neo4j: ## a throw-away Neo4j at bolt://127.0.0.1:7687, in Docker or from Maven
	go run ./store/neo4j/neo4jtest/throwaway start

neo4j-stop:
	go run ./store/neo4j/neo4jtest/throwaway stop

bin/staticcheck: tools/go.mod
	cd tools && go build -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
