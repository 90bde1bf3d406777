import { askOnce } from '../api/useAnswer';
import { playgroundLink } from '../api/client';
import { Scene as SceneQuery, type SceneResult, type SceneVariables } from '../api/documents.gen';
import type { KindInfo } from '../api/ontology';
import { atOnce, type Opening } from './address';
import { askLarge, askScene, isLarge, openingVariables } from './ask';
import { emptyScene, nameOf, withMore, type Scene, type SceneNode } from './scene';
import type { Canvas, Note, State } from './store';

// The API gives diameters in pixels; the least is made large enough to tell shapes.
const radius = (diameter: number): number => 3 + 0.42 * diameter;

type Subgraph = NonNullable<SceneResult['subgraph']>;

function nodesOf(answer: Subgraph): SceneNode[] {
  return answer.nodes.map(({ entity, ...n }) => ({ ...n, size: radius(n.size), cohort: entity.cohort }));
}

// The query that gives what is on the canvas, in the playground.
export function sceneLink(state: State, opened: Opening | null, changed: boolean): string {
  if (!changed && opened) return playgroundLink(SceneQuery, openingVariables(opened));
  const ids = [...state.scene.nodes.keys()];
  return playgroundLink(SceneQuery, openingVariables({ ids, hops: 0, connect: false, first: Math.max(atOnce, ids.length) }));
}

// Opens a network: the canvas has it alone afterwards.
export async function open(canvas: Canvas, o: Opening, kinds: readonly KindInfo[]): Promise<void> {
  if (isLarge(o)) return openLarge(canvas, o, kinds);
  await busy(canvas, async () => {
    const { subgraph } = await askScene(o);
    if (!subgraph) return;
    const scene = withMore(emptyScene, nodesOf(subgraph), subgraph.edges);
    canvas.step(scene, { marked: null, note: ofOpening(noteOf(scene, emptyScene, subgraph, o.connect)), layout: 'server', focus: [] });
  });
}

// Opens a network of thousands. Groups are not told from single things in it.
async function openLarge(canvas: Canvas, o: Opening, kinds: readonly KindInfo[]): Promise<void> {
  await busy(canvas, async () => {
    const { subgraph } = await askLarge(o);
    if (!subgraph) return;
    const nodes = subgraph.nodes.flatMap((n) => {
      const kind = kinds[n.kindIndex]?.kind;
      if (!kind) return [];
      return [{ ...n, zh: n.label, en: n.label, kind, color: subgraph.categories[n.kindIndex]?.color ?? '#888888', size: radius(n.size), cohort: null }];
    });
    const scene = withMore(emptyScene, nodes, subgraph.edges);
    canvas.step(scene, { marked: null, layout: 'server', focus: [], note: ofOpening({ kind: 'added', nodes: scene.nodes.size, edges: scene.edges.size, left: Math.max(0, subgraph.totals.nodes - scene.nodes.size) }) });
  });
}

// Brings more: what is there keeps its place, what is new is placed around it,
// unless `arrange` places all anew.
export async function bring(canvas: Canvas, more: Omit<SceneVariables, 'known' | 'knownAt' | 'first'>, arrange?: (scene: Scene) => (Partial<State> & { scene: Scene }) | null): Promise<void> {
  await busy(canvas, async () => {
    const before = canvas.get().scene;
    const known = [...before.nodes.values()];
    const { subgraph } = await askOnce(SceneQuery, {
      ...more, first: atOnce, known: known.map((n) => n.key), knownAt: known.flatMap((n) => [n.x, n.y]),
    });
    if (!subgraph) return;
    const scene = withMore(before, nodesOf(subgraph), subgraph.edges);
    const note = noteOf(scene, before, subgraph, more.connect ?? false);
    if (scene.nodes.size === before.nodes.size && scene.edges.size === before.edges.size) canvas.set({ note });
    else {
      const arranged = arrange?.(scene);
      canvas.step(arranged?.scene ?? scene, { ...arranged, note });
    }
  });
}

// All that was opened is new; only what is missing is worth saying.
const ofOpening = (note: Note): Note | null => (note.kind === 'added' && note.left === 0 ? null : note);

function noteOf(scene: Scene, before: Scene, answer: Subgraph, connected: boolean): Note {
  const [main, ...apart] = [...answer.groups].sort((a, b) => b.length - a.length);
  if (connected && main && apart.length > 0) {
    const zh = document.documentElement.lang.startsWith('zh');
    const labels = apart.flat().map((key) => { const n = scene.nodes.get(key); return n ? nameOf(n, zh ? 'ZH' : 'EN') : key; });
    return { kind: 'apart', labels };
  }
  const left = answer.completeness.reasons.includes('FIRST') ? Math.max(0, answer.totals.nodes - answer.nodes.length - before.nodes.size) : 0;
  return { kind: 'added', nodes: scene.nodes.size - before.nodes.size, edges: scene.edges.size - before.edges.size, left };
}

async function busy(canvas: Canvas, work: () => Promise<void>): Promise<void> {
  canvas.set({ busy: true, error: null });
  try {
    await work();
  } catch (error) {
    canvas.set({ error });
  } finally {
    canvas.set({ busy: false });
  }
}
