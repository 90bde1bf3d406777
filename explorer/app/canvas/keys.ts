import { bring } from './load';
import type { Renderer } from './renderer';
import type { Canvas } from './store';

// The keys of the canvas, wherever the focus is on the page, but in fields.
// Letters act on the canvas and its table alone: who speaks to the machine
// would press them by chance (WCAG 2.1.4).
export function keys(canvas: Canvas, renderer: () => Renderer | null): (e: KeyboardEvent) => void {
  return (e) => {
    if (e.defaultPrevented || e.altKey || (e.target as Element).closest?.('input, select, textarea, [role=menu], [role=listbox]')) return;
    const act = e.ctrlKey || e.metaKey ? withControl(canvas, e) : alone(canvas, renderer, e);
    if (!act) return;
    e.preventDefault();
    act();
  };
}

function withControl(canvas: Canvas, e: KeyboardEvent): (() => void) | undefined {
  const key = e.key.toLowerCase();
  if (key === 'z') return e.shiftKey ? () => canvas.redo() : () => canvas.undo();
  if (key === 'y') return () => canvas.redo();
  if (key === 'a' && (e.target as Element).closest('.canvas-host')) return () => canvas.select(canvas.get().scene.nodes.keys());
  return undefined;
}

function alone(canvas: Canvas, renderer: () => Renderer | null, e: KeyboardEvent): (() => void) | undefined {
  if (e.key === 'Delete') return () => canvas.hide();
  if (e.key === 'Escape') return () => canvas.set({ selected: new Set(), marked: null });
  const target = e.target as Element;
  if (!target.closest('.canvas-host, .table-panel')) return undefined;
  if (e.key === 'p') return () => canvas.pinSelected();
  if (e.key === 'n') return () => canvas.selectNeighbours();
  if (e.key === 'f') return () => renderer()?.fit();
  if (!target.closest('.canvas-host')) return undefined;
  if (e.shiftKey && e.key in directions) return () => walk(canvas, renderer(), e.key as keyof typeof directions);
  if (e.key === 'Enter') return () => expand(canvas);
  const moves: Record<string, () => void> = {
    ArrowLeft: () => renderer()?.pan(-0.08, 0), ArrowRight: () => renderer()?.pan(0.08, 0),
    ArrowUp: () => renderer()?.pan(0, 0.08), ArrowDown: () => renderer()?.pan(0, -0.08),
    '+': () => renderer()?.zoom(1.3), '=': () => renderer()?.zoom(1.3), '-': () => renderer()?.zoom(1 / 1.3),
  };
  return moves[e.key];
}

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

// Selects what is nearest in a direction.
function walk(canvas: Canvas, renderer: Renderer | null, key: keyof typeof directions): void {
  const [x, y] = directions[key];
  const next = renderer?.next(x, y);
  if (next) canvas.select([next]);
}

// Brings what is next to the one that is selected, as a double click does.
function expand(canvas: Canvas): void {
  const [one, ...more] = canvas.selectedNodes();
  if (one && more.length === 0) void bring(canvas, { seeds: { ids: [one] }, hops: 1 });
}
