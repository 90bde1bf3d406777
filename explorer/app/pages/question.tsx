import { useEffect, useState } from 'preact/hooks';
import { ApiError, ask, type Operation } from '../api/client';
import { useLanguage, useWords } from '../i18n/language';
import { questionWords } from '../i18n/questions';
import { canvasLink, queryLink, questionLink } from '../parts/links';
import { CopyLink } from '../parts/copyLink';
import { Failed, Waiting } from '../parts/states';
import { go } from '../router';
import { Answer } from '../questions/answer';
import { entityIds, type JsonObject } from '../questions/json';
import { QuestionList } from '../questions/list';
import { useQuestions, valueOf, type Question } from '../questions/questions';
import { SentenceForm, useValues, type Values } from '../questions/sentence';
import type { PageProps } from './index';
import '../styles/question.css';

// A question, filled in, with its answer.
export default function QuestionPage({ place, rest }: PageProps) {
  const t = useWords(questionWords);
  const questions = useQuestions();
  if (!questions) return <Waiting />;
  if (questions instanceof Error) return <Failed error={questions} />;
  const question = questions.find((q) => q.name === rest);
  if (!question) return <div class="page"><h1>{t('unknown')}</h1><QuestionList questions={questions} /></div>;
  const given = Object.fromEntries(question.slots.flatMap((s) => { const v = place.query.get(s.name); return v ? [[s.name, v]] : []; }));
  return (
    <div class="page question">
      <Asked key={question.name} question={question} given={given} />
      <section class="more"><h2>{t('others')}</h2><QuestionList questions={questions.filter((q) => q !== question)} compact /></section>
    </div>
  );
}

function Asked({ question, given }: { question: Question; given: Values }) {
  const t = useWords(questionWords);
  const language = useLanguage();
  const found = useValues([question], given);
  const values = found?.values[0];
  useEffect(() => { document.title = `${language === 'ZH' ? question.zh : question.en} · 金桥 Jinqiao`.replace(/[[\]]/g, ''); }, [question, language]);
  if (!found || !values) return <Waiting />;
  const empty = question.slots.filter((s) => values[s.name] === undefined);
  const variables = { ...Object.fromEntries(question.slots.map((s) => [s.name, valueOf(s, values[s.name] ?? '')])), language };
  return (
    <>
      <SentenceForm question={question} values={values} labels={found.labels} change={(name, value) => go(questionLink(question.name, { ...values, [name]: value }))} />
      {empty.length > 0
        ? <p class="worth none">{t('missing', { what: empty.map((s) => (language === 'ZH' ? s.zh : s.en)).join('、') })}</p>
        : <Answered question={question} variables={variables} />}
    </>
  );
}

type Variables = Readonly<Record<string, string | number>>;

function Answered({ question, variables }: { question: Question; variables: Variables }) {
  const t = useWords(questionWords);
  const [state, show] = useState<{ of: string; data?: JsonObject; error?: unknown } | null>(null);
  const [round, again] = useState(0);
  const key = JSON.stringify(variables);
  useEffect(() => {
    const stop = new AbortController();
    const operation: Operation<JsonObject, Variables> = { name: question.name, text: question.query };
    ask(operation, variables, stop.signal).then((data) => show({ of: key, data }), (error: unknown) => stop.signal.aborted || show({ of: key, error }));
    return () => stop.abort();
  }, [key, round]);
  if (!state || state.of !== key) return <Waiting />;
  if (!state.data) return <Failed error={state.error} {...(state.error instanceof ApiError && state.error.code === 'NOT_FOUND' ? {} : { again: () => { show(null); again(round + 1); } })} />;
  const ids = [...entityIds(state.data)];
  return (
    <>
      <div class="actions">
        {ids.length > 0 && <a class="button primary" href={canvasLink(ids.slice(0, 300))}>{t('draw')}</a>}
        <a class="button" href={queryLink(question.query, variables)}>{t('graphql')}</a>
        <CopyLink />
      </div>
      <section class="answer" aria-label={t('answer')} aria-live="polite"><Answer data={state.data} question={question} /></section>
    </>
  );
}
