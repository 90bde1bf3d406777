import { columns, levels, rings, spacing, type Layout } from './layouts';
import type { ForceInput } from './force';
import { calm } from './calm';
import type { Renderer } from './renderer';
import { moved, neighbours, type Places, type Scene } from './scene';
import type { Canvas, State } from './store';

// Pixels for the names of the first and the last of paths.
const besideSteps = 400;

// Applies a layout as a step that can be undone, and knows where the server had
// put everything, for the layout that goes back to that.
export class Arranger {
  private worker: Worker | null = null;

  private readonly given = new Map<string, { x: number; y: number }>();

  constructor(private readonly canvas: Canvas, private readonly renderer: () => Renderer | null) {}

  // Remembers where the server put what is new.
  remember(scene: Scene): void {
    for (const n of scene.nodes.values()) if (!this.given.has(n.key)) this.given.set(n.key, { x: n.x, y: n.y });
  }

  // Lays out what is on the canvas, rings and levels around a focus: what is
  // selected, unless it is given.
  lay(layout: Layout, focus?: readonly string[]): void {
    this.stop();
    const { scene } = this.canvas.get();
    if (scene.nodes.size === 0) return this.canvas.set({ layout });
    if (layout === 'force') return this.force(scene);
    const around = layout === 'rings' || layout === 'levels' ? this.focus(scene, focus ?? []) : [];
    const aspect = this.renderer()?.aspect() ?? 1;
    const places: Places = layout === 'rings' ? rings(scene, around) : layout === 'levels' ? levels(scene, around, this.renderer()?.aspect(besideSteps) ?? 1) : layout === 'columns' ? columns(scene, aspect) : this.given;
    const unpinned = new Map([...places].filter(([key]) => scene.nodes.has(key) && !scene.pinned.has(key)));
    this.canvas.step(moved(scene, unpinned), { layout, focus: around });
    this.renderer()?.fit();
  }

  // A new scene of paths: from where they begin to where they end.
  inSteps(scene: Scene, starts: readonly string[]): Partial<State> & { scene: Scene } {
    const focus = starts.filter((key) => scene.nodes.has(key));
    return { scene: moved(scene, levels(scene, focus, this.renderer()?.aspect(besideSteps) ?? 1)), layout: 'levels', focus };
  }

  // What is given or selected, or what has most neighbours here.
  private focus(scene: Scene, given: readonly string[]): readonly string[] {
    const there = given.filter((key) => scene.nodes.has(key));
    if (there.length > 0) return there;
    const selected = this.canvas.selectedNodes();
    if (selected.length > 0) return selected.slice(0, 20);
    const [first] = [...neighbours(scene)].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
    return first ? [first[0]] : [];
  }

  private force(scene: Scene): void {
    const keys = [...scene.nodes.keys()];
    const worker = new Worker('/app/forceWorker.js', { type: 'module' });
    this.worker = worker;
    const before = this.canvas.get();
    let last: Float64Array | null = null;
    const placesOf = (flat: Float64Array): Places => new Map(keys.map((key, i) => [key, { x: flat[2 * i] ?? 0, y: flat[2 * i + 1] ?? 0 }]));
    worker.onmessage = ({ data }: MessageEvent<Float64Array>) => {
      if (this.canvas.get().scene !== scene) return this.stop(); // something else was done meanwhile
      if (data.length > 0) {
        last = data;
        if (!calm()) this.renderer()?.place(placesOf(data));
        return;
      }
      this.stop();
      if (last) this.canvas.step(moved(scene, placesOf(last)), { layout: 'force', focus: [] }, before);
      this.renderer()?.fit();
    };
    worker.postMessage(inputOf(scene, keys));
    this.canvas.set({ layout: 'force', focus: [] });
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}

function inputOf(scene: Scene, keys: string[]): ForceInput {
  const index = new Map(keys.map((key, i) => [key, i]));
  const places = new Float64Array(2 * keys.length);
  const fixed = new Uint8Array(keys.length);
  keys.forEach((key, i) => {
    const node = scene.nodes.get(key);
    places[2 * i] = node?.x ?? 0;
    places[2 * i + 1] = node?.y ?? 0;
    fixed[i] = scene.pinned.has(key) ? 1 : 0;
  });
  const edges = [...scene.edges.values()];
  return {
    places, fixed, distance: spacing(scene),
    from: Uint32Array.from(edges, (e) => index.get(e.source) ?? 0), to: Uint32Array.from(edges, (e) => index.get(e.target) ?? 0),
  };
}
