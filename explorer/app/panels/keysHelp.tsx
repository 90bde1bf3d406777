import { useWords } from '../i18n/language';
import { keyWords } from '../i18n/keys';

// What the keys of canvas/keys.ts do, on a card that opens above the page.
export function KeysHelp() {
  const t = useWords(keyWords);
  const rows: readonly (readonly [keys: readonly string[], what: string])[] = [
    [['Enter', t('doubleClick')], t('expand')],
    [[`Shift + ${t('click')}`], t('choose')],
    [[`Shift + ${t('drag')}`], t('box')],
    [['Shift + ← ↑ → ↓'], t('next')],
    [['N'], t('neighbours')],
    [['Ctrl + A'], t('all')],
    [['Esc'], t('none')],
    [['← ↑ → ↓'], t('move')],
    [['+', '−'], t('zoom')],
    [['F'], t('fit')],
    [['P'], t('pin')],
    [['Delete'], t('hide')],
    [['Ctrl + Z', 'Ctrl + Y'], t('undo')],
  ];
  return (
    <>
      <button type="button" class="quiet status-keys" popovertarget="keys-help">{t('keys')}</button>
      <div id="keys-help" class="keys-help" popover="auto" role="dialog" aria-label={t('keys')}>
        <h2>{t('keys')}</h2>
        <dl>{rows.map(([keys, what]) => <div key={what}><dt>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{what}</dd></div>)}</dl>
        <p>{t('where')}</p>
      </div>
    </>
  );
}
