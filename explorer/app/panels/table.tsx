import { useEffect, useRef, useState } from 'preact/hooks';
import { language, number, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import type { Names } from '../api/ontology';
import { copyText } from '../parts/copy';
import { Icon } from '../parts/icons';
import { KindMark } from '../parts/kindMark';
import { tabKeys } from '../parts/tabs';
import { labelOf, nameOf, passes } from '../canvas/scene';
import { useDrawnCanvas, type Canvas, type State } from '../canvas/store';

interface Cell { readonly text: string; readonly value: string | number; readonly mark?: { kindIndex: number; color: string; group: boolean } }
interface Row { readonly key: string; readonly cells: readonly Cell[] }
type Tab = 'entities' | 'links';
interface Sorting { readonly column: number; readonly down: boolean }

const page = 200;

// The canvas as a table: the same entities and links, the same selection.
export function Table({ canvas, names, close }: { canvas: Canvas; names: Names; close: () => void }) {
  const t = useWords(canvasWords);
  const state = useDrawnCanvas(canvas);
  const [tab, open] = useState<Tab>('entities');
  const [sorting, sort] = useState<Sorting>({ column: 1, down: false });
  const [shown, show] = useState(page);
  const [said, say] = useState('');
  const entities = entityRows(state, names, canvas);
  const links = linkRows(state, names, t('stated'), t('inferred'));
  const columns = tab === 'entities' ? [t('name'), t('kind'), t('degree'), t('onCanvas')] : [t('from'), t('relationship'), t('to'), t('assertion')];
  const rows = sorted(tab === 'entities' ? entities : links, sorting);
  const chosen = rows.filter((r) => state.selected.has(r.key));
  const scroll = useRef<HTMLDivElement>(null);
  useNewlySelected(state.selected, (added) => {
    const at = rows.findIndex((r) => added.has(r.key));
    if (at >= shown) show(Math.ceil((at + 1) / page) * page);
    if (at >= 0) requestAnimationFrame(() => scroll.current?.querySelector(`[data-key="${rows[at]?.key}"]`)?.scrollIntoView({ block: 'nearest' }));
  });
  const copy = async () => {
    const text = [columns, ...(chosen.length > 0 ? chosen : rows).map((r) => r.cells.map((c) => c.text))].map((line) => line.map(plain).join('\t')).join('\n');
    if (await copyText(text)) say(t('copied'));
    setTimeout(() => say(''), 2000);
  };
  return (
    <section class="table-panel" aria-label={t('table')}>
      <div class="table-bar">
        <div role="tablist" aria-label={t('table')} onKeyDown={tabKeys}>
          <TabButton on={tab === 'entities'} choose={() => { open('entities'); show(page); }} chosen={count(entities, state)}>{t('entitiesTab', { n: number(entities.length) })}</TabButton>
          <TabButton on={tab === 'links'} choose={() => { open('links'); show(page); }} chosen={count(links, state)}>{t('linksTab', { n: number(links.length) })}</TabButton>
        </div>
        <span class="said" role="status">{said}</span>
        <button type="button" class="quiet" onClick={() => void copy()}><Icon name="copy" />{chosen.length > 0 ? t('copyChosen', { n: number(chosen.length) }) : t('copy')}</button>
        <button type="button" class="quiet" onClick={close} aria-label={t('close')} title={t('close')}><Icon name="close" /></button>
      </div>
      <div ref={scroll} class="table-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="hidden-text">{t('select')}</span></th>
              {columns.map((c, i) => (
                <th key={c} scope="col" aria-sort={sorting.column === i ? (sorting.down ? 'descending' : 'ascending') : 'none'}>
                  <button type="button" class="quiet" onClick={() => sort({ column: i, down: sorting.column === i && !sorting.down })} title={t('sortBy', { column: c })}>
                    {c}{sorting.column === i && <Icon name={sorting.down ? 'down' : 'up'} />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <TableRow key={row.key} row={row} selected={state.selected.has(row.key)} choose={(add) => canvas.select([row.key], add)} />
            ))}
          </tbody>
        </table>
        {rows.length > shown && <button type="button" onClick={() => show(shown + page)}>{t('more', { n: Math.min(page, rows.length - shown) })}</button>}
      </div>
    </section>
  );
}

// Tells what was selected since the last time, here or on the canvas.
function useNewlySelected(selected: ReadonlySet<string>, tell: (added: ReadonlySet<string>) => void): void {
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const added = new Set([...selected].filter((key) => !before.current.has(key)));
    before.current = selected;
    if (added.size > 0) tell(added);
  }, [selected]);
}

const count = (rows: readonly Row[], { selected }: State): number => (selected.size === 0 ? 0 : rows.filter((r) => selected.has(r.key)).length);

function TabButton({ on, choose, chosen, children }: { on: boolean; choose: () => void; chosen: number; children: preact.ComponentChildren }) {
  const t = useWords(canvasWords);
  return (
    <button type="button" role="tab" class="quiet" aria-selected={on} tabIndex={on ? 0 : -1} onClick={choose}>
      {children}{chosen > 0 && <span class="mark chosen-here">{t('selectedCount', { n: number(chosen) })}</span>}
    </button>
  );
}

function TableRow({ row, selected, choose }: { row: Row; selected: boolean; choose: (add: boolean) => void }) {
  const t = useWords(canvasWords);
  return (
    <tr class={selected ? 'selected' : ''} data-key={row.key} onClick={(e) => choose(e.shiftKey || e.ctrlKey || e.metaKey)}>
      <td onClick={(e) => e.stopPropagation()}>
        <input type="checkbox" checked={selected} aria-label={`${t('select')} ${row.cells[0]?.text ?? ''}`} onChange={() => choose(true)} />
      </td>
      {row.cells.map((cell, i) => (
        <td key={i} class={typeof cell.value === 'number' ? 'number' : ''}>
          {cell.mark && <KindMark {...cell.mark} />}
          <bdi>{cell.text}</bdi>
        </td>
      ))}
    </tr>
  );
}

function entityRows(state: State, names: Names, canvas: Canvas): Row[] {
  const hidden = canvas.hidden();
  return [...state.scene.nodes.values()].filter((n) => !state.filter.kinds.has(n.kind)).map((n) => ({
    key: n.key,
    cells: [
      { text: labelOf(n, language()), value: labelOf(n, language()), mark: { kindIndex: n.kindIndex, color: n.color, group: n.cohort !== null } },
      { text: names.kind(n.kind), value: names.kind(n.kind) },
      { text: number(n.degree), value: n.degree },
      { text: number(n.degree - (hidden.get(n.key) ?? 0)), value: n.degree - (hidden.get(n.key) ?? 0) },
    ],
  }));
}

function linkRows(state: State, names: Names, stated: string, inferred: string): Row[] {
  const label = (key: string) => nameAt(state, key);
  return [...state.scene.edges.values()].filter((e) => passes(state.scene, state.filter, e)).map((e) => ({
    key: e.key,
    cells: [label(e.source), names.relationship(e.relationship), label(e.target), e.inferred ? inferred : stated].map((text) => ({ text, value: text })),
  }));
}

const nameAt = (state: State, key: string): string => {
  const node = state.scene.nodes.get(key);
  return node ? nameOf(node, language()) : key;
};

function sorted(rows: Row[], { column, down }: Sorting): Row[] {
  const order = new Intl.Collator(document.documentElement.lang === 'en' ? 'en' : 'zh-CN', { numeric: true });
  const sign = down ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [a.cells[column]?.value ?? '', b.cells[column]?.value ?? ''];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : order.compare(String(x), String(y))) || (a.key < b.key ? -1 : 1);
  });
}

// A cell of a spreadsheet: no tabs or lines, and nothing that it would run.
const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(/^(?=[=+\-@])/, "'");
