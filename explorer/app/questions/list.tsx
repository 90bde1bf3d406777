import { Waiting } from '../parts/states';
import { questionLink } from '../parts/links';
import type { Question } from './questions';
import { Sentence, useValues } from './sentence';

// The questions, filled in with examples; each leads to its answer.
export function QuestionList({ questions, compact = false }: { questions: readonly Question[]; compact?: boolean }) {
  const found = useValues(questions, {});
  if (!found) return <Waiting />;
  return (
    <ul class={compact ? 'questions compact' : 'questions'}>
      {questions.map((q, i) => {
        const values = found.values[i] ?? {};
        return <li key={q.name}><a href={questionLink(q.name, values)}><Sentence question={q} values={values} labels={found.labels} /></a></li>;
      })}
    </ul>
  );
}
