import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/language';
import { shellWords } from '../i18n/shell';
import { Failed, Waiting } from '../parts/states';

// The licences of the explorer and of the playground, as their bundles list them.
const files = ['/app/LICENSES.txt', '/playground/LICENSES.txt'];

export default function LicencesPage() {
  const t = useWords(shellWords);
  const [texts, show] = useState<string[] | null>(null);
  const [error, fail] = useState<unknown>(null);
  useEffect(() => { document.title = `${t('licences')} · 金桥 Jinqiao`; });
  useEffect(() => {
    Promise.all(files.map((file) => fetch(file).then((r) => r.text()))).then(show, fail);
  }, []);
  return (
    <div class="page licences">
      <h1>{t('licences')}</h1>
      <p>{t('licencesText')}</p>
      {error !== null && <Failed error={error} />}
      {error === null && !texts && <Waiting />}
      {texts?.map((text, i) => <pre key={files[i]} tabIndex={0}>{text}</pre>)}
    </div>
  );
}
