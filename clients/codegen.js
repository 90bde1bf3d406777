// Makes TypeScript types of the schema and of the fragments in docs/front-end.md,
// and a file that hands each answer to its library as it is.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as operations from '@graphql-codegen/typescript-operations'
import { parse } from 'graphql'
import { drawing } from './test/server.js'

export const drawings = ['GraphologyGraph', 'CytoscapeElements', 'EChartsSeries', 'G6Data', 'D3Graph']

/** Writes build/types/api.ts and returns its folder. */
export async function makeTypes(schema) {
  const folder = new URL('./build/types/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const documents = drawings.map((name) => ({
    document: parse(drawing(name).replace('query {', `query Draw${name} {`)),
  }))
  const config = { scalars: { PartialDate: 'string' }, enumsAsTypes: true, avoidOptionals: { field: true }, skipTypename: true }
  const text = await codegen({
    schema: parse(schema), documents, filename: 'api.ts', config: {},
    plugins: [{ typescript: config }, { operations: config }],
    pluginMap: { typescript, operations },
  })
  writeFileSync(new URL('api.ts', folder), text)
  writeFileSync(new URL('use.ts', folder), readFileSync(new URL('./types/use.ts', import.meta.url)))
  return folder
}
