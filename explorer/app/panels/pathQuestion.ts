import type { EntitySet, KindPropertiesResult, PathOptions, PathOrder, Rule } from '../api/documents.gen';

// A question for paths, as the form has it and as an address keeps it:
//   from=id:a   from=kind:EXPERT   from=kind:EXPERT:academician:true
export interface End {
  readonly id: string | null;
  readonly kind: string | null;
  readonly property: string | null; // a condition on the kind
  readonly value: string;
}

export interface Question {
  readonly from: End;
  readonly to: End;
  readonly maxLength: number;
  readonly order: PathOrder;
  readonly stated: boolean;
  readonly relax: readonly Rule[];
}

export const noEnd: End = { id: null, kind: null, property: null, value: '' };
export const rules: readonly Rule[] = ['HUBS', 'COLLECTIVE', 'SCOPE', 'UNSETTLED'];

type KindProperties = NonNullable<KindPropertiesResult['ontology']>['kinds'];
export type PropertyInfo = KindProperties[number]['properties'][number];

// Properties that a condition can be put on in one field.
export function conditions(kinds: KindProperties, kind: string | null): readonly PropertyInfo[] {
  const properties = kinds.find((k) => k.kind === kind)?.properties ?? [];
  return properties.filter((p) => p.values !== null || p.type === 'Boolean' || p.type === 'String');
}

function readEnd(text: string | null): End {
  const [what, ...rest] = (text ?? '').split(':');
  if (what === 'id' && rest[0]) return { ...noEnd, id: rest[0] };
  if (what !== 'kind' || !rest[0]) return noEnd;
  return { id: null, kind: rest[0], property: rest[1] || null, value: rest.slice(2).join(':') };
}

function writeEnd(end: End): string | null {
  if (end.id) return `id:${end.id}`;
  if (!end.kind) return null;
  return end.property && end.value ? `kind:${end.kind}:${end.property}:${end.value}` : `kind:${end.kind}`;
}

export function readQuestion(query: URLSearchParams): Question {
  const steps = Number(query.get('steps') ?? 6);
  const relax = (query.get('relax') ?? '').split('.');
  return {
    from: readEnd(query.get('from')),
    to: readEnd(query.get('to')),
    maxLength: Number.isInteger(steps) && steps >= 1 && steps <= 12 ? steps : 6,
    order: query.get('order') === 'STRONGEST' ? 'STRONGEST' : 'SHORTEST',
    stated: query.get('stated') === '1',
    relax: rules.filter((r) => relax.includes(r)),
  };
}

// Puts a question into the query of an address, in place of what was there.
export function writeQuestion(q: Question, into: URLSearchParams): void {
  const put = (name: string, value: string | null) => (value ? into.set(name, value) : into.delete(name));
  put('from', writeEnd(q.from));
  put('to', writeEnd(q.to));
  put('steps', q.maxLength === 6 ? null : String(q.maxLength));
  put('order', q.order === 'SHORTEST' ? null : q.order);
  put('stated', q.stated ? '1' : null);
  put('relax', q.relax.join('.'));
}

export const isWhole = (q: Question): boolean => [q.from, q.to].every((end) => end.id !== null || end.kind !== null);

// The set of an end. A kind's own field in the set is the name of its list.
export function setOf(end: End, kinds: KindProperties): EntitySet {
  if (end.id) return { ids: [end.id] };
  const info = kinds.find((k) => k.kind === end.kind);
  if (!info) return { any: {} };
  const property = info.properties.find((p) => p.name === end.property);
  const filter = property && end.value ? { [property.name]: condition(property, end.value) } : {};
  return { [info.plural]: filter } as EntitySet;
}

function condition(property: PropertyInfo, value: string): object {
  if (property.type === 'Boolean') return { eq: value === 'true' };
  return property.values ? { eq: value } : { contains: value };
}

export function optionsOf(q: Question): PathOptions {
  return {
    maxLength: q.maxLength,
    order: q.order,
    ...(q.relax.length > 0 ? { relax: q.relax } : {}),
    ...(q.stated ? { assertion: ['STATED'] } : {}),
  };
}
