import type { ComponentChildren } from 'preact';
import { ApiError } from '../api/client';
import type { Answered } from '../api/useAnswer';
import { useWords } from '../i18n/language';
import { shellWords } from '../i18n/shell';

export function Waiting() {
  const t = useWords(shellWords);
  return <div class="state waiting" role="status"><span class="spinner" aria-hidden="true" />{t('waiting')}</div>;
}

// What went wrong, in words that say what to do.
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const t = useWords(shellWords);
  const code = error instanceof ApiError ? error.code : '';
  const known: Record<string, string> = { OFFLINE: t('offline'), UNAVAILABLE: t('unavailable'), TIMEOUT: t('timeout') };
  const message = known[code] ?? (error instanceof Error ? error.message : String(error));
  return (
    <div class="state failed" role="alert">
      <strong>{t('failed')}</strong>
      <p>{message}</p>
      {error instanceof ApiError && error.suggestions.length > 0 && <p class="suggestions">{error.suggestions.join(' · ')}</p>}
      {code && <code>{code}</code>}
      {again && <button type="button" onClick={again}>{t('again')}</button>}
    </div>
  );
}

// Shows an answer once it is there, and its waiting or failing until then.
export function Await<Result>({ answer, children }: { answer: Answered<Result>; children: (data: Result) => ComponentChildren }) {
  if (answer.state === 'waiting') return <Waiting />;
  if (answer.state === 'failed') return <Failed error={answer.error} again={answer.again} />;
  return <>{children(answer.data)}</>;
}
