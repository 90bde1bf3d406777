import { number, useWords } from '../i18n/language';
import { canvasWords } from '../i18n/canvas';
import { most, opening, withFirst } from '../canvas/address';
import { embedded } from '../router';
import { useCanvas, type Canvas } from '../canvas/store';
import { KeysHelp } from './keysHelp';

// How much is shown, and what the last step did.
export function StatusLine({ canvas }: { canvas: Canvas }) {
  const t = useWords(canvasWords);
  const { scene, selected, note } = useCanvas(canvas);
  let said = '';
  if (note?.kind === 'apart') said = t('apart', { labels: note.labels.join('、') });
  else if (note && note.nodes + note.edges === 0) said = t('nothingNew');
  else if (note) said = t('added', { nodes: number(note.nodes), edges: number(note.edges) }) + (note.left > 0 ? ` ${t('left', { left: number(note.left) })}` : '');
  const opened = opening(new URLSearchParams(location.search));
  const more = opened && note?.kind === 'added' && note.left > 0 && note.nodes === scene.nodes.size && !opened.connect && opened.first < most ? opened.first + note.left : 0;
  return (
    <p class="status-line">
      <span class="status-count">{t('shown', { nodes: number(scene.nodes.size), edges: number(scene.edges.size) })}{selected.size > 0 && ` · ${t('selectedCount', { n: number(selected.size) })}`}</span>
      <span class="status-note" role="status">{said}{more > 0 && <> <a href={withFirst(location.search, more)}>{t('bringAll')}</a></>}</span>
      {embedded()
        ? <a class="status-whole" href={location.href.replace(/([?&])embed=1&?/, '$1')} target="_blank" rel="noopener">{t('whole')}</a>
        : <KeysHelp />}
    </p>
  );
}
