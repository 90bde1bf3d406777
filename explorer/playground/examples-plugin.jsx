import { useGraphiQLActions } from '@graphiql/react';
import { isWide, useOpenTab } from './tabs.js';

function Icon(props) {
  return (
    <svg height="1em" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" {...props}>
      <path d="M12 3a6.5 6.5 0 0 1 4 11.6c-.7.6-1 1.2-1 2.4H9c0-1.2-.3-1.800-1-2.4A6.5 6.5 0 0 1 12 3ZM9.5 20.5h5" />
    </svg>
  );
}

function Examples({ examples }) {
  const open = useOpenTab();
  const { setVisiblePlugin } = useGraphiQLActions();
  const choose = (query) => {
    open(query);
    if (!isWide()) setVisiblePlugin(null);
  };
  return (
    <section className="jq-examples" aria-label="示例 / Examples">
      <h2>示例 <span lang="en">Examples</span></h2>
      <p>点一个示例，在新标签页中打开。 <span lang="en">Choose one; it opens in a tab of its own.</span></p>
      <ol>
        {examples.map(({ name, zh, en, query }) => (
          <li key={name}>
            <button type="button" onClick={() => choose(query)}>
              <strong>{zh}</strong>
              <span lang="en">{en}</span>
              <code>{name}</code>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

// A panel that lists the examples.
export function examplesPlugin(examples) {
  return { title: '示例 / Examples', icon: Icon, content: () => <Examples examples={examples} /> };
}
