import { useEffect } from 'react';
import { say } from './say.js';

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

// The query builder has fields that nothing names.
function nameFields(panel) {
  for (const field of panel.querySelectorAll('select:not([aria-label]), input:not([aria-label])')) {
    field.setAttribute('aria-label', field.title || field.placeholder || (field.tagName === 'SELECT' ? say('Type of operation', '操作类型') : say('Value', '值')));
  }
}

// Keeps all fields of the panels named.
export function useNamedFields() {
  useEffect(() => {
    const container = document.querySelector('.graphiql-container');
    if (!container) return undefined;
    const watch = new MutationObserver(() => container.querySelectorAll('.graphiql-explorer-root').forEach(nameFields));
    watch.observe(container, { subtree: true, childList: true });
    return () => watch.disconnect();
  }, []);
}

// The menu of ▶ hides all else from those who listen, but leaves it to be
// reached by Tab, and stands outside every landmark.
export function useQuietMenus() {
  useEffect(() => {
    const watch = new MutationObserver(() => {
      for (const hidden of document.querySelectorAll('[data-aria-hidden="true"]:not([inert])')) hidden.inert = true;
      for (const back of document.querySelectorAll('[inert]:not([data-aria-hidden="true"])')) back.inert = false;
      for (const menu of document.querySelectorAll('[data-radix-popper-content-wrapper] > [role=menu]')) {
        menu.tabIndex = 0;
        menu.parentElement.setAttribute('role', 'region');
        menu.parentElement.setAttribute('aria-label', say('Choose a query', '选择查询'));
      }
    });
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-aria-hidden'] });
    return () => watch.disconnect();
  }, []);
}
