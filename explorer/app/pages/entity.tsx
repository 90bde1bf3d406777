import { useEffect } from 'preact/hooks';
import { EntityRecord, type EntityRecordResult } from '../api/documents.gen';
import { playgroundLink } from '../api/client';
import { useNames } from '../api/ontology';
import { useAnswer } from '../api/useAnswer';
import { Figures } from '../entity/figures';
import { groupId, groupsOf, LinkGroup, useReading } from '../entity/groups';
import { Citations } from '../entity/linkLine';
import { Matrix } from '../entity/matrix';
import { Timeline } from '../entity/timeline';
import { number, useLanguage, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { KindOf } from '../parts/kind';
import { aroundLink, pathsLink } from '../parts/links';
import { Await } from '../parts/states';
import type { PageProps } from './index';
import '../styles/question.css';
import '../styles/entity.css';

// Everything that is known of an entity.
export default function EntityPage({ rest }: PageProps) {
  const language = useLanguage();
  const answer = useAnswer(EntityRecord, { id: rest, language });
  return <Await answer={answer}>{({ entity }) => (entity ? <Card key={entity.id} entity={entity} /> : <Missing id={rest} />)}</Await>;
}

function Missing({ id }: { id: string }) {
  const t = useWords(entityWords);
  return <div class="state"><h1>{t('missing')}</h1><p>{t('missingText', { id })}</p></div>;
}

type Entity = NonNullable<EntityRecordResult['entity']>;

function Card({ entity }: { entity: Entity }) {
  const t = useWords(entityWords);
  const names = useNames();
  const groups = groupsOf(entity.relationCounts);
  const place = names?.kinds.find((k) => k.kind === entity.kind)?.context === true;
  useEffect(() => { document.title = `${entity.label} · 金桥 Jinqiao`; }, [entity.label]);
  return (
    <article class="page entity-page">
      <Head entity={entity} />
      <div class="columns">
        <div class="main">
          {place && <Matrix id={entity.id} />}
          <Figures id={entity.id} />
          <section id="links">
            <h2>{t('links')} <span class="n">{number(entity.degree)}</span></h2>
            {groups.length === 0 && <p class="faint">{t('noLinks')}</p>}
            {groups.map((g) => <LinkGroup key={groupId(g)} id={entity.id} group={g} />)}
          </section>
        </div>
        <div class="beside">
          <Facts entity={entity} />
          {place && <Here entity={entity} />}
          <Contents groups={groups} />
          <Timeline id={entity.id} own={entity.properties.map((p) => ({ ...p, kind: entity.kind }))} />
        </div>
      </div>
    </article>
  );
}

function Head({ entity }: { entity: Entity }) {
  const t = useWords(entityWords);
  const language = useLanguage();
  const other = language === 'ZH' ? entity.nameEn : entity.nameEn ? entity.name : null;
  return (
    <header class="entity-head">
      <p class="kind"><KindOf kind={entity.kind} group={entity.cohort !== null} size={18} /> {entity.kindLabel}
        {entity.cohort && <span class="tag" title={t('groupText')}>{t('group', { size: entity.cohort.text })}</span>}
        {entity.hub && <span class="tag" title={t('hubText')}>{t('hub')}</span>}
      </p>
      <h1><bdi>{entity.label}</bdi></h1>
      {other && <p class="other" lang={language === 'ZH' ? 'en' : 'zh-CN'}><bdi>{other}</bdi>{language === 'ZH' && <span class="faint">{t('translation')}</span>}</p>}
      {entity.cohort && <p class="explain">{t('groupText')}</p>}
      {entity.hub && <p class="explain">{t('hubText')}</p>}
      <div class="actions">
        <a class="button primary" href={aroundLink(entity.id)}>{t('open')}</a>
        <a class="button" href={pathsLink(entity.id)}>{t('pathsFrom')}</a>
        <a class="button" href={playgroundLink(EntityRecord, { id: entity.id, language })}>{t('graphql')}</a>
      </div>
    </header>
  );
}

const inHead = new Set(['name', 'nameEn', 'aliases', 'note']);

function Facts({ entity }: { entity: Entity }) {
  const t = useWords(entityWords);
  const rows = entity.properties.filter((p) => !inHead.has(p.name));
  return (
    <section class="facts">
      <h2>{t('facts')}</h2>
      <dl>
        {entity.aliases.length > 0 && <div><dt>{t('aliases')}</dt><dd>{entity.aliases.map((a) => <bdi key={a} class="alias">{a}</bdi>)}</dd></div>}
        {rows.map((p) => <div key={p.name}><dt>{p.label}</dt><dd><bdi>{p.text}</bdi></dd></div>)}
        {entity.note && <div><dt>{t('note')}</dt><dd lang="en"><bdi>{entity.note}</bdi></dd></div>}
        <div><dt>{t('evidence')}</dt><dd><Citations evidence={entity.evidence} /></dd></div>
      </dl>
    </section>
  );
}

// What lies in a place, by kind.
function Here({ entity }: { entity: Entity }) {
  const t = useWords(entityWords);
  const names = useNames();
  const within = names?.relationships.find((r) => r.ends.length > 0 && r.ends.every((e) => e.to === entity.kind) && r.ends.some((e) => e.from === entity.kind));
  const counts = entity.relationCounts.filter((c) => c.relationship === within?.relationship && c.direction === 'IN');
  if (counts.length === 0) return null;
  const most = Math.max(...counts.map((c) => c.count));
  return (
    <section class="here">
      <h2>{t('here')}</h2>
      <ul>
        {counts.sort((a, b) => b.count - a.count).map((c) => (
          <li key={c.kind}>
            <span class="name"><KindOf kind={c.kind} /> {names?.kind(c.kind)}</span>
            <span class="meter"><span style={{ width: `${(100 * c.count) / most}%`, background: names?.color(c.kind) }} /></span>
            <b>{number(c.count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Contents({ groups }: { groups: ReturnType<typeof groupsOf> }) {
  const t = useWords(entityWords);
  const reading = useReading();
  if (groups.length < 4) return null;
  return (
    <nav class="contents" aria-label={t('links')}>
      <h2>{t('links')}</h2>
      <ul>{groups.map((g) => <li key={groupId(g)}><a href={`#${groupId(g)}`}>{reading(g)}</a> <span class="n">{number(g.count)}</span></li>)}</ul>
    </nav>
  );
}
