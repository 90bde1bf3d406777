// The types that graphql-codegen makes of the fragments fit the libraries' own.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { makeTypes } from '../codegen.js'

const schema = readFileSync(new URL('../../graph/gql/derived.graphqls', import.meta.url), 'utf8')
const options = {
  strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
}

let folder
before(async () => { folder = await makeTypes(schema) })

// complaints compiles a file and returns what is wrong with it.
function complaints(name) {
  const program = ts.createProgram([fileURLToPath(new URL(name, folder))], options)
  return ts.getPreEmitDiagnostics(program).map((d) => `${d.file?.fileName}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`)
}

test('answers are what the libraries take', () => assert.deepEqual(complaints('use.ts'), []))

test('an answer of another shape is not', () => {
  const use = readFileSync(new URL('use.ts', folder), 'utf8')
  writeFileSync(new URL('wrong.ts', folder), use.replace('Scene<DrawCytoscapeElementsQuery>', 'Scene<DrawD3GraphQuery>'))
  assert.notEqual(complaints('wrong.ts').length, 0)
})
