import { useLayoutEffect, useState } from 'preact/hooks';
import { ApiError, ask, type Operation } from './client';

export type Answered<Result> =
  | { state: 'waiting' }
  | { state: 'failed'; error: ApiError; again: () => void }
  | { state: 'there'; data: Result };

// Answers are kept for the session, so that back and forward are instant.
const kept = new Map<string, unknown>();
const keepAtMost = 60;

function keep(key: string, data: unknown): void {
  kept.delete(key);
  kept.set(key, data);
  const oldest = kept.keys().next().value;
  if (kept.size > keepAtMost && oldest !== undefined) kept.delete(oldest);
}

// Questions under way, so that two parts of a page that ask the same share an answer.
const pending = new Map<string, Promise<unknown>>();

// The same question asked outside of a component; answered from what is kept.
export async function askOnce<Result, Variables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const key = operation.name + JSON.stringify(variables);
  if (kept.has(key)) return kept.get(key) as Result;
  const under = pending.get(key);
  if (under) return under as Promise<Result>;
  const asked = ask(operation, variables, signal);
  if (!signal) {
    pending.set(key, asked);
    asked.catch(() => undefined).finally(() => pending.delete(key));
  }
  const data = await asked;
  keep(key, data);
  return data;
}

// Asks when the component appears and whenever the variables change. With null
// for the variables nothing is asked, and it waits.
export function useAnswer<Result, Variables>(
  operation: Operation<Result, Variables>,
  variables: Variables | null,
): Answered<Result> {
  const key = variables && operation.name + JSON.stringify(variables);
  const [held, hold] = useState<{ key: string; answer: Answered<Result> } | null>(null);
  const [round, setRound] = useState(0);
  const there = key !== null && kept.has(key);
  useLayoutEffect(() => {
    if (key === null || variables === null) return;
    if (kept.has(key)) {
      // It came between drawing and this effect: draw again.
      if (!there) hold({ key, answer: { state: 'there', data: kept.get(key) as Result } });
      return;
    }
    let left = false;
    askOnce(operation, variables).then(
      (data) => left || hold({ key, answer: { state: 'there', data } }),
      (error: unknown) => {
        if (left) return;
        const known = error instanceof ApiError ? error : new ApiError(String(error), 'INTERNAL');
        hold({ key, answer: { state: 'failed', error: known, again: () => { hold(null); setRound((n) => n + 1); } } });
      },
    );
    return () => { left = true; };
  }, [key, round]);
  if (key !== null && there) return { state: 'there', data: kept.get(key) as Result };
  return held && held.key === key ? held.answer : { state: 'waiting' };
}
