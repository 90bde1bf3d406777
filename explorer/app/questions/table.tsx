import type { Kind } from '../api/documents.gen';
import { useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { EntityLink } from '../parts/kind';
import { isObject, textOf, type Json, type JsonObject } from './json';
import { Sources } from './paths';

const objects = (v: Json | undefined): JsonObject[] => (Array.isArray(v) ? v.filter(isObject) : []);
const named = (e: JsonObject) => ({ id: textOf(e.id), kind: textOf(e.kind) as Kind, label: textOf(e.label) });

// Rows against columns: what joins each two, and where something is expected
// and not recorded. Turned where that makes it narrower, so that it can be read.
export function CrossTable({ table }: { table: JsonObject }) {
  const t = useWords(questionWords);
  const cells = objects(table.cells);
  const used = (key: 'rowIndex' | 'columnIndex') => new Set(cells.map((c) => Number(c[key])));
  const pick = (list: Json | undefined, key: 'rowIndex' | 'columnIndex') => objects(list).map((e, index) => ({ e, index, key })).filter(({ index }) => used(key).has(index));
  const sides = [pick(table.rows, 'rowIndex'), pick(table.columns, 'columnIndex')] as const;
  const [across, down] = sides[0].length <= sides[1].length ? sides : [sides[1], sides[0]];
  const at = new Map(cells.map((c) => [`${Number(c.rowIndex)} ${Number(c.columnIndex)}`, c]));
  const cell = (a: number, d: number) => at.get(across === sides[0] ? `${a} ${d}` : `${d} ${a}`);
  return (
    <>
      <p class="verdict">{t('tableSaid', { linked: Number(table.linked), gaps: Number(table.gaps) })}</p>
      {table.status === 'TRUNCATED' && <p class="worth none">{t('tableTruncated')}</p>}
      <div class="scroll" tabIndex={0} role="region" aria-label={t('table')}>
        <table class="cross">
          <thead><tr><td />{across.map(({ e, index }) => <th scope="col" key={index}><EntityLink entity={named(e)} /></th>)}</tr></thead>
          <tbody>
            {down.map(({ e, index }) => (
              <tr key={index}>
                <th scope="row"><EntityLink entity={named(e)} /></th>
                {across.map((a) => <Cell key={a.index} cell={cell(a.index, index)} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Sources sources={table.sources} />
    </>
  );
}

function Cell({ cell }: { cell: JsonObject | undefined }) {
  const t = useWords(questionWords);
  if (!cell) return <td />;
  const gap = cell.state === 'GAP';
  const path = gap ? cell.expected : cell.sample;
  return (
    <td class={gap ? 'gap' : 'linked'}>
      <details>
        <summary>{gap ? t('none') : cell.count === 1 ? t('path') : t('paths', { count: Number(cell.count) })}</summary>
        {isObject(path) && <p>{textOf(path.text)}</p>}
      </details>
    </td>
  );
}
