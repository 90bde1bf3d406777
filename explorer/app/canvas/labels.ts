// Labels and badges are drawn by us and not by sigma: hers may lie on each
// other. The more important take their place first; what finds none is left
// out until one zooms in.
export interface Label {
  readonly key: string;
  readonly text: string;
  readonly x: number; // of the node, in pixels
  readonly y: number;
  readonly radius: number;
  readonly weight: number; // the heavier first
  readonly strong: boolean; // bold, and before all others
  readonly forced: boolean; // selected or under the pointer: drawn in any case
  readonly badge: string; // '' for none
  readonly faint: boolean;
  readonly lines: readonly { readonly x: number; readonly y: number }[]; // where the lines from here lead: the label keeps off them
}

// What stands above a column, by its middle.
export interface Heading { readonly text: string; readonly x: number; readonly y: number }

export interface LabelColors {
  readonly ink: string;
  readonly faint: string;
  readonly halo: string;
  readonly badge: string;
  readonly badgeInk: string;
}

export const labelFont = 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const size = 12.5;
const longest = 40; // in halves of a Han character

export interface Box { left: number; top: number; right: number; bottom: number }

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

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string, strong: boolean): number {
  const key = (strong ? 's' : 'n') + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20_000) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

// Draws the labels that have room beside what is `taken`, and returns how many.
export function drawLabels(context: CanvasRenderingContext2D, labels: Label[], width: number, height: number, colors: LabelColors, taken: readonly Box[]): number {
  const ground = new Ground(width, height);
  for (const box of taken) ground.take(box);
  labels.sort((a, b) => Number(b.strong) - Number(a.strong) || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const bodies = labels.map((l) => {
    const r = l.radius * 0.8;
    const body = { left: l.x - r, top: l.y - r, right: l.x + r, bottom: l.y + r };
    ground.take(body);
    return body;
  });
  const badged: Label[] = [];
  let drawn = 0;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const [i, l] of labels.entries()) {
    if (drawn > 400 && !l.strong) break;
    if (l.badge) {
      const box = badgeBox(context, l);
      if (l.forced || ground.isFree(box, bodies[i])) {
        ground.take(box);
        badged.push(l);
      }
    }
    if (drawOne(context, ground, l, colors)) drawn++;
  }
  context.font = badgeFont;
  for (const l of badged) drawBadge(context, l, colors);
  return drawn;
}

// Draws headings side by side, one lower where two would touch, and returns what they take.
export function drawHeadings(context: CanvasRenderingContext2D, headings: readonly Heading[], colors: LabelColors): Box[] {
  context.font = `600 ${size}px ${labelFont}`;
  context.textBaseline = 'middle';
  context.fillStyle = colors.faint;
  const boxes: Box[] = [];
  for (const h of headings) {
    const half = context.measureText(h.text).width / 2 + 3;
    const at = (y: number): Box => ({ left: h.x - half, top: y - 8, right: h.x + half, bottom: y + 8 });
    const free = (b: Box) => boxes.every((o) => b.left >= o.right || o.left >= b.right || b.top >= o.bottom || o.top >= b.bottom);
    const box = [h.y, h.y - 16, h.y - 32].map(at).find(free);
    if (!box) continue;
    boxes.push(box);
    context.fillText(h.text, box.left + 3, box.top + 8);
  }
  return boxes;
}

function drawOne(context: CanvasRenderingContext2D, ground: Ground, l: Label, colors: LabelColors): boolean {
  context.font = `${l.strong ? 600 : 400} ${size}px ${labelFont}`;
  const text = short(l.text);
  const wide = widthOf(context, text, l.strong) + 2;
  const at = place(ground, l, wide);
  if (!at) return false;
  context.strokeStyle = colors.halo;
  context.lineWidth = 3.5;
  context.strokeText(text, at.x, at.y);
  context.fillStyle = l.faint ? colors.faint : colors.ink;
  context.fillText(text, at.x, at.y);
  return true;
}

// To the right, to the left, below or above: where there is room, and fewest
// of the node's own lines pass.
function place(ground: Ground, l: Label, wide: number): { x: number; y: number } | null {
  const gap = l.radius + (l.forced ? 12 : 4); // a ring may be round it
  const half = size * 0.62;
  const middle = Math.max(2, Math.min(l.x - wide / 2, ground.width - wide - 2)); // not over the edge
  const spots = [
    { x: l.x + gap, y: l.y },
    { x: l.x - gap - wide, y: l.y },
    { x: middle, y: l.y + l.radius + half + 2 },
    { x: middle, y: l.y - l.radius - half - 2 },
  ];
  let best: { spot: { x: number; y: number }; box: Box; lines: number } | null = null;
  for (const spot of spots) {
    const box = { left: spot.x - 1, top: spot.y - half, right: spot.x + wide + 1, bottom: spot.y + half };
    if (!ground.isFree(box)) continue;
    const lines = l.lines.filter((to) => crosses(l, to, box)).length;
    if (!best || lines < best.lines) best = { spot, box, lines };
    if (lines === 0) break;
  }
  if (best) {
    ground.take(best.box);
    return best.spot;
  }
  if (!l.forced) return null;
  const inside = spots.find((s) => s.x >= 0 && s.x + wide <= ground.width && s.y > half && s.y < ground.height - half) ?? spots[0];
  if (inside) ground.take({ left: inside.x - 1, top: inside.y - half, right: inside.x + wide + 1, bottom: inside.y + half });
  return inside ?? null;
}

// Whether a line runs through a box, by cutting it at each side in turn.
function crosses(from: { x: number; y: number }, to: { x: number; y: number }, box: Box): boolean {
  let [begin, end] = [0, 1];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  for (const [step, room] of [[-dx, from.x - box.left], [dx, box.right - from.x], [-dy, from.y - box.top], [dy, box.bottom - from.y]] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) begin = Math.max(begin, room / step);
    if (step > 0) end = Math.min(end, room / step);
  }
  return begin < end;
}

const badgeFont = `600 9.5px ${labelFont}`;

function badgeBox(context: CanvasRenderingContext2D, l: Label): Box {
  context.font = badgeFont;
  const wide = Math.max(13, context.measureText(l.badge).width + 7);
  const x = l.x - l.radius * 0.7 + 3;
  const y = l.y - l.radius * 0.7 - 3;
  return { left: x - wide, top: y - 6.5, right: x, bottom: y + 6.5 };
}

// How many links a node has that are not shown: a pill at its upper left.
function drawBadge(context: CanvasRenderingContext2D, l: Label, colors: LabelColors): void {
  const box = badgeBox(context, l);
  context.fillStyle = colors.badge;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, 13, 6.5);
  context.fill();
  context.fillStyle = colors.badgeInk;
  context.fillText(l.badge, (box.left + box.right - context.measureText(l.badge).width) / 2, box.top + 7);
}
