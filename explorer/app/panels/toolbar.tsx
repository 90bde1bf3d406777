import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { Icon, type IconName } from '../parts/icons';
import { layouts, type Layout } from '../canvas/layouts';
import { bring } from '../canvas/load';
import type { Renderer } from '../canvas/renderer';
import { useCanvas, type Canvas } from '../canvas/store';

interface Props {
  canvas: Canvas;
  renderer: () => Renderer | null;
  lay: (layout: Layout) => void;
}

// The tool that Tab comes to; arrows move among the others.
const Stop = createContext('');

// The tools above the canvas; each has a key as well (canvas/keys.ts).
export function Toolbar({ canvas, renderer, lay }: Props) {
  const t = useWords(canvasWords);
  const { past, future, scene, unfolded, layout, busy } = useCanvas(canvas);
  const [boxing, box] = useState(false);
  const [stop, stopAt] = useState<string>(t('fit'));
  const nodes = canvas.selectedNodes();
  const pinned = nodes.length > 0 && nodes.every((key) => scene.pinned.has(key));
  const none = canvas.get().selected.size === 0;
  const setBoxing = (on: boolean) => {
    const r = renderer();
    if (r) r.boxing = on;
    box(on);
  };
  return (
    <div class="toolbar">
      <div class="tool-groups" role="toolbar" aria-label={t('tools')} onKeyDown={arrows} onFocusIn={(e) => stopAt((e.target as Element).getAttribute('aria-label') ?? stop)}>
        <Stop.Provider value={stop}>
          <div class="tools">
            <Tool icon="undo" label={t('undo')} off={past.length === 0} act={() => canvas.undo()} />
            <Tool icon="redo" label={t('redo')} off={future.length === 0} act={() => canvas.redo()} />
          </div>
          <div class="tools">
            <Tool icon="fit" label={t('fit')} act={() => renderer()?.fit()} />
            <Tool icon="zoomIn" label={t('zoomIn')} act={() => renderer()?.zoom(1.5)} />
            <Tool icon="zoomOut" label={t('zoomOut')} act={() => renderer()?.zoom(1 / 1.5)} />
            <Tool icon="box" label={t('box')} on={boxing} act={() => setBoxing(!boxing)} />
          </div>
          <div class="tools">
            <Tool icon="hide" label={t('hide')} off={none} act={() => canvas.hide()} />
            <Tool icon="keepOnly" label={t('keepOnly')} off={nodes.length === 0} act={() => canvas.keepOnly()} />
            <Tool icon="pin" label={pinned ? t('unpin') : t('pin')} on={pinned} off={nodes.length === 0} act={() => canvas.pinSelected()} />
            <Tool icon="connect" label={t('connect')} off={busy || nodes.length < 2 || nodes.length > 50} act={() => void bring(canvas, { seeds: { ids: nodes }, connect: true })} />
            <Tool icon="unfold" label={t('unfold')} on={unfolded} act={() => canvas.set({ unfolded: !unfolded })} />
          </div>
        </Stop.Provider>
      </div>
      <label class="layouts">
        <span class="hidden-text">{t('layout')}</span>
        <select value={layout} onChange={(e) => lay(e.currentTarget.value as Layout)}>
          {layouts.map((l) => <option key={l} value={l}>{t('layout')}：{t(l)}</option>)}
        </select>
      </label>
    </div>
  );
}

// Arrows, Home and End move among the tools that can be used.
function arrows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = tools.indexOf(document.activeElement as HTMLButtonElement);
  const to: Record<string, number> = { ArrowRight: (at + 1) % tools.length, ArrowLeft: (at - 1 + tools.length) % tools.length, Home: 0, End: tools.length - 1 };
  const tool = tools[to[event.key] ?? -1];
  if (at < 0 || !tool) return;
  event.preventDefault();
  tool.focus();
}

function Tool({ icon, label, act, on, off = false }: { icon: IconName; label: string; act: () => void; on?: boolean; off?: boolean }) {
  const stop = useContext(Stop);
  return (
    <button type="button" class="tool" tabIndex={label === stop ? 0 : -1} title={label} aria-label={label} disabled={off} onClick={act} {...(on === undefined ? {} : { 'aria-pressed': on })}>
      <Icon name={icon} />
    </button>
  );
}
