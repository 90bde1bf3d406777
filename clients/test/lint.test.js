// The rules of @graphql-eslint for Relay have nothing to report on the schema.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import graphqlPlugin from '@graphql-eslint/eslint-plugin'
import { Linter } from 'eslint'
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql'

const schemaFile = new URL('../../graph/gql/derived.graphqls', import.meta.url)
const schema = readFileSync(schemaFile, 'utf8')

const rules = {
  // Paths and searches go forward only: there is no last one to begin at.
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/relay-connection-types': 'error',
  // A path is no Node: it has no id of its own. Plain lists, such as the aliases of
  // an entity, are none of edges.
  '@graphql-eslint/relay-edge-types': ['error', { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
  '@graphql-eslint/relay-page-info': 'error',
}

function report(text) {
  const linter = new Linter({ configType: 'flat' })
  return linter.verify(text, [{
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: text } },
    },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules,
  }], { filename: 'schema.graphql' })
}

test('the schema keeps the rules for Relay', () => {
  const messages = report(schema).map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)
  assert.deepEqual(messages.slice(0, 20), [])
})

// nodeOf returns the type of the nodes of a connection; undefined for other types.
function nodeOf(type) {
  const edge = isObjectType(type) && getNamedType(type.getFields().edges?.type)
  return isObjectType(edge) ? getNamedType(edge.getFields().node?.type) : undefined
}

test('lists of nodes go both ways', () => {
  const types = buildSchema(schema).getTypeMap()
  const oneWay = []
  let lists = 0
  for (const type of Object.values(types)) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const node = nodeOf(getNamedType(field.type))
      if (!node || node.name !== 'Node' && !node.getInterfaces?.().some((i) => i.name === 'Node')) continue
      lists++
      const names = field.args.map((a) => a.name)
      if (!['first', 'after', 'last', 'before'].every((name) => names.includes(name))) oneWay.push(`${type.name}.${field.name}`)
    }
  }
  assert.deepEqual(oneWay, [])
  assert.ok(lists > 100, `only ${lists} lists were looked at`)
})

test('a schema that breaks them is reported', () => {
  const broken = schema.replace(/^type PageInfo \{/m, 'type PageInfo { extra: Int')
    .replace(/hasNextPage: Boolean!/, 'hasNextPage: Boolean')
  assert.notEqual(report(broken).length, 0)
})
