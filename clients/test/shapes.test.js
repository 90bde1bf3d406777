// Fragments turn a network into the input of drawing libraries, by aliases alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import cytoscape from 'cytoscape'
import { forceLink, forceSimulation } from 'd3-force'
import * as echarts from 'echarts'
import Graph from 'graphology'
import { ask, drawing, serve } from './server.js'

let server, nodes, edges
before(async () => {
  server = await serve()
  const { subgraph } = await ask(server.url, '{ subgraph(seeds: {ids: ["city-heze"]}) { totals { nodes edges } } }')
  ;({ nodes, edges } = subgraph.totals)
  assert.ok(nodes > 40 && edges > nodes)
})
after(() => server.stop())

const network = async (name) => (await ask(server.url, drawing(name))).subgraph

test('graphology, and so sigma', async () => {
  const graph = new Graph({ type: 'directed', multi: true })
  graph.import(await network('GraphologyGraph'))
  assert.equal(graph.order, nodes)
  assert.equal(graph.size, edges)
  const heze = graph.getNodeAttributes('city-heze')
  assert.equal(heze.label, '菏泽市')
  for (const name of ['x', 'y', 'size']) assert.equal(typeof heze[name], 'number')
  assert.equal(heze.type, undefined, 'sigma reads `type` as the name of a program')
})

test('graphology without multi refuses parallel links', async () => {
  const data = await ask(server.url, drawing('GraphologyGraph', '{any: {}}').replace('hops: 1', 'hops: 0, first: 20000'))
  assert.throws(() => new Graph({ type: 'directed' }).import(data.subgraph), /already exists/)
})

test('cytoscape', async () => {
  const { nodes: n, edges: e } = await network('CytoscapeElements')
  const cy = cytoscape({ headless: true, elements: { nodes: n, edges: e }, layout: { name: 'preset' } })
  assert.equal(cy.nodes().length, nodes)
  assert.equal(cy.edges().length, edges)
  const heze = cy.getElementById('city-heze')
  assert.equal(heze.data('label'), '菏泽市')
  assert.ok(heze.connectedEdges().length > 20)
  assert.ok(cy.nodes().some((node) => node.position('x') !== 0))
  assert.equal(cy.$(`#${heze.id()}`).length, 1, 'ids need no escape in selectors')
  cy.destroy()
})

test('d3', async () => {
  const graph = await network('D3Graph')
  const force = forceLink(graph.links).id((node) => node.id)
  forceSimulation(graph.nodes).force('link', force).stop().tick(10)
  assert.equal(force.links().length, edges)
  assert.equal(typeof force.links()[0].source, 'object')
})

test('d3 takes no frozen answer; a clone helps', async () => {
  const freeze = (value) => {
    Object.values(value).forEach((part) => part && typeof part === 'object' && freeze(part))
    return Object.freeze(value)
  }
  const frozen = freeze(await network('D3Graph'))
  const simulation = forceSimulation([]).stop()
  assert.throws(() => simulation.nodes(frozen.nodes), /object is not extensible/)
  simulation.nodes(structuredClone(frozen).nodes)
})

test('ECharts', async () => {
  const { data, links, categories } = await network('EChartsSeries')
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 600 })
  chart.setOption({ series: [{ type: 'graph', layout: 'none', label: { show: true }, data, links, categories }] })
  const svg = chart.renderToSVGString()
  const drawn = chart.getModel().getSeriesByIndex(0).getGraph()
  assert.equal(drawn.nodes.length, nodes)
  assert.equal(drawn.edges.length, edges)
  assert.match(svg, /菏泽市/)
  chart.dispose()
})
