import { useAnswer } from '../api/useAnswer';
import { EntityCard, LinkCards, type EntityCardResult, type LinkCardsResult } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { number, useLanguage, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { entityLink } from '../router';
import { Await } from '../parts/states';
import { Icon } from '../parts/icons';
import { KindMark } from '../parts/kindMark';
import { bring } from '../canvas/load';
import { useCanvas, type Canvas } from '../canvas/store';
import { useDetails } from '../entity/details';
import { Expand } from './expand';

type Card = NonNullable<EntityCardResult['entity']>;
type LinkCard = Extract<NonNullable<LinkCardsResult['nodes']>[number], object>;
type Cited = readonly { readonly locator: string | null; readonly citation: string }[];

// What is known of the selected: a card for one entity, the evidence of links.
export function Details({ canvas, names, pathsFrom }: { canvas: Canvas; names: Names; pathsFrom: (id: string) => void }) {
  const t = useWords(canvasWords);
  const { scene, selected } = useCanvas(canvas);
  const nodes = [...selected].filter((key) => scene.nodes.has(key));
  const edges = [...selected].filter((key) => scene.edges.has(key));
  const [one] = nodes;
  if (one && nodes.length === 1 && edges.length === 0) return <EntityDetails key={one} id={one} canvas={canvas} names={names} pathsFrom={pathsFrom} />;
  if (edges.length > 0 && nodes.length === 0) return <LinkDetails ids={edges.slice(0, 50)} canvas={canvas} names={names} />;
  if (nodes.length === 0) return <p class="panel-hint">{t('pickSomething')}</p>;
  return <Several keys={nodes} links={edges.length} canvas={canvas} names={names} />;
}

function EntityDetails({ id, canvas, names, pathsFrom }: { id: string; canvas: Canvas; names: Names; pathsFrom: (id: string) => void }) {
  const language = useLanguage();
  const answer = useAnswer(EntityCard, { id, language });
  return <Await answer={answer}>{({ entity }) => entity && <EntityView card={entity} canvas={canvas} names={names} pathsFrom={pathsFrom} />}</Await>;
}

function EntityView({ card, canvas, names, pathsFrom }: { card: Card; canvas: Canvas; names: Names; pathsFrom: (id: string) => void }) {
  const t = useWords(canvasWords);
  const color = canvas.get().scene.nodes.get(card.id)?.color ?? 'currentColor';
  return (
    <article class="panel-card">
      <p class="card-kind"><KindMark kindIndex={names.kindIndex(card.kind)} color={color} group={card.cohort !== null} />{names.kind(card.kind)}</p>
      <h2><bdi>{card.label}</bdi></h2>
      {card.cohort && <p class="card-cohort">{card.cohort.text}</p>}
      {card.hub && <p class="card-hub">{t('hub')}</p>}
      <div class="card-actions">
        <a class="button" href={entityLink(card.id)}><Icon name="page" />{t('openPage')}</a>
        <button type="button" onClick={() => pathsFrom(card.id)}><Icon name="path" />{t('pathsFrom')}</button>
      </div>
      <Expand id={card.id} counts={card.relationCounts} canvas={canvas} names={names} />
      <dl class="properties">
        {card.aliases.length > 0 && <><dt>{t('alias')}</dt><dd>{card.aliases.join('、')}</dd></>}
        {card.properties.filter((p) => p.name !== 'aliases' && p.name !== 'name' && p.name !== 'note').map((p) => <Property key={p.name} label={p.label} text={p.text} />)}
        {card.note && <Property label={t('note')} text={card.note} />}
      </dl>
      <Sources evidence={card.evidence} />
    </article>
  );
}

const Property = ({ label, text }: { label: string; text: string }) => <><dt>{label}</dt><dd><bdi>{text}</bdi></dd></>;

export function Sources({ evidence }: { evidence: Cited }) {
  const t = useWords(canvasWords);
  if (evidence.length === 0) return <p class="sources none">{t('noSources')}</p>;
  return (
    <section class="sources">
      <h3>{t('sources')}</h3>
      <ol>{evidence.map((e) => <li key={e.citation}><bdi>{e.citation}</bdi></li>)}</ol>
    </section>
  );
}

function LinkDetails({ ids, canvas, names }: { ids: string[]; canvas: Canvas; names: Names }) {
  const language = useLanguage();
  const answer = useAnswer(LinkCards, { ids, language });
  return (
    <Await answer={answer}>
      {({ nodes }) => <>{nodes?.map((link) => link?.__typename === 'Link' && <LinkView key={link.id} link={link} canvas={canvas} names={names} />)}</>}
    </Await>
  );
}

function LinkView({ link, canvas, names }: { link: LinkCard; canvas: Canvas; names: Names }) {
  const t = useWords(canvasWords);
  const details = useDetails();
  const inferred = link.assertion === 'INFERRED';
  const word = (property: string, value: string) => (link.relationship && details?.value(link.relationship, property, value)) ?? value;
  const go = (id: string | undefined) => id && canvas.select([id]);
  return (
    <article class="panel-card">
      <p class="card-kind">{link.relationship && names.relationship(link.relationship)}</p>
      <h2 class="sentence"><bdi>{link.text}</bdi></h2>
      <p class="marks">
        <span class={inferred ? 'mark inferred' : 'mark stated'}>{inferred ? t('inferred') : t('stated')}</span>
        {link.confidence && <span class="mark">{t('confidence', { level: t(link.confidence) })}</span>}
        {link.collective && <span class="mark">{t('collective')}</span>}
        {link.scope && <span class="mark">{t('scope', { city: link.scope.label })}</span>}
      </p>
      <div class="card-actions ends">
        <button type="button" onClick={() => go(link.from?.id)}><bdi>{link.from?.label}</bdi></button>
        <span aria-hidden="true">→</span>
        <button type="button" onClick={() => go(link.to?.id)}><bdi>{link.to?.label}</bdi></button>
      </div>
      <dl class="properties">
        {link.basis && <Property label={t('basis')} text={link.basis} />}
        {(['stage', 'role', 'mode', 'title'] as const).map((property) => {
          const value = link[property];
          return value && <Property key={property} label={t(property === 'title' ? 'position' : property)} text={word(property, value)} />;
        })}
        {(link.since || link.until) && <Property label={t('when')} text={[link.since ?? '', link.until ?? ''].join(' – ').trim()} />}
        {link.note && <Property label={t('note')} text={link.note} />}
      </dl>
      <Sources evidence={link.evidence ?? []} />
    </article>
  );
}

function Several({ keys, links, canvas, names }: { keys: string[]; links: number; canvas: Canvas; names: Names }) {
  const t = useWords(canvasWords);
  const { scene } = useCanvas(canvas);
  const language = useLanguage();
  return (
    <article class="panel-card">
      <h2>{t('several', { nodes: number(keys.length), edges: number(links) })}</h2>
      <div class="card-actions">
        <button type="button" onClick={() => void bring(canvas, { seeds: { ids: keys.slice(0, 50) }, connect: true })} title={t('connectHint')}><Icon name="connect" />{t('connect')}</button>
        <button type="button" onClick={() => void bring(canvas, { seeds: { ids: keys }, hops: 0 })}>{t('between')}</button>
      </div>
      <ul class="selected-list">
        {keys.slice(0, 100).map((key) => {
          const node = scene.nodes.get(key);
          return node && (
            <li key={key}>
              <button type="button" class="quiet" onClick={() => canvas.select([key])}>
                <KindMark kindIndex={node.kindIndex} color={node.color} group={node.cohort !== null} /><bdi>{language === 'ZH' ? node.zh : node.en}</bdi>
                <span class="count">{names.kind(node.kind)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </article>
  );
}
