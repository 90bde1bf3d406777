import type { EntityCardResult } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { number, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { atOnce } from '../canvas/address';
import { bring } from '../canvas/load';
import type { Scene } from '../canvas/scene';
import { useCanvas, type Canvas } from '../canvas/store';

type Counts = NonNullable<EntityCardResult['entity']>['relationCounts'];

// The relationships of an entity with exact counts, each to be brought by a click.
export function Expand({ id, counts, canvas, names }: { id: string; counts: Counts; canvas: Canvas; names: Names }) {
  const t = useWords(canvasWords);
  const { scene, busy } = useCanvas(canvas);
  const lines = counts.map((c) => ({ ...c, shown: shownOf(scene, id, c) }));
  const left = lines.reduce((sum, l) => sum + l.count - l.shown, 0);
  if (lines.length === 0) return <p class="panel-hint">{t('noLinks')}</p>;
  return (
    <section class="expand">
      <h3>{t('expand')}</h3>
      <ul>
        {lines.map((l) => (
          <li key={`${l.relationship} ${l.direction} ${l.kind}`}>
            <button
              type="button" class="quiet" disabled={busy || l.shown >= l.count}
              onClick={() => void bring(canvas, { seeds: { ids: [id] }, hops: 1, expand: { relationships: [l.relationship], direction: l.direction, kinds: [l.kind] } })}
            >
              <Reading text={names.reading(l.relationship, l.direction === 'IN')} kind={names.kind(l.kind)} />
              <span class="count">{t('shownOf', { shown: number(l.shown), count: number(l.count) })}</span>
            </button>
          </li>
        ))}
      </ul>
      {left > 0 && <button type="button" disabled={busy} onClick={() => void bring(canvas, { seeds: { ids: [id] }, hops: 1 })}>{t('expandAll', { n: number(left) })}</button>}
      {left > atOnce && <p class="panel-hint">{t('cut', { n: number(atOnce) })}</p>}
    </section>
  );
}

// The reading with the kind where the far end goes: at …, or after it.
function Reading({ text, kind }: { text: string; kind: string }) {
  const [before = '', after = ''] = text.replace(/^的/, '').split('…'); // 的 would join it to the name
  return <span>{before} <b>{kind}</b> {after}</span>;
}

// How many of these links are on the canvas.
function shownOf(scene: Scene, id: string, c: Counts[number]): number {
  let n = 0;
  for (const e of scene.edges.values()) {
    if (e.relationship !== c.relationship) continue;
    const out = e.source === id, into = e.target === id;
    if (!(c.direction === 'OUT' ? out : c.direction === 'IN' ? into : out || into)) continue;
    if (scene.nodes.get(out && c.direction !== 'IN' ? e.target : e.source)?.kind === c.kind) n++;
  }
  return n;
}
