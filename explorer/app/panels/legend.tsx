import { useWords, number } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import type { Names } from '../api/ontology';
import { KindMark } from '../parts/kindMark';
import { countBy, noFilter } from '../canvas/scene';
import { useDrawnCanvas, type Canvas } from '../canvas/store';

// What the marks mean, how many of each there are, and which are shown.
export function Legend({ canvas, names }: { canvas: Canvas; names: Names }) {
  const t = useWords(canvasWords);
  const { scene, filter } = useDrawnCanvas(canvas);
  const nodes = [...scene.nodes.values()];
  const edges = [...scene.edges.values()];
  const kinds = countBy(nodes, (n) => n.kind);
  const relationships = countBy(edges, (e) => e.relationship);
  const inferred = edges.filter((e) => e.inferred).length;
  const filtered = filter.kinds.size + filter.relationships.size > 0 || !filter.inferred;
  if (nodes.length === 0) return null;
  return (
    <div class="legend">
      <section>
        <h2>{t('kinds')}</h2>
        <ul>
          {names.kinds.filter((k) => kinds.has(k.kind)).map((k) => (
            <Entry key={k.kind} on={!filter.kinds.has(k.kind)} count={kinds.get(k.kind) ?? 0} toggle={() => canvas.toggle('kinds', k.kind)}>
              <KindMark kindIndex={names.kindIndex(k.kind)} color={names.color(k.kind)} /> {names.kind(k.kind)}
            </Entry>
          ))}
        </ul>
        {nodes.some((n) => n.cohort) && <p class="legend-note"><KindMark kindIndex={0} color="currentColor" group /> {t('groupMark')}</p>}
        <p class="legend-note"><span class="badge-mark">+n</span> {t('badgeMark').replace(/^\+n[:：]\s*/, '')}</p>
      </section>
      <section>
        <h2>{t('relationships')}</h2>
        <ul>
          <li class="line-mark"><span class="line solid" /> {t('statedLine')} <span class="count">{number(edges.length - inferred)}</span></li>
          <Entry on={filter.inferred} count={inferred} toggle={() => canvas.set({ filter: { ...filter, inferred: !filter.inferred } })}>
            <span class="line dashed" /> {t('inferredLine')}
          </Entry>
        </ul>
        <ul class="legend-links">
          {names.relationships.filter((r) => relationships.has(r.relationship)).map((r) => (
            <Entry key={r.relationship} on={!filter.relationships.has(r.relationship)} count={relationships.get(r.relationship) ?? 0} toggle={() => canvas.toggle('relationships', r.relationship)}>
              {names.relationship(r.relationship)}
            </Entry>
          ))}
        </ul>
      </section>
      {filtered && <button type="button" onClick={() => canvas.set({ filter: noFilter })}>{t('all')}</button>}
    </div>
  );
}

function Entry({ on, count, toggle, children }: { on: boolean; count: number; toggle: () => void; children: preact.ComponentChildren }) {
  return (
    <li>
      <label class={on ? '' : 'off'}>
        <input type="checkbox" checked={on} onChange={toggle} />
        <span class="entry">{children}</span>
        <span class="count">{number(count)}</span>
      </label>
    </li>
  );
}
