import { useLanguage, useWords } from '../i18n/language';
import { pathWords } from '../i18n/paths';
import { entityLink } from '../router';
import type { PathAnswer } from './paths';

// What the answer is worth, in words.
export function Completeness({ answer, none, pass }: { answer: PathAnswer; none: boolean; pass: () => void }) {
  const t = useWords(pathWords);
  const zh = useLanguage() === 'ZH';
  const { status, provenLength: n, reasons, skippedHubs: hubs } = answer.completeness;
  const why = reasons.map((r) => (r === 'BUDGET' || r === 'DEADLINE' ? t(r) : r)).join(zh ? '、' : ', ');
  const said = status !== 'EXACT' ? t('cut', { n, why }) : t(none ? 'provenNone' : 'proven', { n });
  return (
    <div class={status === 'EXACT' ? 'completeness' : 'completeness cut'}>
      <p>{said}</p>
      {hubs.length > 0 && (
        <p>
          {t('hubs', { n: hubs.length })}
          {hubs.slice(0, 4).map((h, i) => <span key={h.entity.id}>{i > 0 && (zh ? '、' : ', ')}<a href={entityLink(h.entity.id)}><bdi>{h.entity.label}</bdi></a></span>)}
          {hubs.length > 4 && '…'} <button type="button" class="small" onClick={pass}>{t('passThem')}</button>
        </p>
      )}
    </div>
  );
}
