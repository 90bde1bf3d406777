import Graph from 'graphology';
import Sigma from 'sigma';
import type { Kind } from '../api/documents.gen';
import { Beacon } from './beacon';
import { calm } from './calm';
import { farthest, lookAt, nearest, pan, zoom } from './camera';
import { captions, headings, type Sheet } from './captions';
import { colors, forgetColors, mix } from './colors';
import { LinkProgram } from './edgeProgram';
import { drawHeadings, drawLabels, labelFont } from './labels';
import { ShapeProgram } from './nodeProgram';
import { NoEdges, NoNodes } from './noProgram';
import { picture } from './picture';
import { listen, type Point } from './pointer';
import { bundles, hiddenLinks, neighbours, type Filter, type Places, type Scene, type SceneEdge, type SceneNode } from './scene';
import { shapeOf } from './shapes';
import { towards } from './towards';

// How a scene is looked at.
export interface Look {
  readonly filter: Filter;
  readonly selected: ReadonlySet<string>; // keys of nodes and edges
  readonly marked: ReadonlySet<string> | null; // keys that stand out, as on a path; the rest is faint
  readonly weak: ReadonlySet<string>; // links of which marked ones are the least sure
  readonly unfolded: boolean; // parallel links one by one
  readonly badges: boolean;
  readonly heading: ((kind: Kind) => string) | null; // what stands above the column of a kind; null where there are none
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

// A bundle of parallel links, drawn as one line or beside each other.
interface Line {
  readonly edges: readonly SceneEdge[];
  readonly shift: number;
}

// Draws scenes into an element with sigma. Positions, labels and clicks are in
// here; what a click means is not.
export class Renderer {
  private graph = new Graph();
  private readonly sigma: Sigma;
  private readonly top: HTMLCanvasElement;
  private readonly beacon: Beacon;
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

  constructor(private readonly host: HTMLElement, events: Events) {
    this.sigma = new Sigma(this.graph, host, {
      nodeProgramClasses: { circle: ShapeProgram }, // under sigma's own names, so that hers are not compiled
      nodeHoverProgramClasses: { circle: NoNodes },
      edgeProgramClasses: { line: LinkProgram, arrow: NoEdges },
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      stagePadding: 44,
      minCameraRatio: nearest,
      maxCameraRatio: farthest,
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
    this.beacon = new Beacon(host, this.sigma, this.at);
    listen({
      host, events, sigma: this.sigma, graph: () => this.graph, selected: () => this.look?.selected ?? new Set(),
      linksOf: (line) => (this.lines.get(line)?.edges ?? []).map((e) => e.key),
      boxing: () => this.boxing, hovered: () => this.hovered, hover: (key) => this.hover(key), within: (a, b) => this.within(a, b),
    });
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
      const { width, height } = this.sigma.getDimensions();
      this.shrink = Math.min(1, Math.max(0.3, Math.sqrt(Math.min(700, (width * height) / 1800) / Math.max(scene.nodes.size, 1)))); // phones have room for less
      this.bySize = [...scene.nodes.values()].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
      if (this.hovered !== null && !scene.nodes.has(this.hovered)) this.hovered = null;
    }
    this.scene = scene;
    this.look = look;
    this.light();
    if (rebuild) {
      this.graph = this.build(scene, look);
      this.sigma.setGraph(this.graph); // draws it
      performance.clearMarks('jinqiao:drawn');
      performance.mark('jinqiao:drawn', { detail: scene.nodes.size }); // for who measures
    } else {
      this.sigma.scheduleRefresh({ layoutUnchange: true });
    }
    this.beacon.follow(this.shown(this.chosen()));
  }

  // Width by height of what there is to draw on.
  aspect(): number {
    const { width, height } = this.sigma.getDimensions();
    return Math.max(0.3, (width - 120) / Math.max(height - 100, 1));
  }

  private build(scene: Scene, look: Look): Graph {
    const graph = new Graph({ type: 'directed', multi: look.unfolded }); // links of a pair one by one cost more
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
    const weak = look.marked !== null && line.edges.some((e) => look.weak.has(e.key));
    const touched = this.lit !== null || look.selected.has(first.source) || look.selected.has(first.target);
    return {
      size: Math.min(1.3 + 0.7 * (line.edges.length - 1), 4) + (selected || weak ? 1.5 : 0),
      color: selected ? c.accent : weak ? c.weak : !bright ? c.faint : touched ? c.strong : this.lines.size > 2000 ? c.faint : c.edge,
      dashed: line.edges.every((e) => e.inferred),
      arrow: (selected || few) && (touched || this.lines.size <= 60) && line.edges.every((e) => e.source === first.source),
      shift: line.shift,
      zIndex: selected || weak ? 2 : bright ? 1 : 0,
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
    const palette = { ink: c.ink, faint: c.soft, halo: c.paper, badge: c.strong, badgeInk: c.paper };
    const sheet: Sheet = { sigma: this.sigma, scene, look, bySize: this.bySize, near: this.near, hidden: this.hidden, hovered: this.hovered, shrink: this.shrink, at: this.at };
    const heads = drawHeadings(context, headings(sheet), palette);
    drawLabels(context, captions(sheet, width, height), width, height, palette, heads);
    const chosen = this.chosen();
    this.beacon.place(chosen, this.sigma.scaleSize((scene.nodes.get(chosen ?? '')?.size ?? 0) * this.shrink));
  }

  // Where a node is now, in pixels; while it is dragged or laid out, too.
  private readonly at = (key: string): Point => this.sigma.graphToViewport(this.graph.getNodeAttributes(key) as Point);

  private within(a: Point, b: Point): string[] {
    const inside = (p: Point) => p.x >= Math.min(a.x, b.x) && p.x <= Math.max(a.x, b.x) && p.y >= Math.min(a.y, b.y) && p.y <= Math.max(a.y, b.y);
    return this.visible().filter((key) => inside(this.at(key)));
  }

  private visible(): string[] {
    return [...(this.scene?.nodes.values() ?? [])].filter((n) => !this.look?.filter.kinds.has(n.kind)).map((n) => n.key);
  }

  // The one entity that is selected.
  private chosen(): string | null {
    const [key, ...more] = this.look?.selected ?? [];
    return key !== undefined && more.length === 0 && this.graph.hasNode(key) ? key : null;
  }

  private shown(key: string | null): string | null {
    const node = this.scene?.nodes.get(key ?? '');
    return node && !this.look?.filter.kinds.has(node.kind) ? key : null;
  }

  // The entity that is nearest in a direction, from the selected one or the middle.
  next(x: number, y: number): string | null {
    const chosen = this.chosen();
    const { width, height } = this.sigma.getDimensions();
    const from = chosen === null ? { x: width / 2, y: height / 2 } : this.at(chosen);
    return towards(from, x, y, this.visible().filter((key) => key !== chosen), this.at);
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
    lookAt(this.sigma, keys ? [...keys].filter((k) => this.graph.hasNode(k)) : []);
  }

  zoom(by: number): void {
    zoom(this.sigma, by);
  }

  pan(x: number, y: number): void {
    pan(this.sigma, x, y);
  }

  // Places while a layout runs; not a new scene.
  place(places: Places): void {
    this.sigma.setCustomBBox(null);
    this.graph.updateEachNodeAttributes((key, attributes) => ({ ...attributes, ...places.get(key) }), { attributes: ['x', 'y'] });
  }

  // After a change of the theme.
  redraw(): void {
    forgetColors();
    this.sigma.scheduleRefresh({ layoutUnchange: true });
  }

  // The picture as it is seen, on the paper's colour.
  png(): Promise<Blob | null> {
    return picture(this.sigma);
  }
}
