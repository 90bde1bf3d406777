import type { ComponentChildren } from 'preact';
import type { Kind } from '../api/documents.gen';
import { useLanguage, useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { EntityLink } from '../parts/kind';
import { figureText } from '../parts/figure';
import { isEntity, isFigure, isLink, isObject, isPage, isPaths, isTable, itemsOf, textOf, type Json, type JsonObject } from './json';
import { Paths } from './paths';
import { CrossTable } from './table';
import type { Question } from './questions';

// An answer of any shape, part by part, each shown as what it is.
export function Answer({ data, question }: { data: JsonObject; question: Question }) {
  return <>{Object.entries(data).map(([field, value]) => <Part key={field} field={field} value={value} question={question} />)}</>;
}

function Part({ field, value, question, inner = false }: { field: string; value: Json; question: Question; inner?: boolean }) {
  const t = useWords(questionWords);
  const language = useLanguage();
  const words = question.headings[field]?.[language === 'ZH' ? 0 : 1];
  const heading = words && (inner ? <p class="subheading">{words}</p> : <h2>{words}</h2>);
  if (value === null) return inner ? null : <div class="part">{heading}<None /></div>;
  if (isTable(value)) return <div class="part">{heading}<CrossTable table={value} /></div>;
  if (isPaths(value)) return <div class="part">{heading}<Paths page={value} /></div>;
  if (isPage(value)) return <div class="part">{heading}<Page page={value} question={question} inner={inner} /></div>;
  if (!isObject(value)) return null;
  if (typeof value.totalCount === 'number') return <p class="part count">{words ?? field}: <b>{value.totalCount}</b></p>;
  if (!isEntity(value)) return null;
  return (
    <div class="part">
      {heading}
      <p class="about"><Item node={value} /></p>
      <Nested node={value} question={question} top />
      {Object.values(value).every((v) => !isPage(v)) && <p>{t('count', { count: 1 })}</p>}
    </div>
  );
}

// The lists within an entity.
function Nested({ node, question, top = false }: { node: JsonObject; question: Question; top?: boolean }) {
  return (
    <>
      {Object.entries(node).filter(([, v]) => isPage(v) || (top && isObject(v) && typeof v.totalCount === 'number'))
        .map(([field, v]) => <Part key={field} field={field} value={v} question={question} inner={!top} />)}
    </>
  );
}

function None() {
  const t = useWords(questionWords);
  return <div class="worth none"><p class="verdict">{t('none')}</p><p>{t('noneText')}</p></div>;
}

function Page({ page, question, inner }: { page: JsonObject; question: Question; inner: boolean }) {
  const t = useWords(questionWords);
  const items = itemsOf(page);
  if (items.length === 0) return inner ? <p class="faint">{question.headings.actuals ? t('noActual') : t('none')}</p> : <None />;
  const total = typeof page.totalCount === 'number' ? page.totalCount : items.length;
  const links = items.every(({ node }) => isLink(node));
  const values = { shown: items.length, count: total };
  const said = total > items.length ? t(links ? 'linksOf' : 'shownOf', values) : t(links ? 'links' : 'count', values);
  return (
    <>
      {!inner && <p class="verdict">{said}</p>}
      <ul class={inner ? 'items inner' : 'items'}>
        {items.map(({ node, link }, i) => (
          <li key={textOf(node.id) || i}>
            <Item node={node} />
            {link && <Item node={link} />}
            <Nested node={node} question={question} />
            {isObject(node.to) && <Nested node={node.to} question={question} />}
          </li>
        ))}
      </ul>
    </>
  );
}

// A hit of a search shows its entity.
function Item({ node }: { node: JsonObject }) {
  return isObject(node.entity) ? <Thing node={node.entity} /> : <Thing node={node} />;
}

// One thing: an entity, a figure or a link, in a line or two.
function Thing({ node }: { node: JsonObject }) {
  const t = useWords(questionWords);
  const confidence = textOf(node.confidence) as 'HIGH' | 'MEDIUM' | 'LOW' | '';
  return (
    <div class={isLink(node) ? 'item link-item' : 'item'}>
      {isEntity(node) && <EntityLink entity={{ id: textOf(node.id), kind: textOf(node.kind) as Kind, label: textOf(node.label) }} />}
      {isObject(node.cohort) && <span class="tag">{textOf(node.cohort.text)}</span>}
      {isFigure(node) && <b class="figure">{figureText(node)}</b>}
      {isLink(node) && <span>{textOf(node.text)}</span>}
      {node.assertion === 'INFERRED' && <span class="tag inferred">{t('inferred')}{confidence && ` · ${t(confidence)}`}</span>}
      {node.comparable === false && <span class="tag inferred">{t('notComparable')}</span>}
      {node.comparable === true && <span class="tag stated">{t('comparable')}</span>}
      {Array.isArray(node.comparisons) && node.comparisons.filter(isObject).map((c, i) => <p key={i}>{textOf(c.text)}</p>)}
      {textOf(node.basis) && <p class="faint">{textOf(node.basis)}</p>}
      {textOf(node.note) && <p class="faint">{textOf(node.note)}</p>}
      <Evidence of={node.evidence} />
    </div>
  );
}

function Evidence({ of }: { of: Json | undefined }): ComponentChildren {
  if (!Array.isArray(of) || of.length === 0) return null;
  return (
    <ul class="evidence">
      {of.filter(isObject).map((e, i) => {
        const id = isObject(e.document) ? textOf(e.document.id) : '';
        return <li key={i}>{id ? <a href={`/entity/${encodeURIComponent(id)}`}>{textOf(e.citation)}</a> : textOf(e.citation)}</li>;
      })}
    </ul>
  );
}
