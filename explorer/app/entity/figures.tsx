import { EntityFigures, type EntityFiguresResult, type Value } from '../api/documents.gen';
import { useAnswer } from '../api/useAnswer';
import { number, useLanguage, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { EntityLink } from '../parts/kind';
import { figureText } from '../parts/figure';
import { Citations } from './linkLine';
import { Series, type Point } from './series';

type Figure = NonNullable<EntityFiguresResult['entity']>['measuredBy']['nodes'][number];
type Aim = Figure['actuals']['edges'][number];

// Figures about an entity: targets beside what was reached, series as charts,
// the rest as a list.
export function Figures({ id }: { id: string }) {
  const t = useWords(entityWords);
  const answer = useAnswer(EntityFigures, { id, language: useLanguage() });
  if (answer.state !== 'there') return null;
  const figures = answer.data.entity?.measuredBy.nodes ?? [];
  if (figures.length === 0) return null;
  const aims = figures.filter((f) => f.target === true);
  const others = figures.filter((f) => f.target !== true);
  return (
    <section id="figures">
      <h2>{t('figures')} <span class="n">{number(figures.length)}</span></h2>
      {seriesOf(others).map((s) => <Series key={s.title} title={t('series', { metric: s.title })} unit={s.unit} points={s.points} />)}
      {aims.length > 0 && <Aims aims={aims} />}
      <ul class="figures">{others.map((f) => <FigureCard key={f.id} figure={f} />)}</ul>
    </section>
  );
}

function FigureCard({ figure }: { figure: Figure }) {
  return (
    <li class="sheet">
      <b class="figure">{figureText(figure)}</b>
      <EntityLink entity={figure} />
      {figure.note && <p class="faint">{figure.note}</p>}
      <Citations evidence={figure.evidence} />
    </li>
  );
}

function Aims({ aims }: { aims: readonly Figure[] }) {
  const t = useWords(entityWords);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('aims')}>
      <table class="aims">
        <caption>{t('aims')}</caption>
        <thead><tr><th scope="col">{t('figures')}</th><th scope="col">{t('target')}</th><th scope="col">{t('actual')}</th></tr></thead>
        <tbody>
          {aims.map((f) => (
            <tr key={f.id}>
              <th scope="row"><EntityLink entity={f} /></th>
              <td class="figure">{figureText(f)}</td>
              <td>{f.actuals.edges.length === 0 ? <span class="faint">{t('noActual')}</span> : f.actuals.edges.map((a) => <Actual key={a.node.id} target={f} aim={a} />)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// The actual figure; a bar beside the target only where the two can be compared.
function Actual({ target, aim }: { target: Figure; aim: Aim }) {
  const t = useWords(entityWords);
  const said = target.comparisons.find((c) => c.with?.id === aim.node.id)?.text;
  const { node, link } = aim;
  const most = Math.max(target.valueMax ?? target.value ?? 0, node.valueMax ?? node.value ?? 0);
  return (
    <div class="actual">
      <EntityLink entity={node} /> <b class="figure">{figureText(node)}</b>
      <span class={link?.comparable ? 'tag stated' : 'tag inferred'}>{t(link?.comparable ? 'comparable' : 'notComparable')}</span>
      {link?.comparable && most > 0 && target.value !== null && node.value !== null && <Bars target={target} actual={node} most={most} />}
      {said && <p>{said}</p>}
      {link?.note && <p class="faint">{link.note}</p>}
    </div>
  );
}

function Bars({ target, actual, most }: { target: Value; actual: Value; most: number }) {
  const width = (v: number | null) => (100 * (v ?? 0)) / most;
  return (
    <svg class="bars" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-target" x="0" y="1" width={width(target.value)} height="5" />
      {target.valueMax !== null && <rect class="bar-range" x={width(target.value)} y="1" width={width(target.valueMax) - width(target.value)} height="5" />}
      <rect class="bar-actual" x="0" y="8" width={width(actual.value)} height="5" />
    </svg>
  );
}

// A name without the year in it: “2021年学会数” and “2022年学会数” are one series.
const timeless = (label: string): string => label.replace(/(19|20)\d\d(年(\d{1,2}月)?)?/g, '').trim();

// Figures of one name, metric and unit with two dates or more make a series.
function seriesOf(figures: readonly Figure[]): { title: string; unit: string; points: Point[] }[] {
  const groups = new Map<string, Figure[]>();
  for (const f of figures) {
    const date = f.period?.end ?? f.period?.start;
    if (!f.metric || f.value === null || !date) continue;
    const key = `${f.metric} ${f.unit ?? ''} ${timeless(f.label)}`;
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  return [...groups.values()].filter((g) => new Set(g.map((f) => f.period?.end ?? f.period?.start)).size > 1).map((g) => ({
    title: timeless(g[0]?.label ?? ''), unit: g[0]?.unit ?? '',
    points: g.map((f) => ({ date: f.period?.end ?? f.period?.start ?? '', value: f.value ?? 0, text: figureText(f) })).sort((a, b) => (a.date < b.date ? -1 : 1)),
  }));
}
