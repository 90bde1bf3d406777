// Answers of any shape: what a question brings back, told apart by its fields.
export type Json = null | string | number | boolean | readonly Json[] | JsonObject;
export interface JsonObject { readonly [field: string]: Json }

export const isObject = (v: Json | undefined): v is JsonObject => typeof v === 'object' && v !== null && !Array.isArray(v);
export const textOf = (v: Json | undefined): string => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : '');

// The items of a page, with the link that led to each where there is one.
export function itemsOf(page: JsonObject): { node: JsonObject; link: JsonObject | null }[] {
  if (Array.isArray(page.edges)) {
    return page.edges.filter(isObject).flatMap((e) => (isObject(e.node) ? [{ node: e.node, link: isObject(e.link) ? e.link : null }] : []));
  }
  return Array.isArray(page.nodes) ? page.nodes.filter(isObject).map((node) => ({ node, link: null })) : [];
}

export const isPage = (v: Json | undefined): v is JsonObject => isObject(v) && (Array.isArray(v.nodes) || Array.isArray(v.edges));
export const isPaths = (v: Json | undefined): v is JsonObject => isPage(v) && isObject(v.completeness);
export const isTable = (v: Json | undefined): v is JsonObject => isObject(v) && Array.isArray(v.rows) && Array.isArray(v.columns) && Array.isArray(v.cells);
export const isLink = (v: JsonObject): boolean => typeof v.relationship === 'string' && typeof v.text === 'string';
export const isEntity = (v: JsonObject): boolean => typeof v.id === 'string' && typeof v.kind === 'string' && typeof v.label === 'string';
export const isFigure = (v: JsonObject): boolean => 'value' in v && 'unit' in v;

const aside = new Set(['evidence', 'sources', 'completeness']);

// The ids of all entities in an answer, sources and what was kept out aside.
export function entityIds(value: Json, ids = new Set<string>()): Set<string> {
  if (Array.isArray(value)) value.forEach((v) => entityIds(v, ids));
  if (!isObject(value)) return ids;
  if (isEntity(value)) ids.add(value.id as string);
  for (const [field, inner] of Object.entries(value)) if (!aside.has(field)) entityIds(inner, ids);
  return ids;
}

// The ids of all links.
export function linkIds(value: Json, ids = new Set<string>()): Set<string> {
  if (Array.isArray(value)) value.forEach((v) => linkIds(v, ids));
  if (!isObject(value)) return ids;
  if (isLink(value) && typeof value.id === 'string') ids.add(value.id);
  Object.values(value).forEach((v) => linkIds(v, ids));
  return ids;
}
