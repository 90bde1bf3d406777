import { useAnswer } from '../api/useAnswer';
import { Overview } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { number, useWords } from '../i18n/language';
import { shellWords } from '../i18n/shell';
import { Await } from '../parts/states';

export default function StartPage() {
  const t = useWords(shellWords);
  const names = useNames();
  const answer = useAnswer(Overview, {});
  return (
    <div class="page">
      <h1>{t('brand')}</h1>
      <p class="lead">{t('tagline')}</p>
      <Await answer={answer}>
        {({ statistics }) => (
          <ul class="counts">
            {statistics?.entities.filter((k) => k.count > 0).map((k) => (
              <li key={k.kind}><b>{number(k.count)}</b> {names?.kind(k.kind)}</li>
            ))}
          </ul>
        )}
      </Await>
      <footer><a href="/licences">{t('licences')}</a></footer>
    </div>
  );
}
