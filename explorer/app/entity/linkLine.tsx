import type { LinkLine } from '../api/documents.gen';
import { number, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { EntityLink, type Named } from '../parts/kind';
import { entityLink } from '../router';
import { useDetails } from './details';

// A link seen from one end: the far end, what is known of the link, and who
// says so.
export function LinkRow({ link, far, here }: { link: LinkLine; far: Named; here: string }) {
  return (
    <li class={link.assertion === 'INFERRED' ? 'link-row inferred' : 'link-row'}>
      <p class="far"><EntityLink entity={far} />{far.cohort && <span class="tag">{far.cohort.text}</span>}<LinkTags link={link} here={here} /></p>
      <Evidence link={link} />
      {link.note && <p class="faint note" lang="en">{link.note}</p>}
    </li>
  );
}

// What is known of the link besides its ends, and besides what the page is about.
function LinkTags({ link, here }: { link: LinkLine; here: string }) {
  const t = useWords(entityWords);
  const details = useDetails();
  const said = (['role', 'title', 'label', 'mode', 'side'] as const).flatMap((property) => {
    const value = link[property];
    return value === null ? [] : [details?.value(link.relationship, property, value) ?? value];
  });
  return (
    <span class="tags">
      {link.stage && <span class="tag strong">{details?.value(link.relationship, 'stage', link.stage) ?? link.stage}</span>}
      {said.map((v) => <span class="tag" key={v}>{v}</span>)}
      {link.since && <span class="tag">{link.until ? `${link.since} – ${link.until}` : t('from', { date: link.since })}</span>}
      {!link.since && link.until && <span class="tag">{t('until', { date: link.until })}</span>}
      {link.amount !== null && <span class="tag">¥{number(link.amount)}</span>}
      {link.collective && <span class="tag" title={t('collectiveText')}>{t('collective')}</span>}
      {link.scope && link.scope.id !== here && link.scope.id !== (link.from.id === here ? link.to.id : link.from.id) && <span class="tag">{t('scope', { city: link.scope.label })}</span>}
      {link.assertion === 'INFERRED' && <span class="tag inferred">{t('inferred')}{link.confidence && ` · ${t(link.confidence)}`}</span>}
      {link.by && <span class="via">{t('by')} <EntityLink entity={link.by} /></span>}
    </span>
  );
}

function Evidence({ link }: { link: Pick<LinkLine, 'basis' | 'evidence'> }) {
  const t = useWords(entityWords);
  return (
    <details class="who">
      <summary>{t('who')}</summary>
      {link.basis && <p>{t('basis', { basis: link.basis })}</p>}
      <Citations evidence={link.evidence} />
    </details>
  );
}

export function Citations({ evidence }: { evidence: LinkLine['evidence'] }) {
  const t = useWords(entityWords);
  return (
    <ul class="evidence">
      {evidence.map((e, i) => (
        <li key={i}><a href={entityLink(e.document.id)}>{e.citation}</a>{e.asOf && <span class="faint"> {t('asOf', { date: e.asOf })}</span>}</li>
      ))}
    </ul>
  );
}
