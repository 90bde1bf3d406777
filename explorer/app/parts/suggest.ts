import { Suggest, type Kind, type SuggestResult } from '../api/documents.gen';
import { askOnce } from '../api/useAnswer';
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../i18n/language';

export interface Choice {
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  readonly cohort: string | null;
  readonly marks: readonly Range[]; // within the label, in UTF-16 units
  readonly matched: { readonly text: string; readonly marks: readonly Range[] } | null; // what was found where the label does not show it
}
export type Range = readonly [start: number, end: number];

const pause = 120; // ms: between two letters of a fast typist
const atMost = 12;

export interface Suggested {
  readonly of: string;
  readonly choices: readonly Choice[] | Error | null; // null while they are fetched
}

// What the text may mean, a moment after the last letter.
export function useSuggestions(text: string, kinds: readonly Kind[]): Suggested {
  const language = useLanguage();
  const asked = text.trim();
  const [state, show] = useState<Suggested>({ of: '', choices: [] });
  useEffect(() => {
    if (!asked) return show({ of: '', choices: [] });
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(asked, kinds, language, stop.signal).then(
        (choices) => show({ of: asked, choices }),
        (e: unknown) => stop.signal.aborted || show({ of: asked, choices: e instanceof Error ? e : new Error(String(e)) }),
      );
    }, pause);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [asked, language, kinds.join()]);
  return state.of === asked ? state : { of: asked, choices: null };
}

async function find(text: string, kinds: readonly Kind[], language: 'ZH' | 'EN', signal: AbortSignal): Promise<Choice[]> {
  const answer = await askOnce(Suggest, { text, kinds: kinds.length > 0 ? kinds : null, first: atMost, language }, signal);
  return (answer.suggest ?? []).map(({ entity, matches }) => {
    const onLabel = matches.filter((m) => m.value === entity.label);
    const other = onLabel.length === 0 ? matches[0] : undefined;
    return {
      id: entity.id, kind: entity.kind, label: entity.label, cohort: entity.cohort?.text ?? null,
      marks: onLabel.flatMap(rangesOf), matched: other ? { text: other.value, marks: rangesOf(other) } : null,
    };
  });
}

type Match = NonNullable<SuggestResult['suggest']>[number]['matches'][number];

const rangesOf = (m: Match): Range[] => m.ranges.map((r) => [r.start, r.end]);
