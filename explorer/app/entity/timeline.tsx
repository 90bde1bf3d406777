import { EntityDates, type EntityDatesResult, type Kind } from '../api/documents.gen';
import { useAnswer } from '../api/useAnswer';
import { useLanguage, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { EntityLink, type Named } from '../parts/kind';
import { useDetails, type Details } from './details';

interface Moment {
  readonly sort: string;
  readonly date: string;
  readonly entity: Named | null;
  readonly words: string;
}

// What is dated about an entity, in order of time: its links, and what they
// lead to. Nothing where nothing is.
export function Timeline({ id, own }: { id: string; own: readonly { name: string; label: string; value: string; text: string; kind: Kind }[] }) {
  const t = useWords(entityWords);
  const language = useLanguage();
  const details = useDetails();
  const answer = useAnswer(EntityDates, { id, language });
  if (answer.state !== 'there' || !details) return null;
  const moments = momentsOf(answer.data, details, own);
  if (moments.length === 0) return null;
  return (
    <section class="timeline" id="timeline">
      <h2>{t('timeline')}</h2>
      <ol>
        {moments.map((m, i) => (
          <li key={i} class={moments[i - 1]?.date.slice(0, 4) === m.date.slice(0, 4) ? 'same-year' : ''}>
            <time dateTime={m.sort}>{m.date}</time>
            <span>{m.entity && <EntityLink entity={m.entity} />} <span class="faint">{m.words}</span></span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function momentsOf(data: EntityDatesResult, details: Details, own: readonly { name: string; label: string; value: string; kind: Kind }[]): Moment[] {
  const moments: Moment[] = own.filter((p) => details.isDate(p.kind, p.name)).map((p) => moment(p.value, null, p.label));
  for (const link of data.entity?.links.nodes ?? []) moments.push(moment(link.since ? (link.until ? `${link.since}/${link.until}` : link.since) : `../${link.until ?? ''}`, null, link.text));
  for (const e of data.entities?.nodes ?? []) {
    for (const p of e.properties) if (details.isDate(e.kind, p.name)) moments.push(moment(p.value, e, p.label));
  }
  return moments.filter((m) => m.sort !== '').sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

// A period is placed where it begins, or, where that is not known, where it ends.
function moment(value: string, entity: Named | null, words: string): Moment {
  const [start = '', end = ''] = value.split('/');
  const sort = start === '..' ? end : start;
  const date = start === '..' ? `– ${end}` : end === '..' ? `${start} –` : end ? `${start} – ${end}` : start;
  return { sort, date, entity, words };
}
