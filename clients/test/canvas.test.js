// sigma and G6 draw in a real browser what the fragments give.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { ask, drawing, serve } from './server.js'

let server, browser
before(async () => {
  server = await serve()
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

// draw runs a page's script with an answer and returns what it says of the drawing.
async function draw(script, data) {
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: script, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true, write: false, format: 'iife', logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' },
  })
  const page = await browser.newPage()
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => request.url() !== 'about:blank' && complaints.push(request.url()))
  await page.setContent('<div id="drawing" style="width:800px;height:600px"></div>')
  await page.evaluate((answer) => { window.answer = answer }, data)
  await page.addScriptTag({ content: bundle.text })
  await page.waitForFunction(() => window.drawn)
  const drawn = await page.evaluate(() => window.drawn)
  await page.close()
  assert.deepEqual(complaints, [])
  return drawn
}

test('sigma', async () => {
  const { subgraph } = await ask(server.url, drawing('GraphologyGraph'))
  const drawn = await draw(`
    import Graph from 'graphology'
    import Sigma from 'sigma'
    const graph = new Graph({ type: 'directed', multi: true })
    graph.import(window.answer)
    const sigma = new Sigma(graph, document.getElementById('drawing'))
    sigma.once('afterRender', () => {
      const at = sigma.getNodeDisplayData('city-heze')
      window.drawn = { nodes: graph.order, label: at.label, placed: Number.isFinite(at.x), layers: document.querySelectorAll('canvas').length }
    })
    sigma.refresh()
  `, subgraph)
  assert.equal(drawn.nodes, subgraph.nodes.length)
  assert.equal(drawn.label, '菏泽市')
  assert.ok(drawn.placed && drawn.layers > 2)
})

test('G6', async () => {
  const { subgraph } = await ask(server.url, drawing('G6Data'))
  const drawn = await draw(`
    import { Graph } from '@antv/g6'
    const graph = new Graph({
      container: 'drawing', data: window.answer, animation: false,
      node: { style: { labelText: (node) => node.data.label } },
    })
    graph.render().then(() => {
      window.drawn = { nodes: graph.getNodeData().length, edges: graph.getEdgeData().length, at: graph.getElementPosition('city-heze') }
    })
  `, subgraph)
  assert.equal(drawn.nodes, subgraph.nodes.length)
  assert.equal(drawn.edges, subgraph.edges.length)
  assert.ok(drawn.at.every(Number.isFinite))
})
