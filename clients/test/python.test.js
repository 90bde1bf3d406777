// Exported files open with networkx, openpyxl and python-docx.
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { serve } from './server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
let server
before(async () => { server = await serve() })
after(() => server.stop())

test('exported files open in Python', async () => {
  await promisify(execFile)(`${root}build/python/bin/python`, ['python/test_files.py'], { cwd: root, env: { ...process.env, JINQIAO_URL: server.url } })
})
