import { useEffect } from 'react';

// GraphiQL's tabs hold buttons, which a tab of ARIA must not. Here they are a
// list whose current item is marked; kept so as React changes the elements.
function relabel(list) {
  list.setAttribute('role', 'list');
  for (const item of list.querySelectorAll('.graphiql-tab')) {
    const current = item.classList.contains('graphiql-tab-active');
    item.setAttribute('role', 'listitem');
    item.removeAttribute('aria-selected');
    item.querySelector('button')?.setAttribute('aria-current', String(current));
  }
  const panel = document.getElementById('graphiql-session');
  panel?.setAttribute('role', 'region');
}

// Keeps the roles of the tabs as above for as long as the page is there.
export function useListOfTabs() {
  useEffect(() => {
    const list = document.querySelector('.graphiql-tabs');
    if (!list) return undefined;
    const watch = new MutationObserver(() => { watch.disconnect(); start(); });
    const start = () => {
      relabel(list);
      watch.observe(list, { subtree: true, childList: true, attributeFilter: ['aria-selected', 'class', 'role'] });
    };
    start();
    return () => watch.disconnect();
  }, []);
}
