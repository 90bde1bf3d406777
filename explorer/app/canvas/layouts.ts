import { neighbours, type Places, type Scene, type SceneNode } from './scene';

// Layouts give places for all that is not pinned. They are the same for the
// same scene. One unit is about the distance of two neighbours.
export type Layout = 'server' | 'force' | 'rings' | 'levels' | 'columns';
export const layouts: readonly Layout[] = ['server', 'force', 'rings', 'levels', 'columns'];

type Place = { x: number; y: number };

// How far apart neighbours are on a canvas of so many nodes, in its own units.
export function spacing(scene: Scene): number {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const n of scene.nodes.values()) {
    left = Math.min(left, n.x);
    right = Math.max(right, n.x);
    top = Math.min(top, n.y);
    bottom = Math.max(bottom, n.y);
  }
  const wide = Math.max(right - left, bottom - top);
  return scene.nodes.size < 2 || wide === 0 || !isFinite(wide) ? 1 : wide / Math.sqrt(scene.nodes.size);
}

// Rings around a focus: the nearer by links, the nearer to the middle. What is
// not joined to it is on the outermost.
export function rings(scene: Scene, focus: readonly string[]): Places {
  const { rounds, parent } = roundsFrom(scene, focus);
  return onRings(scene, rounds, parent);
}

// From left to right by the number of steps from a focus; what is not joined to
// it is rightmost. For paths: from their beginnings to their ends.
export function levels(scene: Scene, focus: readonly string[], aspect: number): Places {
  const { rounds } = roundsFrom(scene, focus);
  const lists = rounds.map((round) => round.flatMap((key) => scene.nodes.get(key) ?? []));
  return free(scene, inColumns(scene, untangled(scene, lists), aspect, 3));
}

// All entities by their steps from a focus, and over which neighbour each was
// come to first.
function roundsFrom(scene: Scene, focus: readonly string[]): { rounds: string[][]; parent: Map<string, string> } {
  const near = neighbours(scene);
  const rounds: string[][] = [];
  const parent = new Map<string, string>();
  const seen = new Set(focus.filter((key) => scene.nodes.has(key)));
  let round = [...seen];
  while (round.length > 0) {
    rounds.push(round);
    const next: string[] = [];
    for (const key of round) {
      for (const other of [...(near.get(key) ?? [])].sort(byKind(scene))) {
        if (seen.has(other)) continue;
        seen.add(other);
        parent.set(other, key);
        next.push(other);
      }
    }
    round = next;
  }
  const apart = [...scene.nodes.keys()].filter((key) => !seen.has(key)).sort(byKind(scene));
  if (apart.length > 0) rounds.push(apart);
  return { rounds, parent };
}

function onRings(scene: Scene, rounds: string[][], parent: Map<string, string>): Places {
  const places = new Map<string, Place>();
  const angles = new Map<string, number>();
  let radius = 0;
  rounds.forEach((round, ring) => {
    if (ring > 0) radius = Math.max(radius + 1.6, (round.length * 0.75) / (2 * Math.PI));
    const wish = (key: string) => angles.get(parent.get(key) ?? '') ?? 0;
    const sorted = ring < 2 ? round : [...round].sort((a, b) => wish(a) - wish(b));
    sorted.forEach((key, i) => {
      const angle = (2 * Math.PI * i) / sorted.length;
      angles.set(key, angle);
      places.set(key, { x: radius * Math.sin(angle), y: radius * Math.cos(angle) });
    });
  });
  return free(scene, places);
}

// A column for each kind, those with many links between them side by side.
export function columns(scene: Scene, aspect: number): Places {
  const lists = orderKinds(scene).map((kind) => [...scene.nodes.values()].filter((n) => n.kind === kind).sort((a, b) => b.degree - a.degree || (a.key < b.key ? -1 : 1)));
  return free(scene, inColumns(scene, untangled(scene, lists), aspect, 4));
}

// Columns in the order that crosses least.
function untangled(scene: Scene, lists: SceneNode[][]): SceneNode[][] {
  const near = neighbours(scene);
  const row = new Map<string, number>();
  const column = new Map(lists.flatMap((list, i) => list.map((n) => [n.key, i] as const)));
  const number = (list: SceneNode[]) => list.forEach((n, i) => row.set(n.key, (i + 0.5) / list.length));
  const wishOf = (n: SceneNode) => mean([...(near.get(n.key) ?? [])].filter((key) => column.get(key) !== column.get(n.key)).map((key) => row.get(key) ?? 0.5)) ?? row.get(n.key) ?? 0.5;
  lists.forEach(number);
  for (let sweep = 0; sweep < 6; sweep++) {
    for (const list of sweep % 2 ? [...lists].reverse() : lists) {
      const wish = new Map(list.map((n) => [n.key, wishOf(n)]));
      list.sort((a, b) => (wish.get(a.key) ?? 0) - (wish.get(b.key) ?? 0) || (a.key < b.key ? -1 : 1));
      number(list);
    }
  }
  return lists;
}

// A long column goes on beside itself; the whole is as wide to its height as
// what it is drawn on, where there are enough rows.
function inColumns(scene: Scene, lists: SceneNode[][], aspect: number, enough: number): Places {
  const bent = linkedWithin(scene, lists);
  const places = new Map<string, Place>();
  const most = Math.max(10, Math.ceil(Math.sqrt(lists.reduce((sum, l) => sum + l.length, 0)) * 1.5));
  const cut = lists.map((list) => {
    const parts = Math.ceil(list.length / most);
    return Array.from({ length: parts }, (_, part) => list.filter((_n, i) => i % parts === part));
  });
  const wide = Math.max(1, cut.reduce((sum, parts) => sum + 1 + parts.length, -2));
  const rows = Math.max(...cut.flat().map((part) => part.length), 1);
  const high = wide / aspect / Math.max(rows - 1, enough - 1);
  let x = 0;
  for (const [column, parts] of cut.entries()) {
    for (const part of parts) {
      part.forEach((n, i) => places.set(n.key, { x: x + (bent.has(column) ? bend(i, part.length) : 0), y: ((part.length - 1) / 2 - i) * high }));
      x += 1;
    }
    x += 1;
  }
  return places;
}

// The columns that have links within: on a straight one they would run through entities that they do not join.
function linkedWithin(scene: Scene, lists: SceneNode[][]): Set<number> {
  const column = new Map(lists.flatMap((list, i) => list.map((n) => [n.key, i] as const)));
  return new Set([...scene.edges.values()].flatMap((e) => (column.get(e.source) === column.get(e.target) ? column.get(e.source) ?? [] : [])));
}

// How far aside the one at a place in a column of so many is: on a bow no three are in line.
const bend = (at: number, of: number): number => (of < 3 ? 0 : 0.45 * (1 - ((2 * at) / (of - 1) - 1) ** 2));

const mean = (values: number[]): number | null => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : null);

// A chain of the kinds that are present: it begins with the pair that has most
// links between them, and grows at either end by what is joined to it most.
function orderKinds(scene: Scene): string[] {
  const between = new Map<string, number>();
  for (const e of scene.edges.values()) {
    const a = scene.nodes.get(e.source)?.kind ?? '';
    const b = scene.nodes.get(e.target)?.kind ?? '';
    for (const pair of [`${a} ${b}`, `${b} ${a}`]) if (a !== b) between.set(pair, (between.get(pair) ?? 0) + 1);
  }
  const links = (a: string | undefined, b: string | undefined) => between.get(`${a} ${b}`) ?? 0;
  const rest = [...new Set([...scene.nodes.values()].sort((a, b) => a.kindIndex - b.kindIndex).map((n) => n.kind as string))];
  const [best] = [...between].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const chain = best ? best[0].split(' ') : rest.slice(0, 1);
  for (let left = rest.filter((k) => !chain.includes(k)); left.length > 0; left = left.filter((k) => !chain.includes(k))) {
    const ends = [chain[0], chain[chain.length - 1]];
    const pull = (k: string) => Math.max(...ends.map((end) => links(k, end)));
    const next = left.reduce((a, b) => (pull(b) > pull(a) ? b : a));
    if (links(next, ends[0]) > links(next, ends[1])) chain.unshift(next);
    else chain.push(next);
  }
  return chain;
}

const byKind = (scene: Scene) => (a: string, b: string): number =>
  (scene.nodes.get(a)?.kindIndex ?? 0) - (scene.nodes.get(b)?.kindIndex ?? 0) || (a < b ? -1 : a > b ? 1 : 0);

// What is pinned stays.
const free = (scene: Scene, places: Map<string, Place> | Places): Places => new Map([...places].filter(([key]) => !scene.pinned.has(key)));
