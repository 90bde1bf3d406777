import Graph from 'graphology';
import type { Kind } from '../api/documents.gen';
import { bundles, hiddenLinks, neighbours, type Filter, type Scene, type SceneEdge, type SceneNode } from './scene';
import { shapeOf } from './shapes';

// How a scene is looked at.
export interface Look {
  readonly filter: Filter;
  readonly selected: ReadonlySet<string>; // keys of nodes and edges
  readonly marked: ReadonlySet<string> | null; // keys that stand out, as on a path; the rest is faint
  readonly weak: ReadonlySet<string>; // links of which marked ones are the least sure
  readonly unfolded: boolean; // parallel links one by one
  readonly badges: boolean;
  readonly heading: ((kind: Kind) => string) | null; // what stands above the column of a kind; null where there are none
}

// A bundle of parallel links, drawn as one line or beside each other.
export interface Line {
  readonly edges: readonly SceneEdge[];
  readonly shift: number; // in pixels, to the side
}

// What is drawn now, with what follows from the scene for how it is drawn.
export interface Stage {
  scene: Scene | null;
  look: Look | null;
  lines: Map<string, Line>; // by their keys in the graph that is drawn
  near: ReadonlyMap<string, ReadonlySet<string>>;
  hidden: ReadonlyMap<string, number>; // links of each node that are not shown
  bySize: readonly SceneNode[]; // the largest first: their labels come first
  shrink: number; // of nodes, where there are many
  hovered: string | null;
  lit: ReadonlySet<string> | null; // what is not faint; null for all
  hair: boolean; // lines are too many to be drawn with their style
}

export const emptyStage = (): Stage => ({
  scene: null, look: null, lines: new Map(), near: new Map(), hidden: new Map(), bySize: [], shrink: 1, hovered: null, lit: null, hair: false,
});

// From this many entities on, the pointer does not light up what is near.
const many = 2500;

// Puts another scene on the stage, in a room of so many pixels.
export function setScene(stage: Stage, scene: Scene, room: number): void {
  stage.scene = scene;
  stage.near = neighbours(scene);
  stage.hidden = hiddenLinks(scene);
  stage.shrink = Math.min(1, Math.max(0.3, Math.sqrt(Math.min(700, room / 1800) / Math.max(scene.nodes.size, 1)))); // phones have room for less
  stage.bySize = [...scene.nodes.values()].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  if (stage.hovered !== null && !scene.nodes.has(stage.hovered)) stage.hovered = null;
}

// Works out what stands out.
export function light(stage: Stage): void {
  const { scene, look, hovered, near } = stage;
  const follows = hovered !== null && (scene?.nodes.size ?? 0) < many;
  stage.lit = follows ? new Set([hovered, ...(near.get(hovered) ?? [])]) : look?.marked ?? null;
}

// What to draw again when the pointer went from one node to another: all where null.
export const touched = ({ scene }: Stage, nodes: string[]): { nodes: string[] } | null => ((scene?.nodes.size ?? 0) < many ? null : { nodes });

// The lines between pairs of entities, by a key of their own.
export function linesOf(scene: Scene, look: Pick<Look, 'filter' | 'unfolded'>): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const [name, edges] of bundles(scene, look.filter)) {
    const parts = look.unfolded && edges.length > 1 ? edges.map((e) => [e]) : [edges];
    parts.forEach((part, i) => {
      const first = part[0];
      if (!first) return;
      const side = first.source < first.target ? 1 : -1;
      lines.set(parts.length > 1 ? first.key : name, { edges: part, shift: side * (i - (parts.length - 1) / 2) * 7 });
    });
  }
  return lines;
}

// The graph that sigma draws, and the lines that are in it.
export function build(stage: Stage, scene: Scene, look: Look): Graph {
  const graph = new Graph({ type: 'directed', multi: look.unfolded }); // links of a pair one by one cost more
  for (const n of scene.nodes.values()) graph.addNode(n.key, { x: n.x, y: n.y, shape: shapeOf(n.kindIndex), group: n.cohort !== null });
  stage.lines = linesOf(scene, look);
  for (const [key, { edges: [first] }] of stage.lines) if (first) graph.addEdgeWithKey(key, first.source, first.target);
  return graph;
}

// What is drawn before there is a scene, in the colour of the paper: so that
// the programs are ready when the scene comes.
export function firstGraph(): Graph {
  const graph = new Graph({ type: 'directed' });
  for (const key of ['a', 'b']) graph.addNode(key, { x: 0, y: key === 'a' ? 0 : 1, shape: 0, group: false });
  graph.addEdge('a', 'b');
  return graph;
}
