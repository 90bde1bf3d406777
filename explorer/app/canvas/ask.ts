import { ask } from '../api/client';
import { LargeScene, OntologyLabels, Scene, type LargeSceneResult, type SceneResult, type SceneVariables } from '../api/documents.gen';
import { askOnce } from '../api/useAnswer';
import type { Place } from '../router';
import { opening, view, type Opening } from './address';

// From how many entities on the light query is used.
const large = 2000;

export const isLarge = (o: Opening): boolean => o.first > large && !o.connect;

// The variables of an opening; also for showing its GraphQL.
export function openingVariables(o: Opening): SceneVariables {
  return { seeds: { ids: o.ids }, hops: o.hops, connect: o.connect, first: o.first };
}

export const askScene = (o: Opening): Promise<SceneResult> => askOnce(Scene, openingVariables(o));

// What was asked ahead for thousands, which is not kept, until it is taken.
let ahead: { readonly of: string; readonly answer: Promise<LargeSceneResult> } | null = null;

export function askLarge(o: Opening): Promise<LargeSceneResult> {
  const of = JSON.stringify(o);
  const answer = ahead?.of === of ? ahead.answer : ask(LargeScene, { seeds: { ids: o.ids }, hops: o.hops, first: o.first });
  ahead = null;
  return answer;
}

// Asks what the canvas will ask first, while its script is on the way. What
// fails here fails there, and is said there.
export function askAhead({ query, hash }: Place): void {
  void askOnce(OntologyLabels, {}).catch(() => undefined);
  const o = opening(query);
  if (!o || view(hash).ids) return;
  if (!isLarge(o)) return void askScene(o).catch(() => undefined);
  const answer = askLarge(o);
  answer.catch(() => undefined);
  ahead = { of: JSON.stringify(o), answer };
}
