// urql with graphcache: pages, one record for each id, refetch, and drawings apart.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, fetchExchange, gql } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { getIntrospectionQuery } from 'graphql'
import { ask, drawing, serve } from './server.js'

let server, schema, keys
before(async () => {
  server = await serve()
  schema = await ask(server.url, getIntrospectionQuery())
  keys = Object.fromEntries(schema.__schema.types
    .filter((t) => t.kind === 'OBJECT' && !t.name.startsWith('__') && !t.interfaces.some((i) => i.name === 'Node'))
    .map((t) => [t.name, () => null]))
})
after(() => server.stop())

function connect() {
  const warnings = []
  const client = new Client({
    url: `${server.url}/graphql`,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({ schema, keys, resolvers: { City: { industries: relayPagination() } }, logger: (_, message) => warnings.push(message) }),
      fetchExchange,
    ],
  })
  return { client, warnings }
}

const query = gql`
  query ($first: Int, $after: String, $last: Int, $before: String) {
    city(id: "city-heze") {
      id name
      industries(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { id name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`

async function run(client, document, variables = {}, context = {}) {
  const { data, error } = await client.query(document, variables, context).toPromise()
  assert.equal(error, undefined)
  return data
}

const ids = (data) => data.city.industries.edges.map((edge) => edge.node.id)
const everything = async () => (await ask(server.url, '{ city(id: "city-heze") { industries { nodes { id } } } }')).city.industries.nodes.map((n) => n.id)

test('pages forward', async () => {
  const { client, warnings } = connect()
  let data = await run(client, query, { first: 2 })
  for (let pages = 1; data.city.industries.pageInfo.hasNextPage; pages++) {
    assert.ok(pages < 10, 'the pages have no end')
    data = await run(client, query, { first: 2, after: data.city.industries.pageInfo.endCursor })
  }
  assert.deepEqual(ids(data), await everything())
  assert.deepEqual(warnings, [])
})

test('pages back', async () => {
  const { client } = connect()
  let data = await run(client, query, { last: 2 })
  for (let pages = 1; data.city.industries.pageInfo.hasPreviousPage; pages++) {
    assert.ok(pages < 10, 'the pages have no end')
    data = await run(client, query, { last: 2, before: data.city.industries.pageInfo.startCursor })
  }
  assert.deepEqual(ids(data), await everything())
})

test('an entity is one record, wherever it was met', async () => {
  const { client } = connect()
  await run(client, query, { first: 2 })
  const [first] = await everything()
  const industry = gql`query ($id: ID!) { industry(id: $id) { id name nameEn } }`
  await run(client, industry, { id: first })
  // Both fields are there for a list that asked for one of them, without a request.
  const both = gql`query ($first: Int) { city(id: "city-heze") { id industries(first: $first) { edges { node { id name nameEn } } } } }`
  const data = await run(client, both, { first: 1 }, { requestPolicy: 'cache-only' })
  assert.equal(data.city.industries.edges[0].node.id, first)
  assert.notEqual(data.city.industries.edges[0].node.nameEn, undefined)
})

test('refetch asks the server again', async () => {
  const { client } = connect()
  await run(client, query, { first: 2 })
  const stale = await client.query(query, { first: 2 }, { requestPolicy: 'network-only' }).toPromise()
  assert.equal(stale.error, undefined)
  assert.equal(ids(stale.data).length, 2)
})

test('two drawings stay apart', async () => {
  const { client, warnings } = connect()
  const heze = gql(drawing('D3Graph'))
  const before = structuredClone(await run(client, heze))
  await run(client, gql(drawing('D3Graph', '{ids: ["city-taian"]}')))
  assert.deepEqual(structuredClone(await run(client, heze, {}, { requestPolicy: 'cache-only' })), before)
  assert.deepEqual(warnings, [])
})
