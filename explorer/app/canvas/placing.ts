// Where labels go. The more important take their place first; what finds none
// is left out until there is more room.
export interface Label {
  readonly key: string;
  readonly text: string;
  readonly halves: readonly [string, string] | null; // of a group: its name and how many it is
  readonly x: number; // of the node, in pixels
  readonly y: number;
  readonly radius: number;
  readonly weight: number; // the heavier first
  readonly strong: boolean; // bold, and before all others
  readonly forced: boolean; // selected or under the pointer: placed in any case
  readonly badge: string; // '' for none
  readonly faint: boolean;
  readonly lines: readonly Spot[]; // where the lines from here lead: the label keeps off them
}

// What stands above a column, by its middle.
export interface Heading { readonly text: string; readonly x: number; readonly y: number }

export interface Spot { readonly x: number; readonly y: number }
export interface Box { left: number; top: number; right: number; bottom: number }

// A line of text from its left, by its middle.
export interface Text extends Spot { readonly text: string }

export interface Placed {
  readonly label: Label;
  readonly texts: readonly Text[]; // none where there is room for the badge only
  readonly badge: Box | null;
}

export type Measure = (text: string, font: string) => number;

export const labelFont = 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const size = 12.5, lineHeight = 15.5;
export const fontOf = (strong: boolean): string => `${strong ? 600 : 400} ${size}px ${labelFont}`;
export const badgeFont = `600 9.5px ${labelFont}`;
const longest = 40; // in halves of a Han character
const long = 26, brief = 8; // a second line is for more than a number

const wideness = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0);

// A label of a length that a canvas bears.
export function short(text: string): string {
  let wide = 0;
  let cut = '';
  for (const character of text) {
    wide += character > '\u2e7f' ? 2 : 1;
    if (wide > longest) return `${cut}…`;
    cut += character;
  }
  return text;
}

// Boxes that are taken, found by the cells that they lie in.
class Ground {
  private readonly cells = new Map<number, Box[]>();
  constructor(readonly width: number, readonly height: number) {}

  private *around(b: Box): Generator<number> {
    for (let x = b.left >> 6; x <= b.right >> 6; x++) for (let y = b.top >> 6; y <= b.bottom >> 6; y++) yield x * 4096 + y;
  }

  // Whether nothing is there, but for one.
  isFree(b: Box, but?: Box): boolean {
    if (b.left < 0 || b.top < 0 || b.right > this.width || b.bottom > this.height) return false;
    for (const cell of this.around(b)) {
      for (const o of this.cells.get(cell) ?? []) if (o !== but && b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom) return false;
    }
    return true;
  }

  take(b: Box): void {
    for (const cell of this.around(b)) {
      const list = this.cells.get(cell);
      if (list) list.push(b);
      else this.cells.set(cell, [b]);
    }
  }
}

// Places the labels that have room beside what is `taken`.
export function placeLabels(labels: readonly Label[], width: number, height: number, taken: readonly Box[], measure: Measure): Placed[] {
  const ground = new Ground(width, height);
  for (const box of taken) ground.take(box);
  const sorted = [...labels].sort((a, b) => Number(b.strong) - Number(a.strong) || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const bodies = sorted.map((l) => {
    const r = l.radius * 0.8;
    const body = { left: l.x - r, top: l.y - r, right: l.x + r, bottom: l.y + r };
    ground.take(body);
    return body;
  });
  const placed: Placed[] = [];
  for (const [i, label] of sorted.entries()) {
    if (placed.length > 400 && !label.strong) break;
    const badge = placeBadge(ground, label, bodies[i], measure);
    const texts = placeText(ground, label, badge, measure);
    if (badge || texts.length > 0) placed.push({ label, texts, badge });
  }
  return placed;
}

// Headings side by side, one lower where two would touch, with what they take.
export function placeHeadings(headings: readonly Heading[], measure: Measure): { text: Text; box: Box }[] {
  const placed: { text: Text; box: Box }[] = [];
  for (const h of headings) {
    const half = measure(h.text, fontOf(true)) / 2 + 3;
    const at = (y: number): Box => ({ left: h.x - half, top: y - 8, right: h.x + half, bottom: y + 8 });
    const free = (b: Box) => placed.every(({ box: o }) => b.left >= o.right || o.left >= b.right || b.top >= o.bottom || o.top >= b.bottom);
    const box = [h.y, h.y - 16, h.y - 32].map(at).find(free);
    if (box) placed.push({ box, text: { text: h.text, x: box.left + 3, y: box.top + 8 } });
  }
  return placed;
}

// A group with what it counts below; a name that would be cut, broken between words.
function halves({ text, halves: given }: Label): readonly [string, string] | null {
  const wide = wideness(text);
  if (given && wide > long && wideness(given[1]) > brief) return given;
  const at = wide > longest ? text.lastIndexOf(' ', longest) : -1;
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : null;
}

// On two lines where one would be long, on one where there is no room for two.
function placeText(ground: Ground, label: Label, badge: Box | null, measure: Measure): Text[] {
  const one = [short(label.text)];
  const two = halves(label)?.map(short);
  const wide = (texts: string[]) => texts.map((text) => measure(text, fontOf(label.strong)) + 2);
  const onOne = spots(ground, label, badge, wide(one));
  return (two && free(ground, label, two, spots(ground, label, badge, wide(two)))) ?? free(ground, label, one, onOne) ?? (label.forced ? inAnyCase(ground, one, onOne) : []);
}

interface Place { readonly box: Box; readonly xs: readonly number[] } // where each line of text begins

// To the right, to the left (of the badge), below or above.
function spots(ground: Ground, l: Label, badge: Box | null, wides: readonly number[]): Place[] {
  const gap = l.radius + (l.forced ? 12 : 4); // a ring may be round it
  const half = (lineHeight * wides.length) / 2;
  const widest = Math.max(...wides);
  const middle = Math.max(2 + widest / 2, Math.min(l.x, ground.width - 2 - widest / 2)); // not over the edge
  const left = Math.min(l.x - gap, badge ? badge.left - 3 : l.x);
  const at = (left: number, y: number, share: number): Place => ({
    box: { left: left - 1, top: y - half, right: left + widest + 1, bottom: y + half },
    xs: wides.map((wide) => left + (widest - wide) * share),
  });
  return [
    at(l.x + gap, l.y, 0),
    at(left - widest, l.y, 1),
    at(middle - widest / 2, l.y + l.radius + half + 2, 0.5),
    at(middle - widest / 2, l.y - l.radius - half - 2, 0.5),
  ];
}

// Where there is room, and fewest of the node's own lines pass.
function free(ground: Ground, l: Label, texts: readonly string[], places: readonly Place[]): Text[] | null {
  let best: { place: Place; lines: number } | null = null;
  for (const place of places) {
    if (!ground.isFree(place.box)) continue;
    const lines = l.lines.filter((to) => crosses(l, to, place.box)).length;
    if (!best || lines < best.lines) best = { place, lines };
    if (lines === 0) break;
  }
  return best && written(ground, best.place, texts);
}

function inAnyCase(ground: Ground, texts: readonly string[], places: readonly Place[]): Text[] {
  const inside = places.find(({ box }) => box.left >= 0 && box.right <= ground.width && box.top > 0 && box.bottom < ground.height) ?? places[0];
  return inside ? written(ground, inside, texts) : [];
}

function written(ground: Ground, { xs, box }: Place, texts: readonly string[]): Text[] {
  ground.take(box);
  return texts.map((text, i) => ({ text, x: xs[i] ?? box.left, y: box.top + lineHeight * (i + 0.5) }));
}

// Whether a line runs through a box, by cutting it at each side in turn.
function crosses(from: Spot, to: Spot, box: Box): boolean {
  let [begin, end] = [0, 1];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  for (const [step, room] of [[-dx, from.x - box.left], [dx, box.right - from.x], [-dy, from.y - box.top], [dy, box.bottom - from.y]] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) begin = Math.max(begin, room / step);
    if (step > 0) end = Math.min(end, room / step);
  }
  return begin < end;
}

// A pill at the upper left of a node.
function placeBadge(ground: Ground, l: Label, body: Box | undefined, measure: Measure): Box | null {
  if (!l.badge) return null;
  const wide = Math.max(13, measure(l.badge, badgeFont) + 7);
  const x = l.x - l.radius * 0.7 + 3;
  const y = l.y - l.radius * 0.7 - 3;
  const box = { left: x - wide, top: y - 6.5, right: x, bottom: y + 6.5 };
  if (!l.forced && !ground.isFree(box, body)) return null;
  ground.take(box);
  return box;
}
