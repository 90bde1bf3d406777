import type { Names } from '../api/ontology';
import { useWords } from '../i18n/language';
import { pathWords } from '../i18n/paths';
import type { PathData } from './pathView';

// Two paths: what both pass, and what only one does.
export function Comparison({ a, b, names }: { a: PathData; b: PathData; names: Names }) {
  const t = useWords(pathWords);
  const inA = new Map(a.nodes.map((n) => [n.id, n]));
  const inB = new Map(b.nodes.map((n) => [n.id, n]));
  const lists = [
    { title: t('both'), nodes: a.nodes.filter((n) => inB.has(n.id)) },
    { title: t('onlyA'), nodes: a.nodes.filter((n) => !inB.has(n.id)) },
    { title: t('onlyB'), nodes: b.nodes.filter((n) => !inA.has(n.id)) },
  ];
  return (
    <section class="comparison" aria-label={t('comparing')}>
      <h3>{t('comparing')}</h3>
      <dl>
        {lists.map(({ title, nodes }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{nodes.length === 0 ? '—' : nodes.map((n) => <span key={n.id} class="chip" title={names.kind(n.kind)}><bdi>{n.label}</bdi></span>)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
