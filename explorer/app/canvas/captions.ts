import { language } from '../i18n/language';
import type { Heading, Label } from './placing';
import type { Look } from './stage';
import { halvesOf, labelOf, type Scene, type SceneNode } from './scene';

// How many labels are looked at for one drawing: more have no room.
const labelsAtMost = 800;

// Up to this many entities labels keep off the lines that meet at them.
const linesAtMost = 600;

// What there is to write on, and where it is on the screen now.
export interface Sheet {
  readonly scene: Scene;
  readonly look: Look;
  readonly bySize: readonly SceneNode[]; // the largest first: their labels come first
  readonly near: ReadonlyMap<string, ReadonlySet<string>>;
  readonly hidden: ReadonlyMap<string, number>; // links that are not shown
  readonly hovered: string | null;
  readonly shrink: number;
  at(key: string): { x: number; y: number };
  scaled(size: number): number; // of a node, to pixels
}

// The labels of what is on the screen, those that matter most first.
export function captions(sheet: Sheet, width: number, height: number): Label[] {
  const { scene, look, hovered } = sheet;
  const labels: Label[] = [];
  const first = [...look.selected, ...(look.marked ?? []), ...(hovered === null ? [] : [hovered])].flatMap((key) => scene.nodes.get(key) ?? []);
  for (const node of new Set([...first, ...sheet.bySize])) {
    if (labels.length >= labelsAtMost) break;
    if (look.filter.kinds.has(node.kind)) continue;
    const at = sheet.at(node.key);
    if (at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) continue;
    labels.push(caption(sheet, node, at));
  }
  return labels;
}

function caption(sheet: Sheet, node: SceneNode, at: { x: number; y: number }): Label {
  const { scene, look, hovered } = sheet;
  const selected = look.selected.has(node.key);
  const strong = selected || node.key === hovered || (look.marked?.has(node.key) ?? false);
  const radius = sheet.scaled(node.size * sheet.shrink) * (node.cohort ? 1.15 : 1);
  const hidden = sheet.hidden.get(node.key) ?? 0;
  return {
    key: node.key, text: labelOf(node, language()), halves: halvesOf(node, language()), ...at, radius, weight: node.size, strong,
    forced: node.key === hovered || (selected && look.selected.size === 1),
    badge: look.badges && hidden > 0 && radius > 4 ? (hidden > 999 ? '999+' : `+${hidden}`) : '',
    faint: look.marked !== null && !strong,
    lines: scene.nodes.size > linesAtMost ? [] : [...(sheet.near.get(node.key) ?? [])].filter((key) => !look.filter.kinds.has(scene.nodes.get(key)?.kind ?? '')).map(sheet.at),
  };
}

// The name of each kind above its column.
export function headings({ scene, look, at }: Sheet): Heading[] {
  const { heading } = look;
  if (!heading) return [];
  const columns = new Map<string, { text: string; xs: number[] }>();
  let top = Infinity;
  for (const node of scene.nodes.values()) {
    if (look.filter.kinds.has(node.kind)) continue;
    const { x, y } = at(node.key);
    const column = columns.get(node.kind) ?? { text: heading(node.kind), xs: [] };
    column.xs.push(x);
    columns.set(node.kind, column);
    top = Math.min(top, y);
  }
  return [...columns.values()].map(({ text, xs }) => ({ text, x: (Math.min(...xs) + Math.max(...xs)) / 2, y: top - 26 })).sort((a, b) => a.x - b.x);
}
