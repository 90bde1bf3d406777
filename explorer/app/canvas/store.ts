import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { afterFrame } from './afterFrame';
import { emptyScene, hiddenLinks, moved, noFilter, only, pin, type Filter, type Places, type Scene } from './scene';
import type { Kind } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import type { Layout } from './layouts';

// What undo goes back to.
interface Step {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly focus: readonly string[]; // of layouts that have one
}

const stepOf = ({ scene, layout, focus }: Step): Step => ({ scene, layout, focus });

// The state of the canvas page. Everything is changed through the functions
// below, and every change tells those who listen.
export interface State extends Step {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly filter: Filter;
  readonly selected: ReadonlySet<string>;
  readonly marked: ReadonlySet<string> | null;
  readonly weak: ReadonlySet<string>; // the weakest links of marked paths
  readonly unfolded: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly note: Note | null;
}

// What the last step did, for the line below the canvas.
export type Note =
  | { readonly kind: 'added'; readonly nodes: number; readonly edges: number; readonly left: number }
  | { readonly kind: 'apart'; readonly labels: readonly string[] };

const undoAtMost = 50;

export const initial: State = {
  scene: emptyScene, past: [], future: [], filter: noFilter, selected: new Set(), marked: null, weak: new Set(),
  unfolded: false, layout: 'server', focus: [], busy: false, error: null, note: null,
};

export class Canvas {
  private state = initial;
  private readonly listeners = new Set<() => void>();

  get(): State {
    return this.state;
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((tell) => tell());
  }

  listen(tell: () => void): () => void {
    this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  }

  // A step that can be undone, to what is there or was before it began.
  step(scene: Scene, change: Partial<State> = {}, before: Step = this.state): void {
    const { past } = this.state;
    if (scene === this.state.scene) return;
    const kept = before.scene.nodes.size > 0 ? [...past, stepOf(before)].slice(-undoAtMost) : past;
    this.set({ scene, past: kept, future: [], selected: this.stillThere(scene), ...change });
  }

  private stillThere(scene: Scene): ReadonlySet<string> {
    return new Set([...this.state.selected].filter((key) => scene.nodes.has(key) || scene.edges.has(key)));
  }

  undo(): void {
    const { past, future } = this.state;
    const before = past[past.length - 1];
    if (before) this.set({ ...before, past: past.slice(0, -1), future: [stepOf(this.state), ...future], selected: this.stillThere(before.scene), note: null });
  }

  redo(): void {
    const { past, future } = this.state;
    const next = future[0];
    if (next) this.set({ ...next, past: [...past, stepOf(this.state)], future: future.slice(1), selected: this.stillThere(next.scene), note: null });
  }

  select(keys: Iterable<string>, add = false): void {
    const selected = new Set(add ? this.state.selected : []);
    for (const key of keys) {
      if (add && selected.has(key)) selected.delete(key);
      else selected.add(key);
    }
    this.set({ selected });
  }

  selectedNodes(): string[] {
    return [...this.state.selected].filter((key) => this.state.scene.nodes.has(key));
  }

  hide(): void {
    const gone = this.state.selected;
    const without = only(this.state.scene, (n) => !gone.has(n.key));
    const edges = new Map([...without.edges].filter(([key]) => !gone.has(key)));
    this.step({ ...without, edges }, { selected: new Set(), marked: null });
  }

  keepOnly(): void {
    const keep = new Set(this.selectedNodes());
    if (keep.size > 0) this.step(only(this.state.scene, (n) => keep.has(n.key)), { marked: null });
  }

  pinSelected(): void {
    const keys = this.selectedNodes();
    const all = keys.every((key) => this.state.scene.pinned.has(key));
    if (keys.length > 0) this.step(pin(this.state.scene, keys, !all));
  }

  // What was dragged stays where it was put.
  drop(places: Places): void {
    this.step(pin(moved(this.state.scene, places), places.keys(), true));
  }

  selectNeighbours(): void {
    const { scene, selected } = this.state;
    const more = [...scene.edges.values()].filter((e) => selected.has(e.source) || selected.has(e.target)).flatMap((e) => [e.source, e.target]);
    this.set({ selected: new Set([...selected, ...more]) });
  }

  toggle(part: 'kinds' | 'relationships', name: string): void {
    const off = new Set(this.state.filter[part]);
    if (off.has(name)) off.delete(name);
    else off.add(name);
    this.set({ filter: { ...this.state.filter, [part]: off } });
  }

  // How many recorded links of all shown entities are not shown.
  hidden(): Map<string, number> {
    return hiddenLinks(this.state.scene);
  }
}

// What stands above the columns of the layout; null where there are none.
export const headingOf = ({ layout }: State, names: Names): ((kind: Kind) => string) | null => (layout === 'columns' ? names.kind : null);

export function useCanvas(canvas: Canvas): State {
  const [, render] = useState(0);
  useLayoutEffect(() => canvas.listen(() => render((n) => n + 1)), [canvas]);
  return canvas.get();
}

// The same, but a new scene comes once it is drawn: what lists and counts it
// would keep the reader from seeing it.
export function useDrawnCanvas(canvas: Canvas): State {
  const held = useRef(canvas.get());
  const [, render] = useState(0);
  useLayoutEffect(() => {
    let putOff = () => {};
    const show = () => {
      held.current = canvas.get();
      render((n) => n + 1);
    };
    const stop = canvas.listen(() => {
      putOff();
      if (canvas.get().scene === held.current.scene) show();
      else putOff = afterFrame(show);
    });
    return () => { putOff(); stop(); };
  }, [canvas]);
  return held.current;
}
