import { useEffect } from 'preact/hooks';
import { MostLinked, Overview, type OverviewResult } from '../api/documents.gen';
import { useNames } from '../api/ontology';
import { useAnswer } from '../api/useAnswer';
import { number, useLanguage, useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { shellWords } from '../i18n/shell';
import { startWords } from '../i18n/start';
import { EntityLink, KindOf } from '../parts/kind';
import { SearchBox } from '../parts/search';
import { Await, Failed, Waiting } from '../parts/states';
import { QuestionList } from '../questions/list';
import { LivingPicture } from '../questions/picture';
import { useQuestions } from '../questions/questions';
import '../styles/question.css';
import '../styles/start.css';

export default function StartPage() {
  const t = useWords(startWords);
  const shell = useWords(shellWords);
  const answer = useAnswer(Overview, {});
  useEffect(() => { document.title = `金桥 Jinqiao · ${shell('tagline')}`; });
  return (
    <div class="page start">
      <header class="hero">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        <SearchBox large />
        <Tries />
      </header>
      <Await answer={answer}>{({ statistics }) => (statistics?.entityCount === 0 ? <Empty /> : <Body statistics={statistics} />)}</Await>
      <footer><a href="/licences">{shell('licences')}</a></footer>
    </div>
  );
}

function Empty() {
  const t = useWords(startWords);
  return <div class="state"><h2>{t('empty')}</h2><p>{t('emptyText')}</p></div>;
}

// The best connected that mean something, as a first thing to look at.
function Tries() {
  const t = useWords(startWords);
  const names = useNames();
  const language = useLanguage();
  const kinds = names?.kinds.filter((k) => !k.context).map((k) => k.kind);
  const answer = useAnswer(MostLinked, kinds ? { kinds, first: 40, language } : null);
  if (answer.state !== 'there') return <p class="tries" aria-hidden="true">&nbsp;</p>;
  const seen = new Set<string>();
  const some = answer.data.entities?.nodes.filter((n) => !n.cohort && n.label.length <= (language === 'ZH' ? 14 : 32) && !seen.has(n.kind) && seen.add(n.kind)).slice(0, 5);
  return <p class="tries"><span class="faint">{t('try')}</span> {some?.map((n) => <EntityLink key={n.id} entity={n} />)}</p>;
}

type Statistics = OverviewResult['statistics'];

function Body({ statistics }: { statistics: Statistics }) {
  return (
    <div class="start-columns">
      <Ask />
      <div class="beside">
        <LivingPicture />
        <Size statistics={statistics} />
      </div>
    </div>
  );
}

function Ask() {
  const t = useWords(questionWords);
  const questions = useQuestions();
  return (
    <section class="ask">
      <h2>{t('ask')}</h2>
      <p class="faint">{t('askText')}</p>
      {questions === null && <Waiting />}
      {questions instanceof Error && <Failed error={questions} />}
      {Array.isArray(questions) && <QuestionList questions={questions} />}
    </section>
  );
}

function Size({ statistics }: { statistics: Statistics }) {
  const t = useWords(startWords);
  const names = useNames();
  if (!statistics) return null;
  const kinds = statistics.entities.filter((k) => k.count > 0).sort((a, b) => b.count - a.count);
  const most = kinds[0]?.count ?? 1;
  const of = (assertion: string) => statistics.links.filter((l) => l.assertion === assertion).reduce((sum, l) => sum + l.count, 0);
  const [stated, inferred] = [of('STATED'), of('INFERRED')];
  return (
    <section class="size">
      <h2>{t('size')}</h2>
      <p class="totals"><span><b>{number(statistics.entityCount)}</b> {t('entities')}</span><span><b>{number(statistics.linkCount)}</b> {t('links')}</span></p>
      <div class="split" aria-hidden="true"><span style={{ flexGrow: stated }} /><span class="inferred" style={{ flexGrow: inferred }} /></div>
      <p class="faint">{t('stated', { count: number(stated) })} · {t('inferred', { count: number(inferred) })} · {t('revision', { revision: statistics.revision })}</p>
      <ul class="here">
        {kinds.map((k) => (
          <li key={k.kind}>
            <span class="name"><KindOf kind={k.kind} /> {names?.kind(k.kind)}</span>
            <span class="meter"><span style={{ width: `${(100 * k.count) / most}%`, background: names?.color(k.kind) }} /></span>
            <b>{number(k.count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
