import { useEffect, useState } from 'preact/hooks';
import type { KindInfo } from '../api/ontology';
import type { Kind } from '../api/documents.gen';
import type { Language } from '../i18n/language';

export interface Slot {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly type: string; // ID for an entity, Kind, String, Int or Float
  readonly kinds: readonly string[]; // types or groups an entity may be of; none for any
  readonly default: string | number;
}

// A sentence with slots, and the query behind it. See explorer/questions.
export interface Question {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly query: string;
  readonly developers: boolean;
  readonly slots: readonly Slot[];
  readonly headings: Readonly<Record<string, readonly [zh: string, en: string]>>; // by field of the answer
}

let loading: Promise<readonly Question[]> | null = null;
let there: readonly Question[] | null = null;

function load(): Promise<readonly Question[]> {
  loading ??= fetch('/app/questions.json')
    .then((r) => r.json() as Promise<Question[]>)
    .then((all) => (there = all.filter((q) => !q.developers)));
  loading.catch(() => (loading = null));
  return loading;
}

// Null until they are there; an error where they cannot be had.
export function useQuestions(): readonly Question[] | Error | null {
  const [state, show] = useState<readonly Question[] | Error | null>(there);
  useEffect(() => {
    if (!state) load().then(show, (e: unknown) => show(e instanceof Error ? e : new Error(String(e))));
  }, []);
  return state;
}

export interface Part {
  readonly text: string;
  readonly slot: Slot | null;
}

// The sentence in parts: words, and slots between them.
export function partsOf(question: Question, language: Language): Part[] {
  const sentence = language === 'ZH' ? question.zh : question.en;
  return sentence.split(/\[(\w+)\]/).map((text, i) => ({
    text,
    slot: i % 2 === 1 ? (question.slots.find((s) => s.name === text) ?? null) : null,
  }));
}

// The kinds that an entity slot takes; none for any.
export function kindsOf(slot: Slot, kinds: readonly KindInfo[]): Kind[] {
  return kinds.filter((k) => slot.kinds.some((name) => name === k.name || k.groups.includes(name))).map((k) => k.kind);
}

// What is sent for a slot whose value stands in the address as text.
export function valueOf(slot: Slot, text: string): string | number {
  if (slot.type === 'Int') return Number.parseInt(text, 10);
  return slot.type === 'Float' ? Number.parseFloat(text) : text;
}
