import { useAnswer } from '../api/useAnswer';
import { NamesOf, type KindPropertiesResult, type Rule } from '../api/documents.gen';
import type { Names } from '../api/ontology';
import { useLanguage, useWords } from '../i18n/language';
import { pathWords } from '../i18n/paths';
import { Icon } from '../parts/icons';
import { EntityBox } from '../parts/search';
import { conditions, isWhole, noEnd, rules, type End, type Question } from './pathQuestion';

type KindProperties = NonNullable<KindPropertiesResult['ontology']>['kinds'];

interface Props {
  readonly question: Question;
  readonly change: (q: Question) => void;
  readonly names: Names;
  readonly kinds: KindProperties;
  readonly selected: string | null; // the one entity that is selected on the canvas
}

// Two ends and how paths are looked for, in plain words. What is chosen is
// asked at once.
export function PathForm({ question, change, names, kinds, selected }: Props) {
  const t = useWords(pathWords);
  const relaxed = (rule: Rule, on: boolean) => change({ ...question, relax: rules.filter((r) => (r === rule ? on : question.relax.includes(r))) });
  const touched = question.relax.length > 0 || question.stated || question.maxLength !== 6 || question.order !== 'SHORTEST';
  return (
    <form class="path-form" onSubmit={(e) => e.preventDefault()}>
      <EndField title={t('from')} label={t('startEntity')} end={question.from} change={(from) => change({ ...question, from })} {...{ names, kinds, selected }} />
      <button type="button" class="quiet swap" title={t('swap')} aria-label={t('swap')} onClick={() => change({ ...question, from: question.to, to: question.from })}><Icon name="swap" /></button>
      <EndField title={t('to')} label={t('endEntity')} end={question.to} change={(to) => change({ ...question, to })} {...{ names, kinds, selected }} />
      {!isWhole(question) && <p class="panel-hint">{t('chooseBoth')}</p>}
      <details open={touched}>
        <summary>{t('options')}</summary>
        <div class="path-options">
          <label>{t('maxLength')}
            <input type="number" min="1" max="12" value={question.maxLength} onChange={(e) => { const n = e.currentTarget.valueAsNumber; if (n >= 1 && n <= 12) change({ ...question, maxLength: Math.round(n) }); }} />
          </label>
          <label>{t('order')}
            <select value={question.order} onChange={(e) => change({ ...question, order: e.currentTarget.value === 'STRONGEST' ? 'STRONGEST' : 'SHORTEST' })}>
              <option value="SHORTEST">{t('SHORTEST')}</option>
              <option value="STRONGEST">{t('STRONGEST')}</option>
            </select>
          </label>
          <label class="check"><input type="checkbox" checked={question.stated} onChange={(e) => change({ ...question, stated: e.currentTarget.checked })} />{t('statedOnly')}</label>
          <fieldset>
            <legend>{t('relax')}</legend>
            {rules.map((rule) => (
              <label key={rule} class="check"><input type="checkbox" checked={question.relax.includes(rule)} onChange={(e) => relaxed(rule, e.currentTarget.checked)} />{t(rule as 'HUBS')}</label>
            ))}
          </fieldset>
        </div>
      </details>
    </form>
  );
}

interface EndProps {
  readonly title: string;
  readonly label: string;
  readonly end: End;
  readonly change: (end: End) => void;
  readonly names: Names;
  readonly kinds: KindProperties;
  readonly selected: string | null;
}

function EndField({ title, label, end, change, names, kinds, selected }: EndProps) {
  const t = useWords(pathWords);
  const language = useLanguage();
  const name = useAnswer(NamesOf, end.id ? { ids: [end.id], language } : null);
  const known = name.state === 'there' ? name.data.nodes?.[0]?.label ?? '' : '';
  const property = conditions(kinds, end.kind).find((p) => p.name === end.property);
  return (
    <fieldset class="end">
      <legend>{title}</legend>
      <div class="end-row">
        <select aria-label={`${title}: ${t('kind')}`} value={end.kind ?? ''} onChange={(e) => change(e.currentTarget.value ? { ...noEnd, kind: e.currentTarget.value } : noEnd)}>
          <option value="">{t('one')}</option>
          {names.kinds.map((k) => <option key={k.kind} value={k.kind}>{t('anyOf', { kind: names.kind(k.kind) })}</option>)}
        </select>
        {selected && end.id !== selected && <button type="button" class="quiet small" onClick={() => change({ ...noEnd, id: selected })}>{t('useSelected')}</button>}
      </div>
      {end.id !== null && <p class="chosen"><bdi>{known || end.id}</bdi><button type="button" class="quiet small" aria-label={t('other')} title={t('other')} onClick={() => change(noEnd)}><Icon name="close" /></button></p>}
      {end.id === null && end.kind === null && <EntityBox label={label} placeholder={t('pick')} kinds={[]} onChoose={(c) => change({ ...noEnd, id: c.id })} />}
      {end.kind !== null && (
        <div class="end-row">
          <select aria-label={`${title}: ${t('condition')}`} value={end.property ?? ''} onChange={(e) => change({ ...end, property: e.currentTarget.value || null, value: '' })}>
            <option value="">{t('condition')}：{t('none')}</option>
            {conditions(kinds, end.kind).map((p) => <option key={p.name} value={p.name}>{p.label}</option>)}
          </select>
          {property && <ValueField label={property.label} values={valuesOf(property, t('yes'), t('no'))} value={end.value} change={(value) => change({ ...end, value })} contains={t('contains')} />}
        </div>
      )}
    </fieldset>
  );
}

type Choice = { readonly value: string; readonly label: string };

function valuesOf(property: { type: string; values: readonly Choice[] | null }, yes: string, no: string): readonly Choice[] | null {
  return property.type === 'Boolean' ? [{ value: 'true', label: yes }, { value: 'false', label: no }] : property.values;
}

function ValueField({ label, values, value, change, contains }: { label: string; values: readonly Choice[] | null; value: string; change: (v: string) => void; contains: string }) {
  if (!values) return <input type="text" aria-label={label} placeholder={contains} value={value} onChange={(e) => change(e.currentTarget.value.trim())} />;
  return (
    <select aria-label={label} value={value} onChange={(e) => change(e.currentTarget.value)}>
      <option value="">—</option>
      {values.map((v) => <option key={v.value} value={v.value}>{v.label}</option>)}
    </select>
  );
}
