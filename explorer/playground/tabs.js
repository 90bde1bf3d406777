import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';

// Whether panels stand beside the editors; else they lie over them.
export const isWide = () => matchMedia('(min-width: 48em)').matches;

// Returns a function that opens a query in a tab of its own, or goes to the
// tab that holds the very same one already.
export function useOpenTab() {
  const { addTab, changeTab } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));
  return (query, variables = '') => {
    const found = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    if (found >= 0) return changeTab(found);
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}
