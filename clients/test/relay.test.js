// Relay: the compiler takes the schema, and React components page and refetch.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { JSDOM } from 'jsdom'
import { ask, serve } from './server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
let server, app
before(async () => {
  server = await serve()
  mkdirSync(`${root}build/relay`, { recursive: true })
  writeFileSync(`${root}build/schema.graphql`, await (await fetch(`${server.url}/schema.graphqls`)).text())
  execFileSync('npx', ['relay-compiler'], { cwd: root, stdio: 'pipe' })
  app = await bundle()
})
after(() => server.stop())

// bundle compiles the component with Relay's Babel plugin, as an application does.
async function bundle() {
  const { transformAsync } = await import('@babel/core')
  const relay = {
    name: 'relay',
    setup: ({ onLoad }) => onLoad({ filter: /relay\/.*\.jsx$/ }, async ({ path }) => {
      const { code } = await transformAsync(readFileSync(path, 'utf8'), {
        filename: path, babelrc: false, configFile: false, parserOpts: { plugins: ['jsx'] },
        plugins: [['relay', { eagerEsModules: true, artifactDirectory: `${root}build/relay` }]],
      })
      return { contents: code, loader: 'jsx' }
    }),
  }
  const outfile = `${root}build/relay-app.cjs`
  await build({
    entryPoints: [`${root}relay/industries.jsx`], bundle: true, outfile, format: 'cjs', platform: 'node', jsx: 'automatic',
    packages: 'external', plugins: [relay], logLevel: 'silent',
  })
  const { window } = new JSDOM('<div id="root"></div>')
  Object.assign(globalThis, { window, document: window.document, navigator: window.navigator, IS_REACT_ACT_ENVIRONMENT: true })
  return (await import(pathToFileURL(outfile))).default
}

const everything = async () => (await ask(server.url, '{ city(id: "city-heze") { industries { nodes { id } } } }')).city.industries.nodes.map((n) => n.id)

test('the compiler refuses what the schema does not have', () => {
  writeFileSync(`${root}build/wrong.js`, 'import { graphql } from "relay-runtime"\nexport const q = graphql`query wrongQuery { city(id: "x") { nonsense } }`\n')
  const config = JSON.parse(readFileSync(`${root}relay.config.json`, 'utf8'))
  writeFileSync(`${root}build/wrong.config.json`, JSON.stringify({ ...config, src: '.', schema: './schema.graphql', artifactDirectory: './wrong' }))
  mkdirSync(`${root}build/wrong`, { recursive: true })
  assert.throws(() => execFileSync('npx', ['relay-compiler', 'build/wrong.config.json'], { cwd: root, stdio: 'pipe' }), /nonsense|Command failed/)
})

test('pages forward', async () => {
  const page = await app.mount(server.url, { id: 'city-heze', first: 2 })
  let pages = 1
  for (; page.list().hasNext; pages++) {
    assert.ok(pages < 10, 'the pages have no end')
    await page.loadNext(2)
  }
  assert.ok(pages > 2)
  assert.deepEqual(page.list().ids, await everything())
})

test('pages back', async () => {
  const page = await app.mount(server.url, { id: 'city-heze', last: 2 })
  for (let pages = 1; page.list().hasPrevious; pages++) {
    assert.ok(pages < 10, 'the pages have no end')
    await page.loadPrevious(2)
  }
  assert.deepEqual(page.list().ids, await everything())
})

test('an entity is one record, and refetch brings what is so', async () => {
  const page = await app.mount(server.url, { id: 'city-heze', first: 2 })
  const [first] = await everything()
  const name = page.list().names[0]
  await page.rename(first, '改名')
  assert.equal(page.list().names[0], '改名')
  await page.again(first) // another query that meets the same entity
  assert.equal(page.list().names[0], name)
  await page.rename(first, '改名')
  await page.refetch()
  await page.until(() => page.list().names[0] === name)
})
