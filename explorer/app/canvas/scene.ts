import type { Kind, Relationship } from '../api/documents.gen';
import type { Language } from '../i18n/language';

// What is on the canvas, without how it is drawn. A scene is never changed:
// each step makes a new one, which is what undo goes back to.
export interface SceneNode {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: Kind;
  readonly kindIndex: number;
  readonly color: string;
  readonly size: number; // radius in pixels
  readonly degree: number; // recorded links, shown or not
  readonly cohort: { readonly zh: string; readonly en: string } | null; // how many, in words; null for one thing
  readonly x: number;
  readonly y: number;
}

export interface SceneEdge {
  readonly key: string;
  readonly source: string;
  readonly target: string;
  readonly relationship: Relationship;
  readonly inferred: boolean;
}

export interface Scene {
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly edges: ReadonlyMap<string, SceneEdge>;
  readonly pinned: ReadonlySet<string>; // layouts leave these where they are
}

export const emptyScene: Scene = { nodes: new Map(), edges: new Map(), pinned: new Set() };

// The scene with more in it. What is there keeps its place.
export function withMore(scene: Scene, nodes: Iterable<SceneNode>, edges: Iterable<SceneEdge>): Scene {
  const allNodes = new Map(scene.nodes);
  for (const node of nodes) {
    const old = allNodes.get(node.key);
    allNodes.set(node.key, old ? { ...node, x: old.x, y: old.y } : node);
  }
  const allEdges = new Map(scene.edges);
  for (const edge of edges) if (allNodes.has(edge.source) && allNodes.has(edge.target)) allEdges.set(edge.key, edge);
  return { ...scene, nodes: allNodes, edges: allEdges };
}

// The scene with only these nodes, and the links between them.
export function only(scene: Scene, keep: (node: SceneNode) => boolean): Scene {
  const nodes = new Map([...scene.nodes].filter(([, node]) => keep(node)));
  return {
    nodes,
    edges: new Map([...scene.edges].filter(([, e]) => nodes.has(e.source) && nodes.has(e.target))),
    pinned: new Set([...scene.pinned].filter((key) => nodes.has(key))),
  };
}

export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

// The scene with nodes elsewhere.
export function moved(scene: Scene, places: Places): Scene {
  const nodes = new Map(scene.nodes);
  for (const [key, at] of places) {
    const node = nodes.get(key);
    if (node) nodes.set(key, { ...node, x: at.x, y: at.y });
  }
  return { ...scene, nodes };
}

export function pin(scene: Scene, keys: Iterable<string>, pinned: boolean): Scene {
  const all = new Set(scene.pinned);
  for (const key of keys) {
    if (pinned) all.add(key);
    else all.delete(key);
  }
  return { ...scene, pinned: all };
}

// Whether two scenes hold the same, wherever it is.
export function sameContent(a: Scene, b: Scene): boolean {
  const same = (x: ReadonlyMap<string, unknown>, y: ReadonlyMap<string, unknown>) => x === y || (x.size === y.size && [...x.keys()].every((key) => y.has(key)));
  return same(a.nodes, b.nodes) && same(a.edges, b.edges);
}

// For each node how many of its recorded links are not on the canvas.
export function hiddenLinks(scene: Scene): Map<string, number> {
  const shown = new Map<string, number>();
  for (const e of scene.edges.values()) {
    shown.set(e.source, (shown.get(e.source) ?? 0) + 1);
    if (e.target !== e.source) shown.set(e.target, (shown.get(e.target) ?? 0) + 1);
  }
  return new Map([...scene.nodes.values()].map((n) => [n.key, Math.max(0, n.degree - (shown.get(n.key) ?? 0))]));
}

export function neighbours(scene: Scene): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>([...scene.nodes.keys()].map((key) => [key, new Set()]));
  for (const e of scene.edges.values()) {
    all.get(e.source)?.add(e.target);
    all.get(e.target)?.add(e.source);
  }
  return all;
}

// What is counted, and can be switched off, in the legend.
export interface Filter {
  readonly kinds: ReadonlySet<string>; // not shown
  readonly relationships: ReadonlySet<string>; // not shown
  readonly inferred: boolean;
}

export const noFilter: Filter = { kinds: new Set(), relationships: new Set(), inferred: true };

export function passes(scene: Scene, filter: Filter, edge: SceneEdge): boolean {
  if (filter.relationships.has(edge.relationship) || (edge.inferred && !filter.inferred)) return false;
  const from = scene.nodes.get(edge.source);
  const to = scene.nodes.get(edge.target);
  return !!from && !!to && !filter.kinds.has(from.kind) && !filter.kinds.has(to.kind);
}

// The links that pass the filter, by the pair that they join.
export function bundles(scene: Scene, filter: Filter): Map<string, SceneEdge[]> {
  const all = new Map<string, SceneEdge[]>();
  for (const edge of scene.edges.values()) {
    if (!passes(scene, filter, edge)) continue;
    const name = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
    const list = all.get(name);
    if (list) list.push(edge);
    else all.set(name, [edge]);
  }
  return all;
}

export function countBy<T>(items: Iterable<T>, of: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
  return counts;
}

// Names in the reader's language; a group with how many it is.
export const nameOf = (node: SceneNode, language: Language): string => (language === 'ZH' ? node.zh : node.en);

export function labelOf(node: SceneNode, language: Language): string {
  if (!node.cohort) return nameOf(node, language);
  const name = nameOf(node, language);
  const size = language === 'ZH' ? aside(node.cohort.zh) : ` (${node.cohort.en})`;
  return name.endsWith(size) ? name : name + size;
}

// The name of a group, and how many it is; null for one thing, and where the name has its size itself.
export function halvesOf(node: SceneNode, language: Language): readonly [string, string] | null {
  const name = nameOf(node, language);
  return node.cohort && labelOf(node, language) !== name ? [name, language === 'ZH' ? node.cohort.zh : node.cohort.en] : null;
}

// In brackets, unless it has some itself.
const aside = (text: string): string => (text.includes('（') ? `，${text}` : `（${text}）`);
