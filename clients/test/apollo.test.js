// Apollo Client 4: pages, one record for each id, refetch, and drawings apart.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core/index.js'
import { relayStylePagination } from '@apollo/client/utilities/index.js'
import { ask, drawing, serve } from './server.js'

let server, possibleTypes
before(async () => {
  server = await serve()
  const { __schema } = await ask(server.url, '{ __schema { types { name possibleTypes { name } } } }')
  possibleTypes = Object.fromEntries(__schema.types.filter((t) => t.possibleTypes)
    .map((t) => [t.name, t.possibleTypes.map((p) => p.name)]))
})
after(() => server.stop())

const scene = Object.fromEntries(['SceneNode', 'SceneNodeData', 'SceneEdge', 'SceneEdgeData'].map((t) => [t, { keyFields: false }]))

function connect(typePolicies = {}) {
  return new ApolloClient({
    link: new HttpLink({ uri: `${server.url}/graphql` }),
    cache: new InMemoryCache({ possibleTypes, typePolicies: { City: { fields: { industries: relayStylePagination() } }, ...typePolicies } }),
  })
}

const query = gql`
  query ($first: Int, $after: String, $last: Int, $before: String) {
    city(id: "city-heze") {
      id name
      industries(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor link { id } node { id name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`

// settled starts a watched query and resolves to its first complete result.
const settled = (watched) => new Promise((resolve, reject) => {
  watched.subscribe({ next: (result) => !result.loading && resolve(result), error: reject })
})

const ids = (result) => result.data.city.industries.edges.map((edge) => edge.node.id)
const everything = async () => (await ask(server.url, '{ city(id: "city-heze") { industries { nodes { id } } } }')).city.industries.nodes.map((n) => n.id)

// walk fetches page after page, each with the variables that the page before asks
// for, and returns what the cache holds of the list then.
async function walk(variables, more) {
  const client = connect()
  const watched = client.watchQuery({ query, variables })
  let { data } = await settled(watched)
  let pages = 1
  for (let next; (next = more(data.city.industries.pageInfo)); pages++) {
    assert.ok(pages < 10, 'the pages have no end')
    ;({ data } = await watched.fetchMore({ variables: { ...variables, ...next } }))
  }
  assert.ok(pages > 2)
  return ids({ data: client.readQuery({ query, variables }) })
}

test('pages forward', async () => {
  const all = await walk({ first: 2 }, (page) => page.hasNextPage && { after: page.endCursor })
  assert.deepEqual(all, await everything())
})

test('pages back', async () => {
  const all = await walk({ last: 2 }, (page) => page.hasPreviousPage && { before: page.startCursor })
  assert.deepEqual(all, await everything())
})

test('an entity is one record, wherever it was met', async () => {
  const client = connect()
  await client.query({ query, variables: { first: 2 } })
  const [first] = await everything()
  const met = client.cache.extract()[`Industry:${first}`]
  assert.equal(typeof met.name, 'string')
  const industry = gql`query ($id: ID!) { node(id: $id) { id ... on Entity { name nameEn } } }`
  await client.query({ query: industry, variables: { id: first } })
  const records = Object.keys(client.cache.extract()).filter((key) => key.endsWith(`:${first}`))
  assert.deepEqual(records, [`Industry:${first}`])
  client.cache.modify({ id: `Industry:${first}`, fields: { name: () => '改名' } })
  const again = await client.query({ query, variables: { first: 2 }, fetchPolicy: 'cache-only' })
  assert.equal(again.data.city.industries.edges[0].node.name, '改名')
})

test('refetch asks the server again', async () => {
  const client = connect()
  const watched = client.watchQuery({ query, variables: { first: 2 } })
  await settled(watched)
  const [first] = await everything()
  client.cache.modify({ id: `Industry:${first}`, fields: { name: () => '改名' } })
  const result = await watched.refetch()
  assert.notEqual(result.data.city.industries.edges[0].node.name, '改名')
})

const draw = (client, seed) => client.query({ query: gql(drawing('D3Graph', `{ids: ["${seed}"]}`)) })

test('two drawings stay apart, if the scene types have no key', async () => {
  const client = connect(scene)
  const before = structuredClone((await draw(client, 'city-heze')).data)
  await draw(client, 'city-taian')
  const after = await client.query({ query: gql(drawing('D3Graph', '{ids: ["city-heze"]}')), fetchPolicy: 'cache-only' })
  assert.deepEqual(after.data, before)
})

test('two drawings are merged, if they have one', async () => {
  const client = connect()
  await draw(client, 'city-heze')
  assert.ok(client.cache.extract()['SceneNode:city-heze'], 'the trap is gone: take it out of the guide')
})
