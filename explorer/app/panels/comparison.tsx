import type { Names } from '../api/ontology';
import { number, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { pathWords } from '../i18n/paths';
import { weakestOf, type PathData } from './pathView';

// Two paths: how long and how sure each is, what both pass, and what only one does.
export function Comparison({ a, b, names }: { a: PathData; b: PathData; names: Names }) {
  const t = useWords(pathWords);
  const c = useWords(canvasWords);
  const inA = new Set(a.nodes.map((n) => n.id));
  const inB = new Set(b.nodes.map((n) => n.id));
  const weakest = (path: PathData) => {
    const link = weakestOf(path)?.link;
    return link ? `${names.relationship(link.relationship)} · ${c('inferred')}${link.confidence ? ` · ${c(link.confidence)}` : ''}` : t('nothingInferred');
  };
  const facts = [
    { title: t('length'), of: (p: PathData) => number(p.length) },
    { title: c('inferred'), of: (p: PathData) => number(p.inferred) },
    { title: t('surest'), of: weakest },
  ];
  const lists = [
    { title: t('both'), nodes: a.nodes.filter((n) => inB.has(n.id)) },
    { title: t('onlyA'), nodes: a.nodes.filter((n) => !inB.has(n.id)) },
    { title: t('onlyB'), nodes: b.nodes.filter((n) => !inA.has(n.id)) },
  ];
  return (
    <section class="comparison" aria-label={t('comparing')}>
      <h3>{t('comparing')}</h3>
      <table>
        <thead><tr><td /><th scope="col">{t('a')}</th><th scope="col">{t('b')}</th></tr></thead>
        <tbody>{facts.map(({ title, of }) => <tr key={title}><th scope="row">{title}</th><td>{of(a)}</td><td>{of(b)}</td></tr>)}</tbody>
      </table>
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
