import { PlaceMatrix, type LinkLine, type Named as NamedEntity, type PlaceMatrixResult } from '../api/documents.gen';
import { useAnswer } from '../api/useAnswer';
import { useLanguage, useWords } from '../i18n/language';
import { entityWords } from '../i18n/entity';
import { EntityLink } from '../parts/kind';

// The industries of a place by the societies that serve them there, gaps first.
export function Matrix({ id }: { id: string }) {
  const t = useWords(entityWords);
  const answer = useAnswer(PlaceMatrix, { id, language: useLanguage() });
  if (answer.state !== 'there') return null;
  const { rows, columns, cells } = tableOf(answer.data);
  if (rows.length === 0) return null;
  const gaps = rows.filter((r) => columns.every((c) => !cells.has(`${r.id} ${c.id}`))).length;
  return (
    <section id="matrix" class="matrix">
      <h2>{t('matrix')}</h2>
      <p class="faint">{t('matrixText')}</p>
      <p class="verdict">{gaps > 0 ? t('gaps', { gaps, all: rows.length }) : t('noGaps', { all: rows.length })}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('matrix')}>
        <table>
          <thead><tr><th scope="col">{t('industry')}</th>{columns.map((c) => <th scope="col" class="column" key={c.id}><EntityLink entity={c} /></th>)}</tr></thead>
          <tbody>{rows.map((row) => <Row key={row.id} row={row} columns={columns} cells={cells} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

type Cells = ReadonlyMap<string, LinkLine>;

function Row({ row, columns, cells }: { row: NamedEntity; columns: readonly NamedEntity[]; cells: Cells }) {
  const t = useWords(entityWords);
  const empty = columns.every((c) => !cells.has(`${row.id} ${c.id}`));
  return (
    <tr class={empty ? 'gap' : ''}>
      <th scope="row"><EntityLink entity={row} /></th>
      {empty ? <td colSpan={Math.max(1, columns.length)}>{t('gap')}</td> : columns.map((c) => <Cell key={c.id} column={c} link={cells.get(`${row.id} ${c.id}`)} />)}
    </tr>
  );
}

// On a narrow screen, where there is no room for columns, a cell says whose it is.
function Cell({ column, link }: { column: NamedEntity; link: LinkLine | undefined }) {
  const t = useWords(entityWords);
  if (!link) return <td class="empty" />;
  const words = link.assertion === 'STATED' ? t('stated') : `${t('inferred')}${link.confidence ? ` · ${t(link.confidence)}` : ''}`;
  return <td title={link.text}><span class="whose"><EntityLink entity={column} /></span><span class={link.assertion === 'STATED' ? 'dot' : 'dot inferred'} aria-hidden="true" /><span class="cell-words">{words}</span></td>;
}

function tableOf(data: PlaceMatrixResult): { rows: NamedEntity[]; columns: NamedEntity[]; cells: Cells } {
  const cells = new Map<string, LinkLine>();
  const columns = new Map<string, NamedEntity>();
  for (const path of data.follow?.nodes ?? []) {
    const [, industry, society] = path.nodes;
    const link = path.steps[1]?.link;
    if (!industry || !society || !link) continue;
    columns.set(society.id, society);
    cells.set(`${industry.id} ${society.id}`, link);
  }
  const rows = (data.city?.industries.edges ?? []).map((e) => e.node);
  const served = (r: NamedEntity) => [...columns.keys()].some((c) => cells.has(`${r.id} ${c}`));
  return { rows: [...rows.filter((r) => !served(r)), ...rows.filter(served)], columns: [...columns.values()], cells };
}
