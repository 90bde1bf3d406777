import { useEffect, useRef } from 'preact/hooks';
import type { Names } from '../api/ontology';
import type { Renderer } from '../canvas/renderer';
import { headingOf, type Canvas } from '../canvas/store';
import { sceneSvg } from '../canvas/svg';

// More than a browser prints as a drawing in good time: a picture is printed instead.
const drawnAtMost = 3000;

const colors = { paper: 'var(--surface)', ink: 'var(--ink)', soft: 'var(--ink-faint)', edge: 'var(--edge)', strong: 'var(--edge-strong)', weak: 'var(--bad)' };

// The canvas on paper: what WebGL drew is not printed, and is as large as the screen.
export function Printed({ canvas, renderer, names }: { canvas: Canvas; renderer: () => Renderer | null; names: Names }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const draw = () => {
      const state = canvas.get();
      if (!box.current || state.scene.nodes.size === 0) return;
      if (state.scene.nodes.size <= drawnAtMost) box.current.innerHTML = sceneSvg(state, colors, 1000, headingOf(state, names));
      else box.current.replaceChildren(renderer()?.picture() ?? '');
    };
    const clear = () => box.current?.replaceChildren();
    addEventListener('beforeprint', draw);
    addEventListener('afterprint', clear);
    return () => { removeEventListener('beforeprint', draw); removeEventListener('afterprint', clear); };
  }, []);
  return <div ref={box} class="canvas-print" aria-hidden="true" />;
}
