import { useState } from 'preact/hooks';
import { EntityLinks, type Direction, type EntityRecordResult, type LinkLine, type Relationship } from '../api/documents.gen';
import { ask } from '../api/client';
import { useNames } from '../api/ontology';
import { useAnswer } from '../api/useAnswer';
import { number, useLanguage, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { Await } from '../parts/states';
import { LinkRow } from './linkLine';

type Counts = NonNullable<EntityRecordResult['entity']>['relationCounts'];

export interface Group {
  readonly relationship: Relationship;
  readonly direction: Direction;
  readonly count: number;
}

// The groups of an entity's links: by relationship and the way it leads.
export function groupsOf(counts: Counts): Group[] {
  const groups = new Map<string, Group>();
  for (const c of counts) {
    const key = `${c.relationship} ${c.direction}`;
    groups.set(key, { relationship: c.relationship, direction: c.direction, count: (groups.get(key)?.count ?? 0) + c.count });
  }
  return [...groups.values()];
}

export const groupId = (g: Group): string => `links-${g.relationship}-${g.direction}`;

// How the group reads from the entity: “…” stands for the far end.
export function useReading(): (g: Group) => string {
  const names = useNames();
  return (g) => (names?.reading(g.relationship, g.direction === 'IN') ?? '').replace(/^的/, '').replace(/…/g, ' … ').trim();
}

const firstPage = 8;
const nextPage = 50;

export function LinkGroup({ id, group }: { id: string; group: Group }) {
  const reading = useReading();
  const language = useLanguage();
  const { relationship, direction } = group;
  const answer = useAnswer(EntityLinks, { id, relationship, direction, first: firstPage, language });
  return (
    <section class="link-group" id={groupId(group)}>
      <h3>{reading(group)} <span class="n">{number(group.count)}</span></h3>
      <Await answer={answer}>{({ entity }) => entity && <Rows key={language + id} id={id} group={group} links={entity.links} />}</Await>
    </section>
  );
}

type Page = { readonly nodes: readonly LinkLine[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };

function Rows({ id, group, links }: { id: string; group: Group; links: Page }) {
  const t = useWords(entityWords);
  const language = useLanguage();
  const [pages, add] = useState<readonly Page[]>([links]);
  const shown = pages.flatMap((p) => p.nodes);
  const last = pages[pages.length - 1]?.pageInfo;
  const more = async () => {
    const { relationship, direction } = group;
    const next = await ask(EntityLinks, { id, relationship, direction, first: nextPage, after: last?.endCursor ?? null, language });
    if (next.entity) add([...pages, next.entity.links]);
  };
  return (
    <>
      <ul class="rows">{shown.map((link) => <LinkRow key={link.id} link={link} here={id} far={link.from.id === id ? link.to : link.from} />)}</ul>
      {last?.hasNextPage && <button type="button" onClick={() => void more()}>{t('more', { count: Math.min(nextPage, group.count - shown.length) })}</button>}
    </>
  );
}
