import { useState } from 'react';
import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react';

// Reads a shared query from an address: what follows the # is never sent to a
// server and so stays out of its logs. Null where there is none.
export function readShared(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const query = fields.get('query');
  return query ? { query, variables: fields.get('variables') ?? '' } : null;
}

// Reads it and cleans the address, so that a reload brings back the tabs as
// they were left and not the shared query once more.
export function takeShared() {
  const shared = readShared(location.hash);
  if (shared) history.replaceState(null, '', location.pathname + location.search);
  return shared;
}

function linkTo(query, variables) {
  const fields = [`query=${encodeURIComponent(query)}`];
  if (variables.trim()) fields.push(`variables=${encodeURIComponent(variables)}`);
  return `${location.origin}${location.pathname}#${fields.join('&')}`;
}

// Copies the link; where the browser does not let a page copy, the link goes
// to the address bar instead.
async function hand(link) {
  try {
    await navigator.clipboard.writeText(link);
    return '链接已复制 / Link copied';
  } catch {
    history.replaceState(null, '', link);
    return '链接在地址栏 / Link is in the address bar';
  }
}

export function ShareButton() {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  const [said, setSaid] = useState('');
  const share = async () => {
    setSaid(await hand(linkTo(queryEditor?.getValue() ?? '', variableEditor?.getValue() ?? '')));
    setTimeout(() => setSaid(''), 2500);
  };
  return (
    <div className="jq-share">
      <ToolbarButton label="分享链接 / Share a link" onClick={share}>
        <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <path d="M10 14a5 5 0 0 0 7.1 0l3-3a5 5 0 0 0-7.1-7.1l-1.2 1.2M14 10a5 5 0 0 0-7.1 0l-3 3A5 5 0 0 0 11 20.1l1.2-1.2" />
        </svg>
      </ToolbarButton>
      <span className="jq-said" role="status">{said}</span>
    </div>
  );
}
