import { useGraphiQLActions } from '@graphiql/react';
import { parts, variablesOf } from './questions.js';
import { isWide, useOpenTab } from './tabs.js';

function Icon(props) {
  return (
    <svg height="1em" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" {...props}>
      <path d="M12 3a6.5 6.5 0 0 1 4 11.6c-.7.6-1 1.2-1 2.4H9c0-1.2-.3-1.800-1-2.4A6.5 6.5 0 0 1 12 3ZM9.5 20.5h5" />
    </svg>
  );
}

function Sentence({ question, language }) {
  const names = Object.fromEntries(question.slots.map((slot) => [slot.name, slot[language]]));
  return parts(question[language]).map((part, i) => (part.slot ? <em key={i}>{names[part.text]}</em> : part.text));
}

function List({ questions, choose }) {
  return (
    <ol>
      {questions.map((question) => (
        <li key={question.name}>
          <button type="button" onClick={() => choose(question)}>
            <strong><Sentence question={question} language="zh" /></strong>
            <span lang="en"><Sentence question={question} language="en" /></span>
            <code>{question.name}</code>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Questions({ questions }) {
  const open = useOpenTab();
  const { setVisiblePlugin } = useGraphiQLActions();
  const choose = (question) => {
    open(question.query, variablesOf(question));
    if (!isWide()) setVisiblePlugin(null);
  };
  return (
    <section className="jq-examples" aria-label="示例 / Examples">
      <h2>示例 <span lang="en">Examples</span></h2>
      <p>点一个问题，在新标签页中打开；要问别的，改变量。 <span lang="en">Choose a question; it opens in a tab of its own. To ask about others, change the variables.</span></p>
      <List questions={questions.filter((q) => !q.developers)} choose={choose} />
      <h3>接口 <span lang="en">The API itself</span></h3>
      <List questions={questions.filter((q) => q.developers)} choose={choose} />
    </section>
  );
}

// A panel that lists the questions.
export function questionsPlugin(questions) {
  return { title: '示例 / Examples', icon: Icon, content: () => <Questions questions={questions} /> };
}
