import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { MouseCoords } from 'sigma/types';
import { language } from '../i18n/language';
import { token } from '../theme';
import { drawLabels, labelFont, type Label } from './labels';
import { LinkProgram } from './edgeProgram';
import { ShapeProgram } from './nodeProgram';
import { hiddenLinks, labelOf, neighbours, passes, type Filter, type Places, type Scene, type SceneEdge, type SceneNode } from './scene';
import { shapeOf } from './shapes';

// How a scene is looked at.
export interface Look {
  readonly filter: Filter;
  readonly selected: ReadonlySet<string>; // keys of nodes and edges
  readonly marked: ReadonlySet<string> | null; // keys that stand out, as on a path; the rest is faint
  readonly unfolded: boolean; // parallel links one by one
  readonly badges: boolean;
}

export interface Events {
  node(key: string, add: boolean): void;
  open(key: string): void; // a double click
  edge(keys: readonly string[], add: boolean): void;
  nothing(): void;
  moved(places: Places): void; // dragged to
  boxed(keys: string[], add: boolean): void;
}

// From this many entities on, the pointer does not light up what is near.
const many = 2500;

// How many labels are looked at for one drawing: more have no room.
const labelsAtMost = 800;

// A bundle of parallel links, drawn as one line or beside each other.
interface Line {
  readonly edges: readonly SceneEdge[];
  readonly shift: number;
}

// Draws scenes into an element with sigma. Positions, labels and clicks are in
// here; what a click means is not.
export class Renderer {
  private graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private readonly top: HTMLCanvasElement;
  private readonly lines = new Map<string, Line>();
  private scene: Scene | null = null;
  private look: Look | null = null;
  private near = new Map<string, Set<string>>();
  private hidden = new Map<string, number>();
  private bySize: readonly SceneNode[] = []; // the largest first: their labels come first
  private shrink = 1; // of nodes, where there are many
  private hovered: string | null = null;
  private lit: ReadonlySet<string> | null = null; // what is not faint; null for all
  boxing = false;

  constructor(private readonly host: HTMLElement, private readonly events: Events) {
    this.sigma = new Sigma(this.graph, host, {
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { link: LinkProgram },
      defaultNodeType: 'shape',
      defaultEdgeType: 'link',
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      stagePadding: 44,
      minCameraRatio: 0.02,
      maxCameraRatio: 6,
      doubleClickZoomingRatio: 1,
      labelFont,
      allowInvalidContainer: true,
      defaultDrawNodeHover: () => undefined,
      inertiaDuration: calm() ? 0 : 200,
      zoomDuration: calm() ? 0 : 200,
      nodeReducer: (key, data) => ({ ...data, ...this.nodeStyle(key) }),
      edgeReducer: (key, data) => ({ ...data, ...this.edgeStyle(key) }),
    });
    this.top = this.sigma.createCanvas('top', { afterLayer: 'hoverNodes', style: { pointerEvents: 'none' } });
    this.sigma.on('afterRender', () => this.drawTop());
    this.listen();
  }

  close(): void {
    this.sigma.kill();
  }

  // Draws the scene as looked at. Cheap where only the look has changed.
  show(scene: Scene, look: Look): void {
    const rebuild = scene !== this.scene || look.unfolded !== this.look?.unfolded || look.filter !== this.look?.filter;
    if (scene !== this.scene) {
      this.near = neighbours(scene);
      this.hidden = hiddenLinks(scene);
      this.shrink = Math.min(1, Math.max(0.3, Math.sqrt(700 / Math.max(scene.nodes.size, 1))));
      this.bySize = [...scene.nodes.values()].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
      if (this.hovered !== null && !scene.nodes.has(this.hovered)) this.hovered = null;
    }
    this.scene = scene;
    this.look = look;
    this.light();
    if (rebuild) {
      this.graph = this.build(scene, look);
      this.sigma.setGraph(this.graph); // draws it
    } else {
      this.sigma.scheduleRefresh({ layoutUnchange: true });
    }
  }

  private build(scene: Scene, look: Look): MultiDirectedGraph {
    const graph = new MultiDirectedGraph();
    for (const n of scene.nodes.values()) graph.addNode(n.key, { x: n.x, y: n.y, size: n.size, shape: shapeOf(n.kindIndex), group: n.cohort !== null });
    this.lines.clear();
    for (const [name, edges] of bundles(scene, look.filter)) {
      const parts = look.unfolded && edges.length > 1 ? edges.map((e) => [e]) : [edges];
      parts.forEach((part, i) => {
        const first = part[0];
        if (!first) return;
        const key = parts.length > 1 ? first.key : name;
        const side = first.source < first.target ? 1 : -1;
        this.lines.set(key, { edges: part, shift: side * (i - (parts.length - 1) / 2) * 7 });
        graph.addEdgeWithKey(key, first.source, first.target);
      });
    }
    return graph;
  }

  // Works out what stands out.
  private light(): void {
    const { scene, look } = this;
    if (!scene || !look) return;
    const follows = this.hovered !== null && scene.nodes.size < many;
    this.lit = follows && this.hovered !== null ? new Set([this.hovered, ...(this.near.get(this.hovered) ?? [])]) : look.marked;
  }

  private nodeStyle(key: string): Record<string, unknown> {
    const { scene, look } = this;
    const node = scene?.nodes.get(key);
    if (!scene || !look || !node) return {};
    const c = colors();
    const selected = look.selected.has(key);
    const lit = selected || !this.lit || this.lit.has(key);
    return {
      size: node.size * this.shrink * (selected ? 1.15 : 1),
      color: lit ? node.color : mix(node.color, c.paper, 0.72),
      outline: selected ? c.ink : scene.pinned.has(key) ? c.strong : c.paper,
      hidden: look.filter.kinds.has(node.kind),
      zIndex: selected || key === this.hovered ? 2 : lit ? 1 : 0,
    };
  }

  private edgeStyle(key: string): Record<string, unknown> {
    const { look } = this;
    const line = this.lines.get(key);
    const first = line?.edges[0];
    if (!look || !line || !first) return {};
    const c = colors();
    const selected = line.edges.some((e) => look.selected.has(e.key));
    const bright = this.lineIsLit(line, this.lit);
    const few = Math.max(this.near.get(first.source)?.size ?? 0, this.near.get(first.target)?.size ?? 0) <= 20; // more arrows make a blot
    const touched = this.lit !== null || look.selected.has(first.source) || look.selected.has(first.target);
    return {
      size: Math.min(1.3 + 0.7 * (line.edges.length - 1), 4) + (selected ? 1.5 : 0),
      color: selected ? c.accent : !bright ? c.faint : touched ? c.strong : this.lines.size > 2000 ? c.faint : c.edge,
      dashed: line.edges.every((e) => e.inferred),
      arrow: (selected || few) && (touched || this.lines.size <= 60) && line.edges.every((e) => e.source === first.source),
      shift: line.shift,
      zIndex: selected ? 2 : bright ? 1 : 0,
    };
  }

  // A marked line is one of whose links is marked; round a hovered node, one that touches it.
  private lineIsLit(line: Line, lit: ReadonlySet<string> | null): boolean {
    const first = line.edges[0];
    if (!lit || !first) return true;
    if (lit === this.look?.marked) return line.edges.some((e) => lit.has(e.key));
    return first.source === this.hovered || first.target === this.hovered;
  }

  private drawTop(): void {
    const { scene, look } = this;
    const context = this.top.getContext('2d');
    if (!scene || !look || !context) return;
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (this.top.width !== Math.round(width * ratio) || this.top.height !== Math.round(height * ratio)) {
      this.top.width = Math.round(width * ratio);
      this.top.height = Math.round(height * ratio);
      this.top.style.width = `${width}px`;
      this.top.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const c = colors();
    drawLabels(context, this.labels(width, height), width, height, { ink: c.ink, faint: c.soft, halo: c.paper, badge: c.strong, badgeInk: c.paper });
  }

  private labels(width: number, height: number): Label[] {
    const { scene, look } = this;
    if (!scene || !look) return [];
    const labels: Label[] = [];
    const first = [...look.selected, ...(look.marked ?? []), ...(this.hovered === null ? [] : [this.hovered])].flatMap((key) => scene.nodes.get(key) ?? []);
    for (const node of new Set([...first, ...this.bySize])) {
      if (labels.length >= labelsAtMost) break;
      if (look.filter.kinds.has(node.kind)) continue;
      const at = this.sigma.graphToViewport(node);
      if (at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) continue;
      const forced = look.selected.has(node.key) || node.key === this.hovered;
      const strong = forced || (look.marked?.has(node.key) ?? false);
      const radius = this.sigma.scaleSize(node.size * this.shrink) * (node.cohort ? 1.15 : 1);
      const hidden = this.hidden.get(node.key) ?? 0;
      labels.push({
        key: node.key, text: labelOf(node, language()), x: at.x, y: at.y, radius, weight: node.size, strong, forced,
        badge: look.badges && hidden > 0 && radius > 5 ? (hidden > 999 ? '999+' : `+${hidden}`) : '',
        faint: look.marked !== null && !strong,
      });
    }
    return labels;
  }

  private listen(): void {
    const adds = (event: MouseCoords) => event.original.shiftKey || event.original.ctrlKey || event.original.metaKey;
    let dragged: string[] | null = null;
    let wasMoved = false;
    this.sigma.on('enterNode', ({ node }) => this.hover(node));
    this.sigma.on('leaveNode', () => this.hover(null));
    this.sigma.on('clickNode', ({ node, event }) => { if (!wasMoved) this.events.node(node, adds(event)); });
    this.sigma.on('doubleClickNode', ({ node, event }) => { event.preventSigmaDefault(); this.events.open(node); });
    this.sigma.on('clickEdge', ({ edge, event }) => this.events.edge((this.lines.get(edge)?.edges ?? []).map((e) => e.key), adds(event)));
    this.sigma.on('downStage', () => { wasMoved = false; });
    this.sigma.on('clickStage', ({ event }) => { if (!adds(event) && !wasMoved) this.events.nothing(); });
    this.sigma.on('downNode', ({ node }) => {
      dragged = this.look?.selected.has(node) ? [...this.look.selected].filter((k) => this.graph.hasNode(k)) : [node];
      wasMoved = false;
      if (!this.sigma.getCustomBBox()) this.sigma.setCustomBBox(this.sigma.getBBox());
    });
    let last: { x: number; y: number } | null = null;
    this.sigma.on('moveBody', ({ event }) => {
      if (!dragged) return;
      const at = this.sigma.viewportToGraph(event);
      if (last) {
        for (const key of dragged) this.graph.mergeNodeAttributes(key, { x: this.graph.getNodeAttribute(key, 'x') + at.x - last.x, y: this.graph.getNodeAttribute(key, 'y') + at.y - last.y });
        wasMoved = true;
      }
      last = at;
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = () => {
      if (dragged && wasMoved) this.events.moved(new Map(dragged.map((key) => [key, { x: this.graph.getNodeAttribute(key, 'x') as number, y: this.graph.getNodeAttribute(key, 'y') as number }])));
      dragged = null;
      last = null;
    };
    this.sigma.getMouseCaptor().on('mouseup', drop);
    this.sigma.getTouchCaptor().on('touchup', drop);
    this.listenToBox();
  }

  // Dragging with Shift, or with the tool chosen, draws a box.
  private listenToBox(): void {
    let from: { x: number; y: number } | null = null;
    const box = document.createElement('div');
    box.className = 'selection-box';
    box.hidden = true;
    this.host.append(box);
    const at = (e: PointerEvent) => {
      const r = this.host.getBoundingClientRect();
      return { x: e.clientX - r.left, y: e.clientY - r.top };
    };
    this.host.addEventListener('pointerdown', (e) => {
      if (e.button !== 0 || !(e.shiftKey || this.boxing) || this.hovered !== null) return;
      from = at(e);
      this.sigma.setSetting('enableCameraPanning', false);
    });
    this.host.addEventListener('pointermove', (e) => {
      if (!from) return;
      const to = at(e);
      box.hidden = false;
      Object.assign(box.style, { left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`, width: `${Math.abs(to.x - from.x)}px`, height: `${Math.abs(to.y - from.y)}px` });
    });
    addEventListener('pointerup', (e) => {
      if (!from) return;
      this.sigma.setSetting('enableCameraPanning', true);
      const to = at(e);
      const [start, hit] = [from, box.hidden ? [] : this.within(from, to)];
      from = null;
      box.hidden = true;
      if (Math.hypot(to.x - start.x, to.y - start.y) > 4) setTimeout(() => this.events.boxed(hit, e.shiftKey)); // after sigma's own click
    });
  }

  private within(a: { x: number; y: number }, b: { x: number; y: number }): string[] {
    const inside = (p: { x: number; y: number }) => p.x >= Math.min(a.x, b.x) && p.x <= Math.max(a.x, b.x) && p.y >= Math.min(a.y, b.y) && p.y <= Math.max(a.y, b.y);
    return [...(this.scene?.nodes.values() ?? [])].filter((n) => !this.look?.filter.kinds.has(n.kind) && inside(this.sigma.graphToViewport(n))).map((n) => n.key);
  }

  private hover(key: string | null): void {
    const nodes = [this.hovered, key].filter((k) => k !== null && this.graph.hasNode(k)) as string[];
    this.hovered = key;
    this.host.style.cursor = key ? 'pointer' : '';
    this.light();
    const part = (this.scene?.nodes.size ?? 0) < many ? {} : { partialGraph: { nodes } };
    this.sigma.scheduleRefresh({ ...part, layoutUnchange: true });
  }

  // Shows all, or these nodes.
  fit(keys?: Iterable<string>): void {
    this.sigma.setCustomBBox(null);
    this.sigma.refresh();
    const camera = this.sigma.getCamera();
    const all = keys ? [...keys].filter((k) => this.graph.hasNode(k)) : [];
    const state = all.length ? this.around(all) : { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
    if (calm()) camera.setState(state);
    else void camera.animate(state, { duration: 250 });
  }

  private around(keys: string[]) {
    const places = keys.map((k) => this.sigma.getNodeDisplayData(k)).filter((d) => d !== undefined);
    const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return { x: (left + right) / 2, y: (low + high) / 2, ratio: Math.min(1, Math.max(0.12, Math.max(right - left, high - low) * 1.5)), angle: 0 };
  }

  zoom(by: number): void {
    const camera = this.sigma.getCamera();
    const state = { ratio: Math.min(6, Math.max(0.02, camera.ratio / by)) };
    if (calm()) camera.setState(state);
    else void camera.animate(state, { duration: 150 });
  }

  pan(x: number, y: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  // Places while a layout runs; not a new scene.
  place(places: Places): void {
    this.sigma.setCustomBBox(null);
    this.graph.updateEachNodeAttributes((key, attributes) => ({ ...attributes, ...places.get(key) }), { attributes: ['x', 'y'] });
  }

  // After a change of the theme.
  redraw(): void {
    kept = null;
    this.sigma.scheduleRefresh({ layoutUnchange: true });
  }

  // Where a node is, in pixels of the element.
  where(key: string): { x: number; y: number } | null {
    return this.graph.hasNode(key) ? this.sigma.graphToViewport(this.graph.getNodeAttributes(key) as { x: number; y: number }) : null;
  }

  // The picture as it is seen, on the paper's colour.
  async png(): Promise<Blob | null> {
    this.sigma.refresh();
    const { width, height } = this.sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    const canvas = document.createElement('canvas');
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.fillStyle = colors().paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const layers = this.sigma.getCanvases();
    for (const name of ['edges', 'nodes', 'top']) {
      const layer = layers[name];
      if (layer) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
    }
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }
}

// The links that pass the filter, by the pair that they join.
export function bundles(scene: Scene, filter: Filter): Map<string, SceneEdge[]> {
  const all = new Map<string, SceneEdge[]>();
  for (const edge of scene.edges.values()) {
    if (!passes(scene, filter, edge)) continue;
    const name = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`;
    const list = all.get(name);
    if (list) list.push(edge);
    else all.set(name, [edge]);
  }
  return all;
}

export const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

interface Colors { paper: string; ink: string; soft: string; edge: string; strong: string; faint: string; accent: string }

let kept: Colors | null = null;

function colors(): Colors {
  kept ??= {
    paper: token('canvas'), ink: token('ink'), soft: token('ink-faint'), edge: token('edge'), strong: token('edge-strong'),
    faint: mix(token('edge'), token('canvas'), 0.75), accent: token('accent'),
  };
  return kept;
}

// A colour between two, both as #rrggbb.
export function mix(a: string, b: string, share: number): string {
  const part = (color: string, i: number) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) || 0;
  const channel = (i: number) => Math.round(part(a, i) * (1 - share) + part(b, i) * share).toString(16).padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}
