// Exported files open with libraries that did not write them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ExcelJS from 'exceljs'
import Graph from 'graphology'
import gexf from 'graphology-gexf'
import graphml from 'graphology-graphml'
import { JSDOM } from 'jsdom'
import mammoth from 'mammoth'
import { ask, serve } from './server.js'

let server, nodes, edges
before(async () => {
  server = await serve()
  const { subgraph } = await ask(server.url, '{ subgraph(seeds: {ids: ["city-heze"]}) { totals { nodes edges } } }')
  ;({ nodes, edges } = subgraph.totals)
  const { DOMParser, Document } = new JSDOM().window // what the readers have in a browser
  Object.assign(globalThis, { DOMParser, Document })
})
after(() => server.stop())

const file = async (name, query = 'seeds=city-heze') => {
  const response = await fetch(`${server.url}/export/${name}?${query}`)
  assert.equal(response.status, 200)
  return Buffer.from(await response.arrayBuffer())
}

const graphs = {
  'graph.gexf': (text) => gexf.parse(Graph, text, { addMissingNodes: false }),
  'graph.graphml': (text) => graphml.parse(Graph, text, { addMissingNodes: false }),
  'graph.json': (text) => Graph.from(JSON.parse(text)),
}

for (const [name, parse] of Object.entries(graphs)) {
  test(`${name} opens`, async () => {
    const graph = parse((await file(name)).toString('utf8'))
    assert.equal(graph.order, nodes)
    assert.equal(graph.size, edges)
    const heze = graph.getNodeAttributes('city-heze')
    assert.equal(heze.label, '菏泽市')
    assert.match(heze.color, /^(#[0-9a-f]{6}|rgba?\(.*\))$/i)
    for (const what of ['x', 'y', 'size', 'degree']) assert.equal(typeof heze[what], 'number', what)
    assert.equal(heze.hub, false)
    graph.forEachEdge((key, link) => {
      assert.match(key, /^l_/)
      assert.ok(link.assertion === 'STATED' || link.assertion === 'INFERRED' && link.confidence && link.basis)
      assert.ok(link.evidence.length > 0, 'no evidence')
    })
  })
}

test('network.xlsx opens', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await file('network.xlsx', 'seeds=city-heze&language=en'))
  assert.deepEqual(book.worksheets.map((sheet) => sheet.name), ['Entities', 'Links', 'Sources', 'About'])
  const [entities, links, sources] = book.worksheets
  assert.equal(entities.rowCount, nodes + 1)
  assert.equal(links.rowCount, edges + 1)
  assert.ok(sources.rowCount > 5)
  assert.equal(sources.getCell('A2').value, 1)
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => assert.equal(cell.formula, undefined))))
})

test('brief.docx opens', async () => {
  const buffer = await file('brief.docx', `from=${encodeURIComponent('{"enterprises":{}}')}&to=${encodeURIComponent('{"experts":{"academician":{"eq":true}}}')}`)
  const { value: html, messages } = await mammoth.convertToHtml({ buffer }, { styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='List Bullet'] => li:fresh"] })
  assert.deepEqual(messages, [])
  assert.match(html, /<h1>全部企业与专家.*<\/h1>/)
  assert.match(html, /<h1>发现<\/h1>/)
  assert.match(html, /<li>.*陈飞勇.*〔1〕/)
  assert.match(html, /〔1〕 《/)
})
