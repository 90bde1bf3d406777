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
}

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

interface Box { left: number; top: number; right: number; bottom: number }

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

  isFree(b: Box): boolean {
    if (b.left < 0 || b.top < 0 || b.right > this.width || b.bottom > this.height) return false;
    for (const cell of this.around(b)) {
      for (const o of this.cells.get(cell) ?? []) if (b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom) return false;
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

// Draws the labels that have room, and returns how many.
export function drawLabels(context: CanvasRenderingContext2D, labels: Label[], width: number, height: number, colors: LabelColors): number {
  const ground = new Ground(width, height);
  labels.sort((a, b) => Number(b.strong) - Number(a.strong) || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  for (const l of labels) {
    const r = l.radius * 0.8;
    ground.take({ left: l.x - r, top: l.y - r, right: l.x + r, bottom: l.y + r });
  }
  const written = new Ground(width, height); // labels and badges
  const badged: Label[] = [];
  let drawn = 0;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const l of labels) {
    if (drawn > 400 && !l.strong) break;
    if (l.badge) {
      const box = badgeBox(context, l);
      if (l.strong || written.isFree(box)) {
        for (const g of [ground, written]) g.take(box);
        badged.push(l);
      }
    }
    if (drawOne(context, ground, written, l, colors)) drawn++;
  }
  context.font = badgeFont;
  for (const l of badged) drawBadge(context, l, colors);
  return drawn;
}

function drawOne(context: CanvasRenderingContext2D, ground: Ground, written: Ground, l: Label, colors: LabelColors): boolean {
  context.font = `${l.strong ? 600 : 400} ${size}px ${labelFont}`;
  const text = short(l.text);
  const wide = widthOf(context, text, l.strong) + 2;
  const at = place(ground, written, l, wide);
  if (!at) return false;
  context.strokeStyle = colors.halo;
  context.lineWidth = 3.5;
  context.strokeText(text, at.x, at.y);
  context.fillStyle = l.faint ? colors.faint : colors.ink;
  context.fillText(text, at.x, at.y);
  return true;
}

// To the right, to the left, below or above, where there is room.
function place(ground: Ground, written: Ground, l: Label, wide: number): { x: number; y: number } | null {
  const gap = l.radius + 4;
  const half = size * 0.62;
  const spots = [
    { x: l.x + gap, y: l.y },
    { x: l.x - gap - wide, y: l.y },
    { x: l.x - wide / 2, y: l.y + l.radius + half + 2 },
    { x: l.x - wide / 2, y: l.y - l.radius - half - 2 },
  ];
  for (const s of spots) {
    const box = { left: s.x - 1, top: s.y - half, right: s.x + wide + 1, bottom: s.y + half };
    if (!ground.isFree(box)) continue;
    for (const g of [ground, written]) g.take(box);
    return s;
  }
  const inside = spots.find((s) => s.x >= 0 && s.x + wide <= ground.width && s.y > half && s.y < ground.height - half);
  return l.forced ? inside ?? spots[0] ?? null : null;
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
