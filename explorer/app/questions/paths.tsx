import type { Kind } from '../api/documents.gen';
import { useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { EntityLink } from '../parts/kind';
import { isEntity, isObject, itemsOf, textOf, type Json, type JsonObject } from './json';

// Paths as sentences, with their sources and with what the answer is worth.
export function Paths({ page }: { page: JsonObject }) {
  const t = useWords(questionWords);
  const items = itemsOf(page).map(({ node }) => (isObject(node.path) ? node.path : node));
  const more = isObject(page.pageInfo) && page.pageInfo.hasNextPage === true;
  const completeness = isObject(page.completeness) ? page.completeness : {};
  return (
    <div class="paths">
      <p class="verdict">{items.length === 0 ? t('noPath') : items.length === 1 && !more ? t('path') : t(more ? 'pathsMore' : 'paths', { count: items.length })}</p>
      <Completeness of={completeness} none={items.length === 0} />
      {items.length > 0 && <ol class="found-paths">{items.map((path, i) => <PathItem key={textOf(path.key) || i} path={path} />)}</ol>}
      <Sources sources={page.sources} />
    </div>
  );
}

function PathItem({ path }: { path: JsonObject }) {
  const t = useWords(questionWords);
  const length = Number(path.length);
  const inferred = Number(path.inferred);
  const confidence = textOf(path.confidence) as 'HIGH' | 'MEDIUM' | 'LOW' | '';
  return (
    <li class="sheet">
      <p class="chain">
        {Array.isArray(path.nodes) && path.nodes.filter(isObject).filter(isEntity).map((n, i) => (
          <span key={i}>{i > 0 && <span class="arrow" aria-hidden="true">→</span>}<EntityLink entity={{ id: textOf(n.id), kind: textOf(n.kind) as Kind, label: textOf(n.label) }} /></span>
        ))}
      </p>
      <p>{textOf(path.text)}</p>
      <p class="meta">
        <span class="tag">{length === 1 ? t('step') : t('steps', { count: length })}</span>
        {inferred > 0 && <span class="tag inferred">{t('inferredSteps', { count: inferred, confidence: confidence ? t(confidence) : '' })}</span>}
        {inferred === 0 && <span class="tag stated">{t('stated')}</span>}
      </p>
    </li>
  );
}

function Completeness({ of, none }: { of: JsonObject; none: boolean }) {
  const t = useWords(questionWords);
  const steps = Number(of.provenLength ?? 0);
  const why = Array.isArray(of.reasons) && of.reasons.includes('DEADLINE') ? t('deadline') : t('budget');
  const hubs = Array.isArray(of.skippedHubs) ? of.skippedHubs.filter(isObject).flatMap((h) => (isObject(h.entity) ? [textOf(h.entity.label)] : [])) : [];
  const kept = Array.isArray(of.excluded) ? of.excluded.filter(isObject).filter((e) => Number(e.paths) > 0) : [];
  return (
    <div class={none ? 'worth none' : 'worth'}>
      <p>{of.status === 'EXACT' ? t('exact', { steps }) : t('truncated', { steps, why })}{hubs.length > 0 && ` ${t('hubs', { names: hubs.join('、') })}`}</p>
      {kept.length > 0 && <ul>{kept.map((e) => <Kept key={textOf(e.rule)} exclusion={e} />)}</ul>}
      {none && kept.length === 0 && Array.isArray(of.excluded) && <p>{t('nothingKeptOut')}</p>}
    </div>
  );
}

function Kept({ exclusion }: { exclusion: JsonObject }) {
  const t = useWords(questionWords);
  const rule = t(textOf(exclusion.rule) as keyof typeof questionWords);
  const example = isObject(exclusion.example) ? textOf(exclusion.example.text) : '';
  return (
    <li>
      <details>
        <summary>{t(exclusion.exact === false ? 'keptOutAtLeast' : 'keptOut', { rule, paths: Number(exclusion.paths) })}</summary>
        {example && <p>{t('example')}{example}</p>}
      </details>
    </li>
  );
}

export function Sources({ sources }: { sources: Json | undefined }) {
  const t = useWords(questionWords);
  if (!Array.isArray(sources) || sources.length === 0) return null;
  return (
    <section class="read-in">
      <h2>{t('sources')}</h2>
      <ol>
        {sources.filter(isObject).map((s) => {
          const id = isObject(s.document) ? textOf(s.document.id) : '';
          return <li key={textOf(s.number)}><span class="number">〔{textOf(s.number)}〕</span>{id ? <a href={`/entity/${encodeURIComponent(id)}`}>{textOf(s.text)}</a> : textOf(s.text)}</li>;
        })}
      </ol>
    </section>
  );
}
