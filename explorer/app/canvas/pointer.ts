import type Graph from 'graphology';
import type Sigma from 'sigma';
import type { MouseCoords } from 'sigma/types';
import type { Events } from './renderer';
import type { Places } from './scene';

// What the pointer acts on.
export interface Board {
  readonly host: HTMLElement;
  readonly sigma: Sigma;
  readonly events: Events;
  graph(): Graph;
  linksAt(at: Point): string[]; // the links of the line that is there
  selected(): ReadonlySet<string>;
  boxing(): boolean; // the tool is chosen
  hovered(): string | null;
  hover(key: string | null): void;
  within(a: Point, b: Point): string[]; // entities in a box, in pixels
}

export interface Point { readonly x: number; readonly y: number }

const adds = (event: MouseCoords): boolean => event.original.shiftKey || event.original.ctrlKey || event.original.metaKey;

// Clicks, drags and boxes on the canvas, told as what they mean.
export function listen(board: Board): void {
  const { sigma, events } = board;
  const wasMoved = listenToDrag(board);
  sigma.on('enterNode', ({ node }) => board.hover(node));
  sigma.on('leaveNode', () => board.hover(null));
  sigma.on('clickNode', ({ node, event }) => { if (!wasMoved()) events.node(node, adds(event)); });
  sigma.on('doubleClickNode', ({ node, event }) => { event.preventSigmaDefault(); events.open(node); });
  sigma.on('clickStage', ({ event }) => {
    if (wasMoved()) return;
    const links = board.linksAt(event);
    if (links.length > 0) events.edge(links, adds(event));
    else if (!adds(event)) events.nothing();
  });
  listenToBox(board);
}

// Moves what is dragged, with all that is selected if it is one of it; returns
// whether something was moved since the button went down.
function listenToDrag({ sigma, events, graph, selected }: Board): () => boolean {
  let dragged: string[] | null = null;
  let last: Point | null = null;
  let moved = false;
  sigma.on('downStage', () => { moved = false; });
  sigma.on('downNode', ({ node, event }) => {
    dragged = selected().has(node) ? [...selected()].filter((k) => graph().hasNode(k)) : [node];
    moved = false;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    last = sigma.viewportToGraph(event);
  });
  sigma.on('moveBody', ({ event }) => {
    if (!dragged) return;
    const at = sigma.viewportToGraph(event);
    if (last) {
      const [x, y] = [at.x - last.x, at.y - last.y];
      for (const key of dragged) graph().updateNode(key, (was) => ({ ...was, x: (was['x'] as number) + x, y: (was['y'] as number) + y }));
      moved = true;
    }
    last = at;
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const drop = () => {
    if (dragged && moved) events.moved(new Map(dragged.map((key) => [key, graph().getNodeAttributes(key) as Point])) satisfies Places);
    dragged = null;
    last = null;
  };
  sigma.getMouseCaptor().on('mouseup', drop);
  sigma.getTouchCaptor().on('touchup', drop);
  return () => moved;
}

// Dragging with Shift, or with the tool chosen, draws a box.
function listenToBox({ host, sigma, events, boxing, hovered, within }: Board): void {
  let from: Point | null = null;
  const box = document.createElement('div');
  box.className = 'selection-box';
  box.hidden = true;
  host.append(box);
  const at = (e: PointerEvent): Point => {
    const r = host.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  };
  host.addEventListener('pointerdown', (e) => {
    if (e.button !== 0 || !(e.shiftKey || boxing()) || hovered() !== null) return;
    from = at(e);
    sigma.setSetting('enableCameraPanning', false);
  });
  host.addEventListener('pointermove', (e) => {
    if (!from) return;
    const to = at(e);
    box.hidden = false;
    Object.assign(box.style, { left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`, width: `${Math.abs(to.x - from.x)}px`, height: `${Math.abs(to.y - from.y)}px` });
  });
  addEventListener('pointerup', (e) => {
    if (!from) return;
    sigma.setSetting('enableCameraPanning', true);
    const to = at(e);
    const [start, hit] = [from, box.hidden ? [] : within(from, to)];
    from = null;
    box.hidden = true;
    if (Math.hypot(to.x - start.x, to.y - start.y) > 4) setTimeout(() => events.boxed(hit, e.shiftKey)); // after sigma's own click
  });
}
