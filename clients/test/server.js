// A real server on the example data, and the examples of docs/front-end.md.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const binary = process.env.JINQIAO ?? fileURLToPath(new URL('../../bin/jinqiao', import.meta.url))

/** Starts a server on a free port; resolves to its address and what stops it. */
export async function serve() {
  const dir = mkdtempSync(join(tmpdir(), 'jinqiao-'))
  const child = spawn(binary, ['serve', '--addr', '127.0.0.1:0'], { cwd: dir, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /(http:\S+)\/graphql/.exec(line)
    if (found) return { url: found[1], stop }
  }
  await ended
  throw new Error(`${binary} ended without an address; make clients builds it`)
}

/** Posts a query and returns its data; fails where there are errors. */
export async function ask(url, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

const guide = readFileSync(new URL('../../docs/front-end.md', import.meta.url), 'utf8')
const blocks = [...guide.matchAll(/```(\w+)\n([\s\S]*?)```/g)]

/** The fragment of this name in docs/front-end.md. */
export function fragment(name) {
  const found = blocks.find(([, language, text]) => language === 'graphql' && new RegExp(`^fragment ${name} `, 'm').test(text))
  if (!found) throw new Error(`docs/front-end.md has no fragment ${name}`)
  return found[2]
}

/** A query for a network in the shape of a fragment. */
export const drawing = (name, seeds = '{ids: ["city-heze"]}') =>
  `${fragment(name)} query { subgraph(seeds: ${seeds}, hops: 1) { ...${name} } }`
