import type { Kind } from '../api/documents.gen';
import { language } from '../i18n/language';
import { captions, headings, type Sheet } from './captions';
import { measureWith } from './labels';
import { placeHeadings, placeLabels, type Spot, type Text } from './placing';
import { labelOf, neighbours, type SceneNode } from './scene';
import type { State } from './store';
import { linesOf, type Line } from './stage';
import { outline, shapeOf } from './shapes';

// Colours as SVG takes them.
export interface SvgColors { readonly paper: string; readonly ink: string; readonly soft: string; readonly edge: string; readonly strong: string; readonly weak: string }

type Marks = Pick<State, 'scene' | 'filter' | 'marked' | 'weak' | 'unfolded'>;

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const margin = 80;
const arrowsAtMost = 60; // as on the canvas

// The whole scene as a drawing, not only what is on the screen: for so many
// entities as wide as is given, wider for more. `heading` names the columns of kinds.
export function sceneSvg(state: Marks, colors: SvgColors, width: number, heading: ((kind: Kind) => string) | null): string {
  const { scene, filter, marked } = state;
  const nodes = [...scene.nodes.values()].filter((n) => !filter.kinds.has(n.kind));
  const { wide, tall, at } = frame(nodes, width);
  const place = (key: string): Spot => at(scene.nodes.get(key) ?? { x: 0, y: 0 });
  const lines = linesOf(scene, state);
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${wide}" height="${tall}" font-family="system-ui, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="12.5">`];
  parts.push(`<rect width="${wide}" height="${tall}" fill="${colors.paper}"/>`);
  for (const line of lines.values()) parts.push(lineSvg(line, state, place, lines.size <= arrowsAtMost, colors));
  for (const n of nodes) parts.push(nodeSvg(n, at(n), marked !== null && !marked.has(n.key)));
  const sheet: Sheet = {
    scene, hovered: null, hidden: new Map(), shrink: 1, at: place, scaled: (size) => size, near: neighbours(scene),
    bySize: [...nodes].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1)),
    look: { ...state, selected: new Set(), badges: false, heading },
  };
  parts.push(...textSvg(sheet, wide, tall, colors), '</svg>');
  return parts.join('\n');
}

// How large the drawing is, and where in it a place of the scene is.
function frame(nodes: readonly SceneNode[], width: number) {
  const grown = Math.round(width * Math.min(5, Math.max(1, Math.sqrt(nodes.length / 120))));
  const least = (of: (n: SceneNode) => number) => nodes.reduce((a, n) => Math.min(a, of(n)), Infinity);
  const most = (of: (n: SceneNode) => number) => nodes.reduce((a, n) => Math.max(a, of(n)), -Infinity);
  const [left, right, low, high] = [least((n) => n.x), most((n) => n.x), least((n) => n.y), most((n) => n.y)];
  const tall = Math.round(grown * Math.min(0.8, Math.max(0.4, (high - low) / Math.max(right - left, 1e-9) || 0)));
  const scale = Math.min((grown - 2 * margin) / Math.max(right - left, 1e-9), (tall - 2 * margin) / Math.max(high - low, 1e-9), 400);
  const at = (n: Spot): Spot => ({ x: grown / 2 + (n.x - (left + right) / 2) * scale, y: tall / 2 - (n.y - (low + high) / 2) * scale });
  return { wide: grown, tall, at };
}

const faint = ' opacity="0.3"';
const round = (n: number): string => n.toFixed(1);

// As on the canvas: dashed where all are inferred, red where a marked path is
// weakest, faint beside what is marked, beside each other where they are unfolded.
function lineSvg({ edges, shift }: Line, { scene, marked, weak }: Marks, place: (key: string) => Spot, arrows: boolean, colors: SvgColors): string {
  const first = edges[0];
  if (!first) return '';
  const [from, to] = [place(first.source), place(first.target)];
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const point = (along: number, aside = 0) => `${round(from.x + dx * along - dy * (shift + aside))} ${round(from.y + dy * along + dx * (shift + aside))}`;
  const lit = marked !== null && edges.some((e) => marked.has(e.key));
  const weakest = lit && edges.some((e) => weak.has(e.key));
  const color = weakest ? colors.weak : lit ? colors.strong : colors.edge;
  const wide = (edges.length > 1 ? 2.5 : 1.3) + (weakest ? 1.5 : 0);
  const dash = edges.every((e) => e.inferred) ? ' stroke-dasharray="6 4"' : '';
  const tip = length - (scene.nodes.get(first.target)?.size ?? 0) - 1;
  const arrow = arrows && tip > 10 && edges.every((e) => e.source === first.source) ? `<path d="M${point(tip)}L${point(tip - 9, 4)}L${point(tip - 9, -4)}Z" fill="${color}"/>` : '';
  return `<g${marked && !lit ? faint : ''}><path d="M${point(0)}L${point(length)}" stroke="${color}" stroke-width="${wide}"${dash}/>${arrow}</g>`;
}

function nodeSvg(n: SceneNode, { x, y }: Spot, isFaint: boolean): string {
  const [shape, color] = [shapeOf(n.kindIndex), escape(n.color)];
  const ring = n.cohort ? `<path d="${outline(shape, x, y, n.size * 1.1)}" fill="none" stroke="${color}" stroke-width="1.5"/>` : '';
  return `<g${isFaint ? faint : ''}><title>${escape(labelOf(n, language()))}</title><path d="${outline(shape, x, y, n.cohort ? n.size * 0.74 : n.size)}" fill="${color}"/>${ring}</g>`;
}

// Labels and headings, placed as on the canvas.
function textSvg(sheet: Sheet, wide: number, tall: number, colors: SvgColors): string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [];
  const measure = measureWith(context);
  const heads = placeHeadings(headings(sheet), measure);
  const write = ({ text, x, y }: Text, color: string, strong: boolean) =>
    `<text x="${round(x)}" y="${round(y + 4.5)}" fill="${color}" stroke="${colors.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"${strong ? ' font-weight="600"' : ''}>${escape(text)}</text>`;
  const labels = placeLabels(captions(sheet, wide, tall), wide, tall, heads.map(({ box }) => box), measure);
  return [
    ...heads.map(({ text }) => write(text, colors.soft, true)),
    ...labels.flatMap(({ label, texts }) => texts.map((text) => write(text, label.faint ? colors.soft : colors.ink, label.strong))),
  ];
}

// Hands a file to the reader.
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
