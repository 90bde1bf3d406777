import { useEffect, useState } from 'preact/hooks';
import { NamesOf, MostLinked, type Kind } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { askOnce } from '../api/useAnswer';
import { useLanguage, useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { EntityBox } from '../parts/search';
import { kindsOf, partsOf, type Question, type Slot } from './questions';

export type Values = Readonly<Record<string, string>>; // by slot; ids for entities
export type Labels = ReadonlyMap<string, string>; // of ids

// The values to begin with, and what entities are called. An example that is
// not in the data gives way to the most connected entity of its kinds.
export function useValues(questions: readonly Question[], given: Values): { values: Values[]; labels: Labels } | null {
  const names = useNames();
  const language = useLanguage();
  const [state, show] = useState<{ values: Values[]; labels: Labels } | null>(null);
  const key = language + questions.map((q) => q.name).join() + JSON.stringify(given) + (names ? 1 : 0);
  useEffect(() => {
    if (!names) return;
    const stop = { stopped: false };
    const find = async () => {
      const wanted: string[] = questions.flatMap((q) => q.slots.filter((s) => s.type === 'ID').map((s) => given[s.name] ?? String(s.default)));
      const labels = await namesOf([...new Set(wanted)], language);
      const values: Values[] = [];
      for (const q of questions) values.push(await filled(q, given, labels, (s) => kindsOf(s, names.kinds), language));
      if (!stop.stopped) show({ values, labels });
    };
    find().catch(() => stop.stopped || show({ values: questions.map(() => given), labels: new Map() }));
    return () => { stop.stopped = true; };
  }, [key]);
  return state;
}

async function namesOf(ids: readonly string[], language: 'ZH' | 'EN'): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { nodes } = await askOnce(NamesOf, { ids, language });
  const labels = new Map<string, string>();
  for (const node of nodes ?? []) if (node && 'label' in node && node.id && node.label) labels.set(node.id, node.label);
  return labels;
}

async function filled(question: Question, given: Values, labels: Map<string, string>, kinds: (slot: Slot) => Kind[], language: 'ZH' | 'EN'): Promise<Values> {
  const values: Record<string, string> = {};
  const taken = new Set<string>();
  for (const slot of question.slots) {
    const value = given[slot.name] ?? String(slot.default);
    if (slot.type !== 'ID' || labels.has(value) || slot.name in given) values[slot.name] = value;
    else {
      const among = kinds(slot);
      const found = await askOnce(MostLinked, { kinds: among.length > 0 ? among : kinds({ ...slot, kinds: ['Entity'] }), first: 2, language });
      const best = found.entities?.nodes.find((n) => !taken.has(n.id));
      if (!best) continue;
      labels.set(best.id, best.label);
      values[slot.name] = best.id;
    }
    taken.add(values[slot.name] ?? '');
  }
  return values;
}

// What stands in a slot, in words.
export function useShown(): (slot: Slot, values: Values, labels: Labels) => string {
  const names = useNames();
  const language = useLanguage();
  return (slot, values, labels) => {
    const value = values[slot.name];
    if (value === undefined) return language === 'ZH' ? slot.zh : slot.en;
    if (slot.type === 'Kind') return names?.kind(value as Kind) ?? value;
    return slot.type === 'ID' ? (labels.get(value) ?? value) : value;
  };
}

// The question as text, slots shaded: for lists of questions.
export function Sentence({ question, values, labels }: { question: Question; values: Values; labels: Labels }) {
  const language = useLanguage();
  const shown = useShown();
  return (
    <>
      {partsOf(question, language).map((part, i) => (part.slot ? <span class="slot" key={i}><bdi>{shown(part.slot, values, labels)}</bdi></span> : part.text))}
    </>
  );
}

// The question as a form: each slot is changed where it stands.
export function SentenceForm({ question, values, labels, change }: { question: Question; values: Values; labels: Labels; change: (name: string, value: string) => void }) {
  const language = useLanguage();
  return (
    <h1 class="asking">
      {partsOf(question, language).map((part, i) => part.slot
        ? <SlotField key={part.slot.name} slot={part.slot} values={values} labels={labels} change={(value) => part.slot && change(part.slot.name, value)} />
        : <span key={i}>{part.text}</span>)}
    </h1>
  );
}

function SlotField({ slot, values, labels, change }: { slot: Slot; values: Values; labels: Labels; change: (value: string) => void }) {
  const t = useWords(questionWords);
  const names = useNames();
  const language = useLanguage();
  const shown = useShown();
  const [open, setOpen] = useState(false);
  const what = language === 'ZH' ? slot.zh : slot.en;
  const value = values[slot.name] ?? '';
  if (slot.type === 'Kind') {
    return <select class="slot-field" aria-label={t('change', { what })} value={value} onChange={(e) => change(e.currentTarget.value)}>{names?.kinds.map((k) => <option key={k.kind} value={k.kind}>{names.kind(k.kind)}</option>)}</select>;
  }
  if (slot.type !== 'ID') {
    const number = slot.type !== 'String';
    return <input class="slot-field" size={Math.max(4, value.length * 2)} type={number ? 'number' : 'text'} aria-label={t('change', { what })} value={value} onChange={(e) => e.currentTarget.value.trim() && change(e.currentTarget.value.trim())} />;
  }
  if (!open) {
    return <button type="button" class="slot slot-button" aria-label={`${t('change', { what })}, ${shown(slot, values, labels)}`} onClick={() => setOpen(true)}><bdi>{shown(slot, values, labels)}</bdi><span aria-hidden="true">▾</span></button>;
  }
  return (
    <span class="slot-search">
      <EntityBox label={t('choose', { what })} placeholder={t('choose', { what })} kinds={kindsOf(slot, names?.kinds ?? [])} focus onLeave={() => setOpen(false)} onChoose={(c) => { setOpen(false); change(c.id); }} />
    </span>
  );
}
