// Serves a Neo4j database with @neo4j/graphql, as its documentation does it:
//   node server.mjs bolt://127.0.0.1:7687
// It prints the address at which it answers, and ends when its input does.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const driver = neo4j.driver(process.argv[2]);
const typeDefs = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, logging: false, graphiql: false, maskedErrors: false, context: { executionContext: driver } });
const server = createServer(yoga);
server.keepAliveTimeout = 600_000; // clients keep their connections while another side is measured
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
process.stdin.resume().on("end", () => process.exit(0));
