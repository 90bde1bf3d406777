import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askOnce } from '../api/useAnswer';
import { BestLinked } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { go, place as currentPlace, type Place } from '../router';
import { atOnce, hashOf, opening, view, type Opening, type View } from './address';
import type { Arranger } from './arrange';
import { open } from './load';
import { pin, sameContent, type Scene } from './scene';
import type { Canvas, State } from './store';

// Scenes by what of their address says what is where, so that back and forward
// bring back the very places.
const scenes = new Map<string, Scene>();
const scenesAtMost = 40;

function sceneKey(place: Place): string {
  const { ids, pinned, layout, focus } = view(place.hash);
  return JSON.stringify([opening(place.query), ids, pinned, layout, focus]);
}

function remember(place: Place, scene: Scene): void {
  const key = sceneKey(place);
  scenes.delete(key);
  scenes.set(key, scene);
  const oldest = scenes.keys().next().value;
  if (scenes.size > scenesAtMost && oldest !== undefined) scenes.delete(oldest);
}

// Without the questions for paths: the canvas stays as it is when they change.
const addressOf = (place: Place): string => JSON.stringify([opening(place.query), place.hash]);

// Keeps the canvas and the address the same, both ways.
export function useAddress(canvas: Canvas, arranger: Arranger, names: Names, place: Place) {
  const [table, showTable] = useState(view(place.hash).table);
  const [opened, setOpened] = useState<Opening | null>(opening(place.query));
  const at = useRef(''); // the address of what is on the canvas
  const first = useRef<Scene | null>(null); // what the query gave
  const loading = useRef(false);

  const write = (state: State, withTable: boolean, push: boolean) => {
    const asOpened = first.current !== null && sameContent(state.scene, first.current) && opening(new URLSearchParams(location.search)) !== null;
    const hash = hashOf(state, asOpened, withTable);
    const to = location.pathname + location.search + (hash ? `#${hash}` : '');
    const written = { path: location.pathname, query: new URLSearchParams(location.search), hash };
    at.current = addressOf(written);
    go(to, !push);
    remember(written, state.scene);
  };

  // From the canvas to the address: a new scene is a step back can undo, a new look is not.
  useLayoutEffect(() => {
    let scene = canvas.get().scene;
    return canvas.listen(() => {
      const state = canvas.get();
      arranger.remember(state.scene);
      if (loading.current || state.busy) return;
      write(state, view(location.hash.slice(1)).table, state.scene !== scene);
      scene = state.scene;
    });
  }, []);

  // From the address to the canvas, before anything is on the screen: what it
  // asks for may be there already.
  useLayoutEffect(() => {
    const now = currentPlace(); // the property may be one step behind
    const address = addressOf(now);
    if (address === at.current) return;
    at.current = address;
    void read(now);
  });

  const read = async (from: Place) => {
    const asked = view(from.hash);
    const o = opening(from.query);
    const kept = scenes.get(sceneKey(from));
    loading.current = true;
    setOpened(o);
    if (kept) canvas.set({ scene: kept, layout: asked.layout, focus: asked.focus, error: null });
    else await load(canvas, asked, o, from, names);
    if (!asked.ids) first.current = canvas.get().scene;
    apply(canvas, asked);
    if (!kept) arrange(canvas, arranger, asked);
    canvas.set({ past: [], future: [] });
    showTable(view(location.hash.slice(1)).table); // it may have been opened meanwhile
    remember(from, canvas.get().scene);
    loading.current = false;
  };

  const setTable = (on: boolean) => {
    showTable(on);
    write(canvas.get(), on, false);
  };
  return { opened, table, setTable };
}

async function load(canvas: Canvas, asked: View, o: Opening | null, from: Place, names: Names): Promise<void> {
  if (asked.ids && asked.ids.length > 0) return open(canvas, { ids: asked.ids, hops: 0, connect: false, first: Math.max(atOnce, asked.ids.length) }, names.kinds);
  if (o) return open(canvas, o, names.kinds);
  if (from.query.has('from') || from.query.has('to')) return; // the panel draws its paths
  const { entities } = await askOnce(BestLinked, { first: 1 });
  const ids = entities?.nodes.map((n) => n.id) ?? [];
  if (ids.length > 0) await open(canvas, { ids, hops: 1, connect: false, first: atOnce }, names.kinds);
}

// How the scene is looked at.
function apply(canvas: Canvas, asked: View): void {
  const { scene, selected } = canvas.get();
  const there = (key: string) => scene.nodes.has(key) || scene.edges.has(key);
  canvas.set({
    selected: selected.size === 0 && asked.selected.length === 0 ? selected : new Set(asked.selected.filter(there)), filter: asked.filter, unfolded: asked.unfolded,
  });
}

// Where its entities are: they were fetched as the server gives them.
function arrange(canvas: Canvas, arranger: Arranger, asked: View): void {
  const { scene } = canvas.get();
  if (asked.pinned.length > 0) canvas.set({ scene: pin(scene, asked.pinned.filter((k) => scene.nodes.has(k)), true) });
  if (asked.layout !== 'server') arranger.lay(asked.layout, asked.focus);
}
