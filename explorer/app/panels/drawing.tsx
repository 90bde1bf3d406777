import { useLayoutEffect, useRef } from 'preact/hooks';
import { number, useLanguage, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import type { Names } from '../api/ontology';
import { Failed } from '../parts/states';
import { bring } from '../canvas/load';
import { Renderer } from '../canvas/renderer';
import { headingOf, useCanvas, type Canvas } from '../canvas/store';

// The element that sigma draws into. The table has the same content for those
// who cannot see it.
export function Drawing({ canvas, names, hold }: { canvas: Canvas; names: Names; hold: (renderer: Renderer | null) => void }) {
  const t = useWords(canvasWords);
  const language = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const renderer = useRef<Renderer | null>(null);
  const state = useCanvas(canvas);
  const { scene, filter, selected, marked, weak, unfolded, layout } = state;
  useLayoutEffect(() => {
    if (!host.current) return;
    const r = new Renderer(host.current, {
      node: (key, add) => canvas.select([key], add),
      open: (key) => void bring(canvas, { seeds: { ids: [key] }, hops: 1 }),
      edge: (keys, add) => canvas.select(keys, add),
      nothing: () => canvas.set({ selected: new Set(), marked: null }),
      moved: (places) => canvas.drop(places),
      boxed: (keys, add) => canvas.select(keys, add),
    });
    renderer.current = r;
    hold(r);
    const redraw = () => r.redraw();
    addEventListener('jinqiao:theme', redraw);
    return () => { removeEventListener('jinqiao:theme', redraw); hold(null); r.close(); };
  }, []);
  useLayoutEffect(() => {
    renderer.current?.show(scene, { filter, selected, marked, weak, unfolded, badges: scene.nodes.size <= 600, heading: headingOf(state, names) });
  }, [scene, filter, selected, marked, weak, unfolded, layout, language]);
  const nodes = number(scene.nodes.size), edges = number(scene.edges.size);
  return (
    <div class="canvas-area">
      <div ref={host} class="canvas-host" tabIndex={0} role="application" aria-label={t('canvasLabel', { nodes, edges })} aria-busy={state.busy} />
      {state.busy && <div class="canvas-busy" role="status"><span class="spinner" aria-hidden="true" /></div>}
      {state.error !== null && <div class="canvas-error"><Failed error={state.error} /></div>}
      {!state.busy && state.error === null && scene.nodes.size === 0 && <div class="canvas-empty"><p>{t('empty')}</p><p>{t('emptyText')}</p></div>}
    </div>
  );
}
