import type { Attributes } from 'graphology-types';
import { colors, mix } from './colors';
import type { DrawnEdge } from './edgeProgram';
import type { Drawn } from './nodeProgram';
import type { SceneEdge } from './scene';
import type { Line, Stage } from './stage';

// All that sigma wants to know of a node, also what is the same for all: she
// would add what is missing to each, which takes her longer than the rest.
export function nodeStyle({ scene, look, lit: bright, shrink, hovered }: Stage, key: string, at: Attributes): Partial<Drawn> {
  const node = scene?.nodes.get(key);
  const c = colors();
  const selected = look?.selected.has(key) ?? false;
  const lit = selected || !bright || bright.has(key);
  const color = node?.color ?? c.paper;
  return {
    x: at['x'], y: at['y'], shape: at['shape'], group: at['group'], type: 'circle', label: null, highlighted: false, forceLabel: false,
    size: (node?.size ?? 1) * shrink * (selected ? 1.15 : 1),
    color: lit ? color : mix(color, c.paper, 0.72),
    outline: selected ? c.ink : scene?.pinned.has(key) ? c.strong : c.paper,
    hidden: node !== undefined && (look?.filter.kinds.has(node.kind) ?? false),
    zIndex: selected || key === hovered ? 2 : lit ? 1 : 0,
  };
}

// The same of a line.
export function lineStyle(stage: Stage, key: string): Partial<DrawnEdge> {
  const { look, lines } = stage;
  const line = lines.get(key);
  const first = line?.edges[0];
  const c = colors();
  if (!look || !line || !first) return { size: 1, color: c.paper };
  const selected = line.edges.some((e) => look.selected.has(e.key));
  const bright = isLit(stage, line, first);
  const weak = look.marked !== null && line.edges.some((e) => look.weak.has(e.key));
  const touched = stage.lit !== null || look.selected.has(first.source) || look.selected.has(first.target);
  const hair = stage.hair && !selected && !weak && !(touched && bright);
  return {
    type: hair ? 'hair' : 'line', label: '', hidden: false, forceLabel: false,
    size: Math.min(1.3 + 0.7 * (line.edges.length - 1), 4) + (selected || weak ? 1.5 : 0),
    color: selected ? c.accent : weak ? c.weak : !bright ? c.faint : touched ? c.strong : lines.size > 2000 && !hair ? c.faint : c.edge,
    dashed: line.edges.every((e) => e.inferred),
    arrow: (selected || hasRoom(stage, first)) && (touched || lines.size <= 60) && line.edges.every((e) => e.source === first.source),
    shift: line.shift,
    zIndex: selected || weak ? 2 : bright ? 1 : 0,
  };
}

// More arrows than these at one node make a blot.
const hasRoom = ({ near }: Stage, { source, target }: SceneEdge): boolean => Math.max(near.get(source)?.size ?? 0, near.get(target)?.size ?? 0) <= 20;

// A marked line is one of whose links is marked; round a hovered node, one that touches it.
function isLit({ lit, look, hovered }: Stage, line: Line, first: SceneEdge): boolean {
  if (!lit) return true;
  if (lit === look?.marked) return line.edges.some((e) => lit.has(e.key));
  return first.source === hovered || first.target === hovered;
}
