import type { Layout } from './layouts';
import { layouts } from './layouts';
import { noFilter, type Filter } from './scene';
import type { State } from './store';

// The canvas in an address. The query says what to open:
//
//   /canvas?seeds=a.b&hops=1      these and what is near
//   /canvas?ids=a.b               these alone, with the links between them
//   /canvas?connect=a.b           the smallest network that joins these
//
// with &first=2000 for more than the 300 entities that one step brings,
// and, once something was done, what follows # has the entities themselves and
// the look. Ids have no dots, so that a dot parts them.
export interface Opening {
  readonly ids: readonly string[];
  readonly hops: number;
  readonly connect: boolean;
  readonly first: number;
}

export const atOnce = 300; // entities that one step brings
export const most = 20_000; // what the API gives

export interface View {
  readonly ids: readonly string[] | null; // null: as opened
  readonly selected: readonly string[];
  readonly pinned: readonly string[];
  readonly layout: Layout;
  readonly focus: readonly string[];
  readonly filter: Filter;
  readonly unfolded: boolean;
  readonly table: boolean;
}

// More entities than an address should hold.
export const tooManyForAddress = 1500;

const list = (text: string | null): string[] => (text ? text.split('.').filter((id) => /^[\w-]{1,128}$/.test(id)) : []);

function within(text: string | null, least: number, highest: number, otherwise: number): number {
  const n = Number(text ?? NaN);
  return Number.isInteger(n) && n >= least && n <= highest ? n : otherwise;
}

// The same opening with more entities.
export function withFirst(search: string, first: number): string {
  const query = new URLSearchParams(search);
  query.set('first', String(Math.min(first, most)));
  return `/canvas?${query}`;
}

export function opening(query: URLSearchParams): Opening | null {
  for (const name of ['ids', 'seeds', 'connect']) {
    const ids = list(query.get(name));
    if (ids.length === 0) continue;
    const hops = within(query.get('hops'), 0, 6, 1);
    const first = Math.max(within(query.get('first'), 1, most, atOnce), Math.min(ids.length, most));
    return { ids, hops: name === 'seeds' ? hops : 0, connect: name === 'connect', first };
  }
  return null;
}

export function view(hash: string): View {
  const fields = new URLSearchParams(hash);
  const layout = fields.get('layout');
  return {
    ids: fields.has('n') ? list(fields.get('n')) : null,
    selected: list(fields.get('s')),
    pinned: list(fields.get('pin')),
    layout: layouts.find((l) => l === layout) ?? 'server',
    focus: list(fields.get('focus')),
    filter: filterOf(fields),
    unfolded: fields.get('each') === '1',
    table: fields.get('table') === '1',
  };
}

// The very same where nothing is filtered, so that nothing is drawn anew.
function filterOf(fields: URLSearchParams): Filter {
  if (!['off', 'without', 'stated'].some((name) => fields.has(name))) return noFilter;
  return { kinds: new Set(list(fields.get('off'))), relationships: new Set(list(fields.get('without'))), inferred: fields.get('stated') !== '1' };
}

// What follows # for a state. `asOpened` leaves out the entities: the query has them.
export function hashOf(state: State, asOpened: boolean, table: boolean): string {
  const fields: string[] = [];
  const add = (name: string, values: Iterable<string>) => {
    const text = [...values].join('.');
    if (text) fields.push(`${name}=${text}`);
  };
  const { scene, filter } = state;
  if (!asOpened && scene.nodes.size <= tooManyForAddress) add('n', scene.nodes.keys());
  if (state.selected.size <= 200) add('s', state.selected);
  add('pin', scene.pinned.size <= 200 ? scene.pinned : []);
  if (state.layout !== 'server') fields.push(`layout=${state.layout}`);
  if (state.focus.length <= 20) add('focus', state.focus);
  if (filter !== noFilter) {
    add('off', filter.kinds);
    add('without', filter.relationships);
    if (!filter.inferred) fields.push('stated=1');
  }
  if (state.unfolded) fields.push('each=1');
  if (table) fields.push('table=1');
  return fields.join('&');
}
