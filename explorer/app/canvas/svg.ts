import { language } from '../i18n/language';
import { short } from './labels';
import { bundles, labelOf, type SceneEdge } from './scene';
import type { State } from './store';
import { outline, shapeOf } from './shapes';

export interface SvgColors { readonly paper: string; readonly ink: string; readonly edge: string; readonly strong: string; readonly weak: string }

type Marks = Pick<State, 'scene' | 'filter' | 'marked' | 'weak'>;

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

// The whole scene as a drawing, not only what is on the screen.
export function sceneSvg(state: Marks, colors: SvgColors): string {
  const { scene, filter, marked } = state;
  const nodes = [...scene.nodes.values()].filter((n) => !filter.kinds.has(n.kind));
  const wide = 1600, tall = 1200, margin = 80;
  const xs = nodes.map((n) => n.x), ys = nodes.map((n) => n.y);
  const least = (v: number[]) => v.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (v: number[]) => v.reduce((a, b) => Math.max(a, b), -Infinity);
  const [left, right, low, high] = [least(xs), most(xs), least(ys), most(ys)];
  const scale = Math.min((wide - 2 * margin) / Math.max(right - left, 1e-9), (tall - 2 * margin) / Math.max(high - low, 1e-9), 400);
  const at = (n: { x: number; y: number }) => ({ x: +(wide / 2 + (n.x - (left + right) / 2) * scale).toFixed(1), y: +(tall / 2 - (n.y - (low + high) / 2) * scale).toFixed(1) });
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${wide}" height="${tall}" font-family="system-ui, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="13">`];
  parts.push(`<rect width="${wide}" height="${tall}" fill="${colors.paper}"/>`);
  for (const edges of bundles(scene, filter).values()) {
    const first = edges[0];
    const from = first && scene.nodes.get(first.source), to = first && scene.nodes.get(first.target);
    if (!from || !to) continue;
    const [a, b] = [at(from), at(to)];
    parts.push(`<path d="M${a.x} ${a.y}L${b.x} ${b.y}" ${strokeOf(edges, state, colors)}/>`);
  }
  for (const n of nodes) {
    const p = at(n);
    const r = n.size;
    parts.push(`<g${marked && !marked.has(n.key) ? faint : ''}>`);
    parts.push(`<path d="${outline(shapeOf(n.kindIndex), p.x, p.y, n.cohort ? r * 0.74 : r)}" fill="${escape(n.color)}"/>`);
    if (n.cohort) parts.push(`<path d="${outline(shapeOf(n.kindIndex), p.x, p.y, r * 1.1)}" fill="none" stroke="${escape(n.color)}" stroke-width="1.5"/>`);
    parts.push(`<text x="${p.x + r + 4}" y="${p.y + 4.5}" fill="${colors.ink}" stroke="${colors.paper}" stroke-width="3" paint-order="stroke"><title>${escape(labelOf(n, language()))}</title>${escape(short(labelOf(n, language())))}</text></g>`);
  }
  parts.push('</svg>');
  return parts.join('\n');
}

const faint = ' opacity="0.3"';

// As on the canvas: dashed where all are inferred, red where a marked path is
// weakest, faint beside what is marked.
function strokeOf(edges: readonly SceneEdge[], { marked, weak }: Marks, colors: SvgColors): string {
  const lit = marked !== null && edges.some((e) => marked.has(e.key));
  const weakest = lit && edges.some((e) => weak.has(e.key));
  const wide = (edges.length > 1 ? 2.5 : 1.3) + (weakest ? 1.5 : 0);
  const dash = edges.every((e) => e.inferred) ? ' stroke-dasharray="6 4"' : '';
  return `stroke="${weakest ? colors.weak : lit ? colors.strong : colors.edge}" stroke-width="${wide}"${dash}${marked && !lit ? faint : ''}`;
}

// Hands a file to the reader.
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
