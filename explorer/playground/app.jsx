import { useEffect, useRef } from 'react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { useListOfTabs, useNamedFields, useQuietMenus } from './roles.js';
import { DrawButton } from './draw.jsx';
import { Errors } from './errors.jsx';
import { fetcher } from './fetcher.js';
import { questionsPlugin } from './questions-plugin.jsx';
import { ShareButton, takeShared } from './share.jsx';
import { isWide, useOpenTab } from './tabs.js';

const monospace = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace';

// The editors name one web font, which we do not ship; they get those of the
// system. Long lines are wrapped: the comments matter most to a newcomer.
function useReadableText() {
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'));
  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions({ fontFamily: monospace, fontSize: 14, wordWrap: 'on' });
  }, Object.values(editors));
}

// The editors' colours are chosen once; choose again when the system changes.
function useSystemTheme() {
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    if (theme) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(null);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [theme, setTheme]);
}

// A shared link pasted into this very page changes only its hash: no load.
function useSharedLinks() {
  const open = useOpenTab();
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const follow = () => {
      const shared = takeShared();
      if (shared) latest.current(shared.query, shared.variables);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
}

function Manners() {
  useReadableText();
  useSystemTheme();
  useSharedLinks();
  useListOfTabs();
  useNamedFields();
  useQuietMenus();
  return null;
}

// The whole page. On a narrow screen the questions wait to be opened, else they are shown.
export function App({ questions, welcome, shared }) {
  const list = useRef(null);
  list.current ??= [questionsPlugin(questions), HISTORY_PLUGIN, explorerPlugin()];
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={list.current}
      visiblePlugin={isWide() ? list.current[0] : undefined}
      defaultQuery={welcome}
      initialQuery={shared?.query}
      initialVariables={shared?.variables}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="jq-logo" href="/"><img src="/playground/icon.svg" alt="" width="22" height="22" />金桥 <span lang="en">Jinqiao</span></a>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => <>{prettify}{merge}{copy}<ShareButton /><DrawButton /></>}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer><Errors /></GraphiQL.Footer>
      <Manners />
    </GraphiQL>
  );
}
