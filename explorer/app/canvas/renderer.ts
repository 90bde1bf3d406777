import Sigma from 'sigma';
import { afterFrame } from './afterFrame';
import { Beacon } from './beacon';
import { calm } from './calm';
import { farthest, lookAt, nearest, pan, zoom } from './camera';
import { captions, headings, type Sheet } from './captions';
import { colors, forgetColors } from './colors';
import { LinkProgram } from './edgeProgram';
import { HairProgram, isHair } from './hairProgram';
import { hits, type Hits } from './hit';
import { drawHeadings, drawLabels } from './labels';
import { ShapeProgram } from './nodeProgram';
import { NoEdges, NoNodes } from './noProgram';
import { picture } from './picture';
import { labelFont } from './placing';
import { listen, type Point } from './pointer';
import type { Places, Scene } from './scene';
import { build, emptyStage, firstGraph, light, setScene, touched, type Look } from './stage';
import { lineStyle, nodeStyle } from './style';
import { towards } from './towards';

export interface Events {
  node(key: string, add: boolean): void;
  open(key: string): void; // a double click
  edge(keys: readonly string[], add: boolean): void;
  nothing(): void;
  moved(places: Places): void; // dragged to
  boxed(keys: string[], add: boolean): void;
}

// Draws scenes into an element with sigma. Positions, labels and clicks are in
// here; what a click means is not.
export class Renderer {
  private graph = firstGraph();
  private readonly sigma: Sigma;
  private readonly top: HTMLCanvasElement;
  private readonly beacon: Beacon;
  private readonly hits: Hits;
  private readonly stage = emptyStage();
  private labelsLater: (() => void) | null = null; // puts them off
  private closer = 0; // timer
  boxing = false;

  constructor(private readonly host: HTMLElement, events: Events) {
    this.sigma = new Sigma(this.graph, host, {
      nodeProgramClasses: { circle: ShapeProgram }, // under sigma's own names, so that hers are not compiled
      nodeHoverProgramClasses: { circle: NoNodes },
      edgeProgramClasses: { hair: HairProgram, line: LinkProgram, arrow: NoEdges }, // drawn in this order
      renderLabels: false,
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
      nodeReducer: (key, data) => nodeStyle(this.stage, key, data),
      edgeReducer: (key) => lineStyle(this.stage, key),
    });
    for (const layer of Object.values(this.sigma.getCanvases())) layer.getContext('webgl2')?.flush(); // the programs are made ready meanwhile
    this.hits = hits({ sigma: this.sigma, graph: () => this.graph, radius: (key) => this.radius(key), shift: (line) => this.stage.lines.get(line)?.shift ?? 0 });
    Object.assign(this.sigma, { getNodeAtPosition: this.hits.node }); // in place of her own
    this.top = this.sigma.createCanvas('top', { afterLayer: 'hoverNodes', style: { pointerEvents: 'none' } });
    this.sigma.on('afterRender', () => { if (!this.labelsLater) this.drawTop(); });
    this.sigma.getCamera().on('updated', () => this.lookCloser());
    this.beacon = new Beacon(host, this.sigma, this.at);
    listen({
      host, events, sigma: this.sigma, graph: () => this.graph, selected: () => this.stage.look?.selected ?? new Set(),
      linksAt: (at) => (this.stage.lines.get(this.hits.line(at) ?? '')?.edges ?? []).map((e) => e.key),
      boxing: () => this.boxing, hovered: () => this.stage.hovered, hover: (key) => this.hover(key), within: (a, b) => this.within(a, b),
    });
  }

  close(): void {
    this.labelsLater?.();
    clearTimeout(this.closer);
    this.sigma.kill();
  }

  // Draws the scene as looked at. Cheap where only the look has changed.
  show(scene: Scene, look: Look): void {
    const { stage } = this;
    const opening = !stage.scene?.nodes.size && scene.nodes.size > 0;
    const rebuild = scene !== stage.scene || look.unfolded !== stage.look?.unfolded || look.filter !== stage.look?.filter;
    const { width, height } = this.sigma.getDimensions();
    if (scene !== stage.scene) setScene(stage, scene, width * height);
    stage.look = look;
    light(stage);
    if (rebuild) {
      this.graph = build(stage, scene, look);
      stage.hair = this.isHair();
      if (opening) this.writeLater();
      this.sigma.setGraph(this.graph); // draws it
      performance.clearMarks('jinqiao:drawn');
      performance.mark('jinqiao:drawn', { detail: scene.nodes.size }); // for who measures
    } else {
      this.sigma.scheduleRefresh({ layoutUnchange: true });
    }
    this.beacon.follow(this.shown(this.chosen()));
  }

  // Writes the labels when the rest is on the screen: they take as long as that.
  private writeLater(): void {
    this.labelsLater?.();
    this.labelsLater = afterFrame(() => { this.labelsLater = null; this.drawTop(); });
  }

  // Width by height of what there is to draw on, with so many pixels left free at its sides.
  aspect(beside = 120): number {
    const { width, height } = this.sigma.getDimensions();
    return Math.max(0.3, (width - Math.min(beside, width * 0.5)) / Math.max(height - 100, 1));
  }

  private drawTop(): void {
    const { scene, look } = this.stage;
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
    const sheet: Sheet = { ...this.stage, scene, look, at: this.at, scaled: (size) => this.sigma.scaleSize(size) };
    const heads = drawHeadings(context, headings(sheet), palette);
    drawLabels(context, captions(sheet, width, height), width, height, palette, heads);
    const chosen = this.chosen();
    this.beacon.place(chosen, this.sigma.scaleSize((scene.nodes.get(chosen ?? '')?.size ?? 0) * this.stage.shrink));
  }

  // Where a node is now, in pixels; while it is dragged or laid out, too.
  private readonly at = (key: string): Point => this.sigma.graphToViewport(this.graph.getNodeAttributes(key) as Point);

  // Of a node as it is drawn, in pixels; 0 where it is not.
  private radius(key: string): number {
    const node = this.stage.scene?.nodes.get(key);
    if (!node || this.stage.look?.filter.kinds.has(node.kind)) return 0;
    return this.sigma.scaleSize(node.size * this.stage.shrink) * (node.cohort ? 1.1 : 1);
  }

  private within(a: Point, b: Point): string[] {
    const inside = (p: Point) => p.x >= Math.min(a.x, b.x) && p.x <= Math.max(a.x, b.x) && p.y >= Math.min(a.y, b.y) && p.y <= Math.max(a.y, b.y);
    return this.visible().filter((key) => inside(this.at(key)));
  }

  private visible(): string[] {
    return [...(this.stage.scene?.nodes.values() ?? [])].filter((n) => !this.stage.look?.filter.kinds.has(n.kind)).map((n) => n.key);
  }

  // The one entity that is selected.
  private chosen(): string | null {
    const [key, ...more] = this.stage.look?.selected ?? [];
    return key !== undefined && more.length === 0 && this.graph.hasNode(key) ? key : null;
  }

  private shown(key: string | null): string | null {
    const node = this.stage.scene?.nodes.get(key ?? '');
    return node && !this.stage.look?.filter.kinds.has(node.kind) ? key : null;
  }

  // The entity that is nearest in a direction, from the selected one or the middle.
  next(x: number, y: number): string | null {
    const chosen = this.chosen();
    const { width, height } = this.sigma.getDimensions();
    const from = chosen === null ? { x: width / 2, y: height / 2 } : this.at(chosen);
    return towards(from, x, y, this.visible().filter((key) => key !== chosen), this.at);
  }

  private hover(key: string | null): void {
    const nodes = [this.stage.hovered, key].filter((k) => k !== null && this.graph.hasNode(k)) as string[];
    this.stage.hovered = key;
    this.host.style.cursor = key ? 'pointer' : '';
    light(this.stage);
    const part = touched(this.stage, nodes);
    this.sigma.scheduleRefresh({ ...(part ? { partialGraph: part } : {}), layoutUnchange: true });
  }

  private isHair(): boolean {
    return isHair(this.graph.size, this.sigma.getCamera().ratio);
  }

  // Lines get their style, or lose it, once the camera stands still.
  private lookCloser(): void {
    clearTimeout(this.closer);
    if (this.isHair() === this.stage.hair) return;
    this.closer = window.setTimeout(() => {
      this.stage.hair = this.isHair();
      this.sigma.scheduleRefresh();
    }, 150);
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

  // What is seen, as a picture.
  picture(): HTMLCanvasElement | null {
    return picture(this.sigma);
  }
}
