import { badgeFont, fontOf, placeHeadings, placeLabels, type Box, type Heading, type Label, type Measure, type Placed } from './placing';

// Labels and badges are drawn by us and not by sigma: hers may lie on each other.
export interface LabelColors {
  readonly ink: string;
  readonly faint: string;
  readonly halo: string;
  readonly badge: string;
  readonly badgeInk: string;
}

const widths = new Map<string, number>();

// How wide texts are, remembered: labels are placed for every frame.
export function measureWith(context: CanvasRenderingContext2D): Measure {
  return (text, font) => {
    const key = font + text;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (widths.size > 20_000) widths.clear();
    context.font = font;
    const { width } = context.measureText(text);
    widths.set(key, width);
    return width;
  };
}

// Draws the labels that have room beside what is taken.
export function drawLabels(context: CanvasRenderingContext2D, labels: readonly Label[], width: number, height: number, colors: LabelColors, taken: readonly Box[]): void {
  const placed = placeLabels(labels, width, height, taken, measureWith(context));
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const p of placed) drawText(context, p, colors);
  context.font = badgeFont;
  for (const { badge, label } of placed) if (badge) drawBadge(context, badge, label.badge, colors);
}

// Draws headings and returns what they take.
export function drawHeadings(context: CanvasRenderingContext2D, headings: readonly Heading[], colors: LabelColors): Box[] {
  const placed = placeHeadings(headings, measureWith(context));
  context.font = fontOf(true);
  context.textBaseline = 'middle';
  context.fillStyle = colors.faint;
  for (const { text } of placed) context.fillText(text.text, text.x, text.y);
  return placed.map(({ box }) => box);
}

function drawText(context: CanvasRenderingContext2D, { label, texts }: Placed, colors: LabelColors): void {
  context.font = fontOf(label.strong);
  context.strokeStyle = colors.halo;
  context.lineWidth = 3.5;
  for (const { text, x, y } of texts) context.strokeText(text, x, y);
  context.fillStyle = label.faint ? colors.faint : colors.ink;
  for (const { text, x, y } of texts) context.fillText(text, x, y);
}

// How many links a node has that are not shown.
function drawBadge(context: CanvasRenderingContext2D, box: Box, text: string, colors: LabelColors): void {
  context.fillStyle = colors.badge;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, 13, 6.5);
  context.fill();
  context.fillStyle = colors.badgeInk;
  context.fillText(text, (box.left + box.right - context.measureText(text).width) / 2, box.top + 7);
}
