// Compiled, not run: each answer is, as it is typed, what its library takes.
import type { GraphData } from '@antv/g6'
import type { ElementsDefinition } from 'cytoscape'
import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force'
import type { GraphSeriesOption } from 'echarts'
import type { SerializedGraph } from 'graphology-types'
import type {
  DrawCytoscapeElementsQuery, DrawD3GraphQuery, DrawEChartsSeriesQuery, DrawG6DataQuery, DrawGraphologyGraphQuery, Link,
} from './api'

type Scene<Q extends { subgraph: unknown }> = NonNullable<Q['subgraph']>

export const graphology = (answer: Scene<DrawGraphologyGraphQuery>): Partial<SerializedGraph> => answer
export const cytoscape = (answer: Scene<DrawCytoscapeElementsQuery>): ElementsDefinition => answer
export const echarts = (answer: Scene<DrawEChartsSeriesQuery>): GraphSeriesOption => ({ type: 'graph', layout: 'none', ...answer })
export const g6 = (answer: Scene<DrawG6DataQuery>): GraphData => answer
export const d3 = (answer: Scene<DrawD3GraphQuery>): { nodes: SimulationNodeDatum[]; links: SimulationLinkDatum<SimulationNodeDatum & { id: string }>[] } => answer
export const since = (link: Link): string | null => link.since
